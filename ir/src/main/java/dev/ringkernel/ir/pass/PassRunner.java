package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Verifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Runs passes in order: verifies what each leaves, times it, and hands it to whoever wants to see
 * it. Not thread-safe.
 */
public final class PassRunner {
  /**
   * When to verify. What goes wrong is found in either case; which pass did it is said only by the
   * first.
   */
  public enum Verify {
    EACH_PASS,
    RESULT
  }

  private final Verify verify;
  private final BiConsumer<Pass, Module> observer;
  private final List<Timing> timings = new ArrayList<>();

  /** How long one run of a pass took, in nanoseconds, without verification. */
  public record Timing(String pass, long nanos) {}

  /** A runner that shows nobody what passes leave. */
  public PassRunner() {
    this((pass, module) -> {});
  }

  /**
   * @param observer given each pass and the module it left, verified; to dump it, for example
   */
  public PassRunner(BiConsumer<Pass, Module> observer) {
    this(observer, Verify.EACH_PASS);
  }

  /**
   * @param observer given each pass and the module it left; verified only with {@link
   *     Verify#EACH_PASS}
   */
  public PassRunner(BiConsumer<Pass, Module> observer, Verify verify) {
    this.observer = observer;
    this.verify = verify;
  }

  /**
   * The module after all {@code passes}.
   *
   * @throws IllegalStateException if the module given, or what a pass leaves, is broken
   */
  public Module run(List<Pass> passes, Module module) {
    if (verify == Verify.EACH_PASS) {
      Verifier.verifyOrThrow("(input)", module, module);
    }
    Module current = module;
    for (Pass pass : passes) {
      long start = System.nanoTime();
      Module next = pass.body().apply(current);
      timings.add(new Timing(pass.name(), System.nanoTime() - start));
      if (verify == Verify.EACH_PASS) {
        Verifier.verifyOrThrow(pass.name(), current, next);
      }
      observer.accept(pass, next);
      current = next;
    }
    if (verify == Verify.RESULT) {
      Verifier.verifyOrThrow(
          "(one of " + String.join(", ", passes.stream().map(Pass::name).toList()) + ")",
          module,
          current);
    }
    return current;
  }

  /** One entry for each pass run so far, in order. */
  public List<Timing> timings() {
    return List.copyOf(timings);
  }
}
