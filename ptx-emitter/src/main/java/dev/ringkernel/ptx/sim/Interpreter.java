package dev.ringkernel.ptx.sim;

import org.jspecify.annotations.Nullable;

/** Runs one lane until it must wait, ends, has had its turn or has used its fuel. */
final class Interpreter {
  private Interpreter() {}

  /**
   * Executes at most {@code fuel} instructions, at least 1, one by one.
   *
   * @return instructions that were executed
   * @throws LaneFault with the lane's program counter at the instruction, and in {@link Lane#spent}
   *     what was executed up to it
   */
  static int exactly(SimCode code, Lane t, int fuel) {
    Op[] ops = code.ops();
    int pc = t.pc;
    int left = fuel;
    try {
      while (left-- > 0) {
        int next = ops[pc].step(t, pc);
        if (next < 0) {
          t.pc = ~next;
          return fuel - left;
        }
        pc = next;
      }
    } catch (LaneFault fault) {
      t.pc = pc;
      t.spent = fuel - left;
      throw fault;
    }
    t.pc = pc;
    return fuel;
  }

  /**
   * Executes {@code fuel} instructions, at least 1, and what follows up to a {@linkplain Blocks
   * place} where turns end; by translated code where there is some.
   *
   * @return instructions that were executed
   * @throws LaneFault as {@link #exactly} does
   */
  static int run(SimCode code, Lane t, int fuel) {
    Op[] ops = code.ops();
    @Nullable Head[] heads = code.blocks().heads;
    int pc = t.pc;
    int left = fuel;
    int least = code.translator().least;
    while (true) {
      Head head = heads[pc];
      int next;
      if (head != null && left <= 0 && head.yields) {
        t.pc = pc;
        return fuel - left;
      }
      Translation translation = head == null ? null : head.translation;
      if (translation != null) {
        left = translated(translation, t, fuel, left);
        next = t.pc;
      } else {
        if (head != null && ++head.visits >= least) {
          code.hot(head);
        }
        left--;
        try {
          next = ops[pc].step(t, pc);
        } catch (LaneFault fault) {
          t.pc = pc;
          t.spent = fuel - left;
          throw fault;
        }
      }
      if (next < 0) {
        t.pc = ~next;
        return fuel - left;
      }
      pc = next;
    }
  }

  private static int translated(Translation translation, Lane t, int fuel, int left) {
    try {
      return translation.run(t, left);
    } catch (LaneFault fault) {
      t.spent = fuel - t.spent;
      throw fault;
    }
  }
}
