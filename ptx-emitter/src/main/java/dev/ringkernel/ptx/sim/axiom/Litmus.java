package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.sim.litmus.Condition;
import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import dev.ringkernel.ptx.sim.litmus.Outcome;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the PTX memory model allows a litmus program. All methods are pure and safe for threads; a
 * program of a dozen memory operations takes milliseconds to seconds.
 */
public final class Litmus {
  private Litmus() {}

  /**
   * Every outcome that the model allows, sorted.
   *
   * @throws dev.ringkernel.ptx.sim.litmus.LitmusException where the program is too large, or does
   *     what is not modelled
   */
  public static SortedSet<Outcome> outcomes(LitmusProgram program) {
    SortedSet<Outcome> all = new TreeSet<>();
    Enumeration.run(
        program,
        new Enumeration.Visitor() {
          @Override
          public void allowed(Outcome outcome) {
            all.add(outcome);
          }

          @Override
          public void forbidden(
              Outcome outcome, Skeleton base, @Nullable Execution execution, Violation violation) {
            throw new IllegalStateException("not wanted");
          }

          @Override
          public boolean wantsForbidden() {
            return false;
          }
        });
    return Collections.unmodifiableSortedSet(all);
  }

  /** Whether some allowed outcome meets the condition. */
  public static boolean allows(LitmusProgram program, Condition condition) {
    return outcomes(program).stream().anyMatch(condition::holds);
  }

  /**
   * Why no allowed outcome meets the condition: for each candidate execution that would, the axiom
   * that it violates and the cycle. Says so where an outcome meets it.
   */
  public static String explain(LitmusProgram program, Condition condition) {
    return Explanation.of(program, condition);
  }
}
