package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.check.Probe;
import dev.ringkernel.ptx.sim.running.Agent;
import dev.ringkernel.ptx.sim.running.Manner;
import dev.ringkernel.ptx.sim.running.RunningMemory;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous operation between its issue and its end. It first reads its source, then writes
 * and tells who waits: two steps, since a thread may wait for the first alone.
 */
abstract class Flight {
  private static final Manner RELAXED = Manner.of(MemoryOrder.RELAXED, Scope.GPU);

  private final Lane issuer;
  private final int pc;
  private final @Nullable Signal signal;
  private final @Nullable RunningMemory weak;

  /** What it knows, in the weak mode. */
  private final @Nullable Agent agent;

  private boolean read;
  private boolean landed;
  private int time;

  /** When it was issued, for the checks. */
  private final long issued;

  /**
   * Bytes that an mbarrier's phase waits for.
   *
   * @param block whose object it is
   * @param at native address of the object
   */
  record Signal(Block block, long at, int bytes) {
    private void give(Flight from) {
      if (block.ended()) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_ADDRESS,
            at,
            "it came to shared memory of block "
                + block.index()
                + " after that block had ended; let the cluster wait for it before blocks end");
      }
      from.tell(block.mbarriers, at, from.time);
      block.mbarriers.expect(at, -bytes);
    }
  }

  Flight(Lane issuer, int pc, @Nullable Signal signal) {
    this.issuer = issuer;
    this.pc = pc;
    this.signal = signal;
    this.weak = issuer.block.launch.weak;
    this.agent = weak == null ? null : weak.beside(issuer.agent());
    Checker checker = issuer.block.launch.checker();
    this.issued = checker == null ? 0 : checker.races().issue(issuer.watched());
  }

  /** Tells the checks of a range that it reads or writes. */
  final void accesses(long at, long bytes, boolean writes) {
    Checker checker = issuer.block.launch.checker();
    if (checker != null && bytes > 0) {
      Probe probe = Checker.probe(issuer.block.launch.code, pc);
      Written.look(checker, issuer, probe, at, bytes, writes);
      checker.stuck().changed();
      if (checker.compares()) {
        checker.races().copies(issuer.watched(), issued, probe, at, bytes, writes);
      }
    }
  }

  /** Tells the checks that an mbarrier hears of its end. */
  final void tells(long at) {
    Checker checker = issuer.block.launch.checker();
    if (checker != null) {
      checker.stuck().changed();
      checker.races().tells(at, issuer.watched(), issued);
    }
  }

  /** The issuer waited for it. */
  final void awaited() {
    Checker checker = issuer.block.launch.checker();
    if (checker != null) {
      checker.races().awaits(issuer.watched(), issued);
    }
  }

  /** In the weak mode, the time since which one knows it who waited for it. */
  int time() {
    return time;
  }

  /** Shows those who test an mbarrier what it did. */
  void tell(Mbarriers all, long at, int until) {
    if (weak != null && agent != null) {
      weak.complete(agent, all.arrivals(at), until);
    }
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
    if (weak != null && agent != null) {
      time = weak.land(agent);
    }
    try {
      deliver();
      if (signal != null) {
        tells(signal.at());
        signal.give(this);
      }
    } catch (LaneFault fault) {
      // It may land in another thread's turn.
      throw fault.issuedBy(issuer, pc);
    }
  }

  /** Reads bytes. */
  final void load(long from, byte[] into, int count, Manner manner) {
    if (weak == null || agent == null) {
      Raw.read(from, into, count);
      return;
    }
    int unit;
    for (int i = 0; i < count; i += unit) {
      unit = unit(from + i, count - i);
      long value = weak.load(agent, from + i, unit, manner);
      for (int b = 0; b < unit; b++) {
        into[i + b] = (byte) (value >>> (8 * b));
      }
    }
  }

  /** Writes bytes. */
  final void store(long to, byte[] from, Manner manner) {
    if (weak == null || agent == null) {
      Raw.write(to, from);
      return;
    }
    int unit;
    for (int i = 0; i < from.length; i += unit) {
      unit = unit(to + i, from.length - i);
      long value = 0;
      for (int b = 0; b < unit; b++) {
        value |= (from[i + b] & 0xffL) << (8 * b);
      }
      weak.store(agent, to + i, unit, value, manner);
    }
  }

  /** The largest access that is aligned here and not too long. */
  private static int unit(long at, int left) {
    return Math.min(8, Math.min((int) Math.min(8, at & -at), Integer.highestOneBit(left)));
  }

  /** Stores an element. */
  final void store(Cell cell, long to, long value) {
    if (weak == null || agent == null) {
      cell.storeRelease(to, value);
    } else {
      weak.store(agent, to, cell.bytes, value, Manner.WEAK);
    }
  }

  /** Changes an element. */
  final void update(Update update, int bits, long at, long value) {
    if (weak == null || agent == null) {
      Atomic.apply(update, bits, at, value, 0, true);
    } else {
      weak.update(
          agent, at, bits / 8, RELAXED, false, old -> WeakOp.written(update, old, value, 0, true));
    }
  }

  /** A copy; the rest of {@code size} bytes behind the {@code taken} becomes zero. */
  static final class Copy extends Flight {
    private final long from;
    private final long[] to;
    private final int taken;
    private final int size;
    private final Manner manner;
    private byte[] held = {};

    /** Plain or bulk, by its manner. */
    Copy(
        Lane issuer,
        int pc,
        @Nullable Signal signal,
        long from,
        long[] to,
        int taken,
        int size,
        Manner manner) {
      super(issuer, pc, signal);
      this.manner = manner;
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
      accesses(from, taken, false);
      load(from, held, taken, manner);
    }

    @Override
    void deliver() {
      for (long start : to) {
        accesses(start, size, true);
        store(start, held, manner);
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
      accesses(to, (long) values.length * cell.bytes, true);
      for (int i = 0; i < values.length; i++) {
        store(cell, to + (long) i * cell.bytes, values[i]);
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
      accesses(at, bits / 8, true);
      update(update, bits, at, value);
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
      tells(at);
      tell(all, at, earlier.time());
      all.arrive(at, 1);
    }
  }
}
