package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.alu.Meaning;

/** What an atomic operation makes of the old value. */
sealed interface Update {

  /** The new value; all values zero-extended from their width. */
  long of(long old, long b, long c, boolean shared);

  /** On integers and bits, by the operation's name. */
  enum Whole implements Update {
    EXCH,
    CAS,
    ADD,
    AND,
    OR,
    XOR,
    INC,
    DEC,
    MIN_UNSIGNED,
    MAX_UNSIGNED,
    MIN_S32,
    MAX_S32,
    MIN_S64,
    MAX_S64;

    @Override
    public long of(long old, long b, long c, boolean shared) {
      return switch (this) {
        case EXCH -> b;
        case CAS -> old == b ? c : old;
        case ADD -> old + b;
        case AND -> old & b;
        case OR -> old | b;
        case XOR -> old ^ b;
        case INC -> old >= b ? 0 : old + 1;
        case DEC -> old == 0 || old > b ? b : old - 1;
        case MIN_UNSIGNED -> Long.compareUnsigned(old, b) <= 0 ? old : b;
        case MAX_UNSIGNED -> Long.compareUnsigned(old, b) >= 0 ? old : b;
        case MIN_S32 -> (int) old <= (int) b ? old : b;
        case MAX_S32 -> (int) old >= (int) b ? old : b;
        case MIN_S64 -> Math.min(old, b);
        case MAX_S64 -> Math.max(old, b);
      };
    }
  }

  /**
   * On floats.
   *
   * @param global in global memory
   * @param inShared in shared memory, where the hardware keeps subnormals that it flushes in global
   */
  record Float(Meaning.Binary global, Meaning.Binary inShared) implements Update {
    @Override
    public long of(long old, long b, long c, boolean shared) {
      return (shared ? inShared : global).of(old, b);
    }
  }
}
