package dev.ringkernel.compiler.project;

import java.util.List;

/**
 * What packing a project gave.
 *
 * @param outcome how it ended
 * @param written binary names of the classes packed now
 * @param current binary names of the classes whose packages were up to date
 * @param problems rendered diagnostics and reasons, one text each
 */
public record ProjectResult(
    Outcome outcome, List<String> written, List<String> current, List<String> problems) {
  public ProjectResult {
    written = List.copyOf(written);
    current = List.copyOf(current);
    problems = List.copyOf(problems);
  }

  /** How packing ended. */
  public enum Outcome {
    /** At least one class was compiled and written. */
    WRITTEN,
    /**
     * Every class with kernels has its package, of this compiler, these targets and these class
     * files.
     */
    CURRENT,
    /** No class has kernels. */
    NOTHING,
    /** There are problems; nothing was written. */
    FAILED
  }

  /** One line for people. */
  public String sentence() {
    return switch (outcome) {
      case WRITTEN -> "Packed kernels of " + String.join(", ", written);
      case CURRENT -> "Kernels are up to date: " + String.join(", ", current);
      case NOTHING -> "No method is annotated with @RingKernel or @GlobalKernel";
      case FAILED -> problems.size() == 1 ? "1 error" : problems.size() + " errors";
    };
  }
}
