package dev.ringkernel.ptx.sim;

import org.jspecify.annotations.Nullable;

/**
 * An asynchronous operation between its issue and its end. It first reads its source, then writes
 * and tells who waits: two steps, since a thread may wait for the first alone.
 */
abstract class Flight {
  private final Lane issuer;
  private final int pc;
  private final @Nullable Signal signal;
  private boolean read;
  private boolean landed;

  /**
   * Bytes that an mbarrier's phase waits for.
   *
   * @param block whose object it is
   * @param at native address of the object
   */
  record Signal(Block block, long at, int bytes) {
    private void give() {
      if (block.ended()) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_ADDRESS,
            at,
            "it came to shared memory of block "
                + block.index()
                + " after that block had ended; let the cluster wait for it before blocks end");
      }
      block.mbarriers.expect(at, -bytes);
    }
  }

  Flight(Lane issuer, int pc, @Nullable Signal signal) {
    this.issuer = issuer;
    this.pc = pc;
    this.signal = signal;
  }

  /** Reads the source. */
  abstract void fetch();

  /** Writes. */
  abstract void deliver();

  boolean landed() {
    return landed;
  }

  /** Whether a thread of the block issued it. */
  boolean isOf(Block block) {
    return issuer.block == block;
  }

  /** Whether it has yet to read memory of the block. */
  boolean stillReads(Block block) {
    return !read && readsFrom(block);
  }

  boolean readsFrom(Block block) {
    return false;
  }

  /** A fault of the instruction that issued it. */
  LaneFault fault(SimFault.Kind kind, String sentence) {
    return new LaneFault(kind, sentence).issuedBy(issuer, pc);
  }

  final void read() {
    if (!read) {
      read = true;
      fetch();
    }
  }

  final void land() {
    if (landed) {
      return;
    }
    landed = true;
    read();
    try {
      deliver();
      if (signal != null) {
        signal.give();
      }
    } catch (LaneFault fault) {
      // It may land in another thread's turn.
      throw fault.issuedBy(issuer, pc);
    }
  }

  /** A copy; the rest of {@code size} bytes behind the {@code taken} becomes zero. */
  static final class Copy extends Flight {
    private final long from;
    private final long[] to;
    private final int taken;
    private final int size;
    private byte[] held = {};

    Copy(Lane issuer, int pc, @Nullable Signal signal, long from, long[] to, int taken, int size) {
      super(issuer, pc, signal);
      this.from = from;
      this.to = to;
      this.taken = taken;
      this.size = size;
    }

    @Override
    boolean readsFrom(Block block) {
      return block.holdsNative(from);
    }

    @Override
    void fetch() {
      held = new byte[size];
      Raw.read(from, held, taken);
    }

    @Override
    void deliver() {
      for (long start : to) {
        Raw.write(start, held);
      }
    }
  }

  /** A store of elements. */
  static final class Store extends Flight {
    private final Cell cell;
    private final long to;
    private final long[] values;

    Store(Lane issuer, int pc, @Nullable Signal signal, Cell cell, long to, long[] values) {
      super(issuer, pc, signal);
      this.cell = cell;
      this.to = to;
      this.values = values;
    }

    @Override
    void fetch() {}

    @Override
    void deliver() {
      for (int i = 0; i < values.length; i++) {
        cell.storeRelease(to + (long) i * cell.bytes, values[i]);
      }
    }
  }

  /** An atomic change of an element. */
  static final class Reduce extends Flight {
    private final Update update;
    private final int bits;
    private final long at;
    private final long value;

    Reduce(Lane issuer, int pc, Signal signal, Update update, int bits, long at, long value) {
      super(issuer, pc, signal);
      this.update = update;
      this.bits = bits;
      this.at = at;
      this.value = value;
    }

    @Override
    void fetch() {}

    @Override
    void deliver() {
      Atomic.apply(update, bits, at, value, 0, true);
    }
  }

  /** An arrival at an mbarrier when all earlier copies of the thread have landed. */
  static final class Arrival extends Flight {
    private final Mbarriers all;
    private final long at;
    private final Copies earlier;
    private final int count;

    Arrival(Lane issuer, int pc, Mbarriers all, long at, Copies earlier) {
      super(issuer, pc, null);
      this.all = all;
      this.at = at;
      this.earlier = earlier;
      this.count = earlier.issued();
    }

    @Override
    void fetch() {}

    @Override
    void deliver() {
      earlier.landFirst(count);
      all.arrive(at, 1);
    }
  }
}
