package dev.ringkernel.ir.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.IrParser;
import dev.ringkernel.ir.IrPrinter;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.interpreter.Interpreter;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random modules mean the same before and after every pass, and survive printing and parsing. */
class PassesKeepMeaningTest {
  private static final long SEED = Long.getLong("ringkernel.seed", 20_260_101);
  private static final int MODULES = Integer.getInteger("ringkernel.modules", 40);
  private static final int INPUTS = 4;

  @Test
  void randomModules() {
    for (int i = 0; i < MODULES; i++) {
      check(SEED + i);
    }
  }

  private static void check(long seed) {
    Module module = RandomFunctions.module(new Random(seed));
    List<Interpreter.Outcome> expected = outcomes(module, seed, false);
    Module parsed = IrParser.parseModule(IrPrinter.print(module));
    assertThat(parsed).as("seed %d: text form", seed).isEqualTo(module);
    List<Pass> passes = new ArrayList<>(PassTable.COMPILE);
    passes.addAll(PassTable.HANDLERS);
    passes.addAll(PassTable.order("fold", "gvn", "fold", "gvn", "dce", "merge-blocks"));
    Module[] last = {module};
    boolean[] lowered = {false};
    new PassRunner(
            (pass, after) -> {
              lowered[0] |= pass.name().equals("lower-faults");
              assertThat(outcomes(after, seed, lowered[0]))
                  .as(
                      "seed %d, pass %s:%n%s%nbecame%n%s",
                      seed, pass.name(), text(last[0]), text(after))
                  .isEqualTo(expected);
              last[0] = after;
            })
        .run(passes, module);
  }

  private static String text(Module m) {
    return IrPrinter.printWithoutSpans(m.function("main").orElseThrow());
  }

  private static List<Interpreter.Outcome> outcomes(Module module, long seed, boolean lowered) {
    Random random = new Random(seed);
    List<Interpreter.Outcome> all = new ArrayList<>();
    for (int i = 0; i < INPUTS; i++) {
      byte[] memory = new byte[4096];
      random.nextBytes(memory);
      long[] args = {
        random.nextLong(),
        random.nextInt(4),
        random.nextInt(),
        random.nextLong(),
        Float.floatToRawIntBits((float) random.nextGaussian()) & 0xffffffffL,
        Double.doubleToRawLongBits(random.nextGaussian() * 1e9),
        random.nextInt(2),
        8L * random.nextInt(16)
      };
      Interpreter machine = new Interpreter(module, memory, PassesKeepMeaningTest::external);
      all.add(shown(machine.run("main", args), lowered));
    }
    return all;
  }

  private static long[] external(String name, long[] operands) {
    assertThat(name).isEqualTo("rk.poll");
    return new long[] {0};
  }

  /**
   * Before lowering a fault is a kind; after it, a word whose top bits are the kind. Compared are
   * the kinds.
   */
  private static Interpreter.Outcome shown(Interpreter.Outcome o, boolean lowered) {
    if (o.fault() != null) {
      assertThat(lowered).isFalse();
      return new Interpreter.Outcome(List.of((long) o.fault().code()), null, o.memory());
    }
    int word = o.results().getFirst().intValue();
    boolean faulted =
        lowered && word >>> 28 == FaultKind.DIVIDE.code() && (word & 0xfffffff) < 2_000;
    return new Interpreter.Outcome(List.of(faulted ? word >>> 28 : (long) word), null, o.memory());
  }
}
