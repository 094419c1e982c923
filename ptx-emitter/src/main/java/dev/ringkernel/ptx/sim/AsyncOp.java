package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.Flight.Signal;
import dev.ringkernel.ptx.sim.running.Manner;
import dev.ringkernel.ptx.sim.running.RunningMemory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An instruction that starts something asynchronous, or waits for it. */
sealed interface AsyncOp extends Op {

  /** A range of memory that an operand names; all of it is checked. */
  record Range(Place place, Reach reach) {

    /** Its native address, for {@code bytes} bytes in units of {@code unit}. */
    long locate(Lane t, int unit, long bytes) {
      Where where = place.where();
      long base = t.r[place.a()];
      long at = where.locate(t, base, place.offset(), unit, reach);
      if (bytes > unit) {
        long last = where.locateAnywhere(t, base, place.offset() + bytes - unit, unit, reach);
        if (last != at + bytes - unit) {
          throw new LaneFault(
              SimFault.Kind.ILLEGAL_ADDRESS,
              at,
              bytes
                  + " bytes from 0x"
                  + Long.toHexString(at)
                  + ", which are no memory in one piece");
        }
        Region region = t.block.launch.device.machine().memory().find(at);
        if (region != null && !region.holds(at, bytes)) {
          throw new LaneFault(
              SimFault.Kind.ILLEGAL_ADDRESS,
              at,
              bytes
                  + " bytes from 0x"
                  + Long.toHexString(at)
                  + ", but the memory there ends at 0x"
                  + Long.toHexString(region.start + region.length));
        }
      }
      return at;
    }
  }

  /** In the weak mode, the thread knows what has landed that it waited for. */
  private static void waited(Lane t, Copies copies) {
    RunningMemory weak = t.block.launch.weak;
    if (weak != null) {
      weak.waited(t.agent(), copies.time());
    }
  }

  /** The block whose shared memory the native address lies in. */
  static Block owner(Lane t, long at) {
    for (Block block : t.block.cluster.blocks()) {
      if (block.holdsNative(at)) {
        return block;
      }
    }
    throw new LaneFault(
        SimFault.Kind.ILLEGAL_ADDRESS,
        at,
        "0x" + Long.toHexString(at) + " is no address of the cluster's shared memory");
  }

  /** The bytes that the object's phase will be told of; the object must be there now. */
  static Signal signal(Lane t, MbarrierOp.Word object, long bytes) {
    long at = object.locate(t);
    Block block = owner(t, at);
    block.mbarriers.state(at);
    return new Signal(block, at, (int) bytes);
  }

  /**
   * {@code cp.async}.
   *
   * @param size bytes that are written
   * @param taken register of the bytes that are read, or -1 for all
   * @param ignored register of a predicate for which none are, or -1
   * @param when the predicate's value for that
   */
  record Copy(Range to, Range from, int size, int taken, int ignored, long when)
      implements AsyncOp {
    @Override
    public int step(Lane t, int pc) {
      long target = to.locate(t, size, size);
      long read = taken < 0 ? size : t.r[taken];
      if (Long.compareUnsigned(read, size) > 0) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            "a source of " + read + " bytes for a copy of " + size);
      }
      if (ignored >= 0 && t.r[ignored] == when) {
        read = 0;
      }
      // Nothing is read of a source of no bytes, so it may be anywhere.
      long source = read == 0 ? target : from.locate(t, read == size ? size : 1, read);
      if ((source & (size - 1)) != 0) {
        throw new LaneFault(
            SimFault.Kind.MISALIGNED_ADDRESS,
            source,
            "a copy of " + size + " bytes from 0x" + Long.toHexString(source));
      }
      Flight flight =
          new Flight.Copy(t, pc, null, source, new long[] {target}, (int) read, size, Manner.WEAK);
      t.copies().add(flight);
      t.block.cluster.flights.issue(flight);
      return pc + 1;
    }
  }

  /** Closes a group. */
  record Commit(boolean bulk) implements AsyncOp {
    @Override
    public int step(Lane t, int pc) {
      (bulk ? t.bulkCopies() : t.copies()).commit();
      return pc + 1;
    }
  }

  /**
   * Waits until at most {@code open} of the latest groups are.
   *
   * @param read whether it waits for the reading of the sources only
   */
  record Await(boolean bulk, boolean read, long open) implements AsyncOp {
    @Override
    public int step(Lane t, int pc) {
      Copies copies = bulk ? t.bulkCopies() : t.copies();
      if (read) {
        copies.awaitRead(open);
      } else {
        copies.await(open);
        waited(t, copies);
      }
      return pc + 1;
    }
  }

  /** {@code cp.async.wait_all}: also for what is in no group. */
  record AwaitAll() implements AsyncOp {
    @Override
    public int step(Lane t, int pc) {
      t.copies().commit();
      t.copies().await(0);
      waited(t, t.copies());
      return pc + 1;
    }
  }

  /**
   * {@code cp.async.mbarrier.arrive}.
   *
   * @param counted whether the object was initialised for this arrival too
   */
  record ArriveBehind(MbarrierOp.Word object, boolean counted) implements AsyncOp {
    @Override
    public int step(Lane t, int pc) {
      long at = object.locate(t);
      Mbarriers all = MbarrierOp.of(t, at);
      if (counted) {
        all.state(at);
      } else {
        all.awaitOneMore(at);
      }
      t.block.cluster.flights.issue(new Flight.Arrival(t, pc, all, at, t.copies()));
      return pc + 1;
    }
  }

  /**
   * {@code cp.async.bulk}.
   *
   * @param size register of the bytes
   * @param object the mbarrier that is told, or null for a copy that groups wait for
   * @param ranks register of the ranks of the blocks that receive it at the same place, or -1
   */
  record Bulk(Range to, Range from, int size, MbarrierOp.@Nullable Word object, int ranks)
      implements AsyncOp {
    private static final int UNIT = 16;

    @Override
    public int step(Lane t, int pc) {
      long bytes = t.r[size];
      if (bytes % UNIT != 0) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            "a bulk copy of " + bytes + " bytes, which is no multiple of " + UNIT);
      }
      long target = to.locate(t, UNIT, bytes);
      long source = from.locate(t, UNIT, bytes);
      Flights flights = t.block.cluster.flights;
      if (object == null) {
        Flight flight =
            new Flight.Copy(
                t, pc, null, source, new long[] {target}, (int) bytes, (int) bytes, Manner.BULK);
        t.bulkCopies().add(flight);
        flights.issue(flight);
        return pc + 1;
      }
      Signal signal = signal(t, object, bytes);
      if (ranks < 0) {
        flights.issue(
            new Flight.Copy(
                t, pc, signal, source, new long[] {target}, (int) bytes, (int) bytes, Manner.BULK));
        return pc + 1;
      }
      long within = target - owner(t, target).sharedNative();
      long word = signal.at() - signal.block().sharedNative();
      for (long left = t.r[ranks]; left != 0; left &= left - 1) {
        Block block = rank(t, Long.numberOfTrailingZeros(left));
        long at = block.sharedNative() + word;
        block.mbarriers.state(at);
        flights.issue(
            new Flight.Copy(
                t,
                pc,
                new Signal(block, at, (int) bytes),
                source,
                new long[] {block.sharedNative() + within},
                (int) bytes,
                (int) bytes,
                Manner.BULK));
      }
      return pc + 1;
    }

    private static Block rank(Lane t, int rank) {
      Block block = t.block.cluster.block(rank);
      if (block == null || block.ended()) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            "a copy to rank "
                + rank
                + (block == null
                    ? " of a cluster of " + t.block.cluster.blocks().length
                    : ", whose block has ended"));
      }
      return block;
    }
  }

  /**
   * {@code st.async}.
   *
   * @param object the mbarrier that is told, or null for a store to global memory
   */
  record Store(Cell cell, Range to, int[] b, MbarrierOp.@Nullable Word object) implements AsyncOp {
    @Override
    public int step(Lane t, int pc) {
      int bytes = cell.bytes * b.length;
      long at = to.locate(t, bytes, bytes);
      long[] values = new long[b.length];
      for (int i = 0; i < b.length; i++) {
        values[i] = t.r[b[i]];
      }
      Signal signal = object == null ? null : signal(t, object, bytes);
      t.block.cluster.flights.issue(new Flight.Store(t, pc, signal, cell, at, values));
      return pc + 1;
    }

    @Override
    public String toString() {
      return "Store" + cell + Arrays.toString(b);
    }
  }

  /** {@code red.async}. */
  record Reduce(Update update, int bits, Range to, int b, MbarrierOp.Word object)
      implements AsyncOp {
    @Override
    public int step(Lane t, int pc) {
      long at = to.locate(t, bits / 8, bits / 8);
      Signal signal = signal(t, object, bits / 8);
      t.block.cluster.flights.issue(new Flight.Reduce(t, pc, signal, update, bits, at, t.r[b]));
      return pc + 1;
    }
  }

  /** {@code st.bulk}: zeros, which the thread itself sees at once. */
  record Fill(Range to, int size) implements AsyncOp {
    private static final int UNIT = 8;

    @Override
    public int step(Lane t, int pc) {
      long bytes = t.r[size];
      if (bytes % UNIT != 0) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            "a store of " + bytes + " bytes, which is no multiple of " + UNIT);
      }
      long at = to.locate(t, UNIT, bytes);
      Raw.fill(at, bytes, (byte) 0);
      return pc + 1;
    }
  }

  /**
   * {@code clusterlaunchcontrol.try_cancel}. It never gets another cluster, as a device may always
   * answer, so that each cluster of the grid is launched. The answer is 16 bytes of zeros.
   *
   * @param everywhere whether all blocks of the cluster receive the answer
   */
  record TryCancel(Range to, MbarrierOp.Word object, boolean everywhere) implements AsyncOp {
    private static final int BYTES = 16;

    @Override
    public int step(Lane t, int pc) {
      long target = to.locate(t, BYTES, BYTES) - t.sharedNative;
      Signal own = signal(t, object, BYTES);
      for (Block block : t.block.cluster.blocks()) {
        if (everywhere || block == t.block) {
          long at = block.sharedNative() + own.at() - t.sharedNative;
          block.mbarriers.state(at);
          t.block.cluster.flights.issue(
              new Flight.Store(
                  t,
                  pc,
                  new Signal(block, at, BYTES),
                  Cell.B64,
                  block.sharedNative() + target,
                  new long[2]));
        }
      }
      return pc + 1;
    }
  }

  /** Whether {@code try_cancel} got a cluster. */
  record IsCanceled(int d, int low, int high) implements AsyncOp {
    @Override
    public int step(Lane t, int pc) {
      if ((t.r[low] | t.r[high]) != 0) {
        throw new LaneFault(
            SimFault.Kind.ILLEGAL_INSTRUCTION,
            "this is no answer of clusterlaunchcontrol.try_cancel; wait for its mbarrier first");
      }
      t.r[d] = 0;
      return pc + 1;
    }
  }

  /** Which cluster {@code try_cancel} got: none ever. */
  record CanceledIndex() implements AsyncOp {
    @Override
    public int step(Lane t, int pc) {
      throw new LaneFault(
          SimFault.Kind.ILLEGAL_INSTRUCTION,
          "no cluster was canceled: ask is_canceled before its index");
    }
  }
}
