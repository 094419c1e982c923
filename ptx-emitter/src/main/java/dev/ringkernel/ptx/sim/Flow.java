package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimCode.Function;
import dev.ringkernel.ptx.sim.SimCode.Slot;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An instruction that says what is executed next. */
sealed interface Flow extends Op {

  /** A branch. */
  record Branch(int target) implements Flow {
    @Override
    public int step(Lane t, int pc) {
      return target;
    }
  }

  /**
   * A branch behind a predicate.
   *
   * @param when the value of the predicate for which it branches
   */
  record BranchIf(int predicate, long when, int target) implements Flow {
    @Override
    public int step(Lane t, int pc) {
      return t.r[predicate] == when ? target : pc + 1;
    }
  }

  /** A branch to one of several targets. */
  record BranchTable(int index, List<Integer> targets) implements Flow {
    public BranchTable {
      targets = List.copyOf(targets);
    }

    @Override
    public int step(Lane t, int pc) {
      long i = t.r[index];
      if (i >= targets.size()) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            "branch to target " + i + " of a table of " + targets.size());
      }
      return targets.get((int) i);
    }
  }

  /**
   * A call of a function of the module.
   *
   * @param arguments where the arguments lie in the caller's frame
   * @param result where the result goes in the caller's frame, or null
   */
  record Call(Function callee, List<Slot> arguments, @Nullable Slot result) implements Flow {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public int step(Lane t, int pc) {
      return enter(t, callee, arguments, result, pc);
    }
  }

  /**
   * A call by address.
   *
   * @param target register of the address
   */
  record CallIndirect(int target, List<Slot> arguments, @Nullable Slot result) implements Flow {
    public CallIndirect {
      arguments = List.copyOf(arguments);
    }

    @Override
    public int step(Lane t, int pc) {
      long address = t.r[target];
      Function callee = t.block.launch.code.function(address);
      if (callee == null) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            address,
            "call of 0x" + Long.toHexString(address) + ", which is no function of the module");
      }
      if (!sameSizes(callee.params, arguments)
          || (result != null
              && (callee.result == null || callee.result.bytes() != result.bytes()))) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            address,
            "call of " + callee.name + " with arguments or a result of other sizes than it has");
      }
      return enter(t, callee, arguments, result, pc);
    }
  }

  /** The end of a function. */
  record Return(@Nullable Slot from) implements Flow {
    @Override
    public int step(Lane t, int pc) {
      long mine = t.local + t.frame;
      Slot to = t.resultSlot();
      int next = t.ret();
      if (from != null && to != null) {
        copy(mine + from.offset(), t.local + t.frame + to.offset(), to.bytes());
      }
      return next;
    }
  }

  /** The end of a thread. */
  record Exit() implements Flow {
    @Override
    public int step(Lane t, int pc) {
      t.block.exit(t);
      return ~pc;
    }
  }

  /**
   * The end of the launch.
   *
   * @param sentence what to say
   */
  record Trap(String sentence) implements Flow {
    @Override
    public int step(Lane t, int pc) {
      throw new LaneFault(SimFault.Kind.TRAP, sentence);
    }
  }

  /** A call of a function that the system provides. */
  record CallSystem(SystemFunction callee, List<Slot> arguments, @Nullable Slot result)
      implements Flow {
    public CallSystem {
      arguments = List.copyOf(arguments);
    }

    @Override
    public int step(Lane t, int pc) {
      long frame = t.local + t.frame;
      long[] values = new long[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        Slot slot = arguments.get(i);
        long at = frame + slot.offset();
        values[i] = slot.bytes() == 4 ? Raw.get32(at) : Raw.get64(at);
      }
      long value = callee.call(t, values);
      if (result != null) {
        long at = frame + result.offset();
        if (result.bytes() == 4) {
          Raw.set32(at, value);
        } else {
          Raw.set64(at, value);
        }
      }
      return pc + 1;
    }
  }

  /** Whether slots can be copied to each other. */
  static boolean sameSizes(List<Slot> some, List<Slot> others) {
    if (some.size() != others.size()) {
      return false;
    }
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i).bytes() != others.get(i).bytes()) {
        return false;
      }
    }
    return true;
  }

  private static int enter(
      Lane t, Function callee, List<Slot> arguments, @Nullable Slot result, int pc) {
    long from = t.local + t.frame;
    int start = callee.frameAt(t.top);
    t.call(callee, start, pc + 1, result);
    for (int i = 0; i < arguments.size(); i++) {
      Slot argument = arguments.get(i);
      copy(
          from + argument.offset(),
          t.local + start + callee.params.get(i).offset(),
          argument.bytes());
    }
    return callee.start;
  }

  private static void copy(long from, long to, int bytes) {
    if (bytes == 4) {
      Raw.set32(to, Raw.get32(from));
    } else if (bytes == 8) {
      Raw.set64(to, Raw.get64(from));
    } else {
      Raw.copy(from, to, bytes);
    }
  }
}
