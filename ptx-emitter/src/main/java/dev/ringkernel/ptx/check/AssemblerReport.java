package dev.ringkernel.ptx.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What all assemblers at hand said of one module.
 *
 * @param name the module's name
 * @param target the architecture it was assembled for
 * @param checkers each assembler's report, also of those that could not judge
 */
public record AssemblerReport(String name, String target, List<CheckerReport> checkers) {

  /** Copies the list. */
  public AssemblerReport {
    checkers = List.copyOf(checkers);
  }

  /**
   * Returns the outcome of all: failed if one refused, passed if one made code and none refused.
   */
  public Verdict verdict() {
    var verdicts = checkers.stream().map(CheckerReport::verdict).collect(Collectors.toSet());
    return verdicts.contains(Verdict.FAILED)
        ? Verdict.FAILED
        : verdicts.contains(Verdict.PASSED) ? Verdict.PASSED : Verdict.NOT_CHECKED;
  }

  /** Returns the first report with this outcome. */
  public Optional<CheckerReport> first(Verdict verdict) {
    return checkers.stream().filter(c -> c.verdict() == verdict).findFirst();
  }

  /** Returns what the entries need, by the first assembler that made code; empty if none did. */
  public List<EntryResources> entries() {
    return first(Verdict.PASSED).map(CheckerReport::entries).orElse(List.of());
  }

  /** Returns a few lines for people: the outcome of each assembler, its messages and figures. */
  public String summary() {
    var text = new StringBuilder();
    for (var checker : checkers) {
      text.append(name)
          .append(" for ")
          .append(target)
          .append(", ")
          .append(checker.checker())
          .append(": ")
          .append(checker.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '))
          .append(checker.reason().isEmpty() ? "" : ": " + checker.reason())
          .append('\n');
      for (var message : checker.messages()) {
        text.append("  ").append(message).append('\n');
      }
      for (var entry : checker.entries()) {
        text.append("  ")
            .append(entry.name())
            .append(": ")
            .append(entry.registers())
            .append(" registers, ")
            .append(entry.stack())
            .append(" bytes of stack, spills ")
            .append(entry.spillStores())
            .append(" / ")
            .append(entry.spillLoads())
            .append(", ")
            .append(entry.shared())
            .append(" bytes shared\n");
      }
    }
    return text.toString();
  }
}
