package dev.ringkernel.device;

import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** One thread of a block, on the JVM: who it is, and its side of every rendezvous. */
final class Lane {
  static final int WARP = 32;
  static final ScopedValue<Lane> CURRENT = ScopedValue.newInstance();

  /**
   * What code is that no {@link Lanes} runs: the only lane of the only block. It never waits, so
   * threads may share it.
   */
  private static final Lane ALONE =
      new Lane(new BlockRun(new GridRun(Dim3.of(1), Dim3.of(1)), 0), 0);

  final BlockRun block;
  final int linear;
  final int x;
  final int y;
  final int z;

  // Guarded by the block's lock, but for the reads of the waiting lane itself, which loops on
  // released.
  private @Nullable Thread thread;
  private volatile boolean released;
  private @Nullable String waitsFor;
  private @Nullable Object outcome;

  Lane(BlockRun block, int linear) {
    Dim3 dim = block.grid.block;
    this.block = block;
    this.linear = linear;
    this.x = linear % dim.x();
    this.y = linear / dim.x() % dim.y();
    this.z = linear / dim.x() / dim.y();
  }

  static Lane current() {
    return CURRENT.orElse(ALONE);
  }

  int laneId() {
    return linear % WARP;
  }

  int warpId() {
    return linear / WARP;
  }

  /** Sets this lane to wait; the block's lock is held. */
  void prepareToWait(String reason) {
    thread = Thread.currentThread();
    released = false;
    outcome = null;
    waitsFor = reason;
  }

  /** Ends the wait; the block's lock is held. */
  void release(@Nullable Object result) {
    outcome = result;
    waitsFor = null;
    released = true;
    LockSupport.unpark(thread);
  }

  /** What it waits for, for people; null when it does not. The block's lock is held. */
  @Nullable String waitsFor() {
    return waitsFor;
  }

  /** Parks until released; the block's lock is not held. */
  @Nullable Object await() {
    boolean interrupted = false;
    while (!released) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return outcome;
  }

  /**
   * Waits until all lanes of {@code mask} have come with the same {@code operation}; returns what
   * each brought.
   */
  Votes exchange(String operation, int mask, long value) {
    if ((mask >>> laneId() & 1) == 0) {
      throw new IllegalArgumentException(
          "lane %d calls %s with mask 0x%08x, which does not name it"
              .formatted(laneId(), operation, mask));
    }
    if (block.lanes() == 1) {
      long[] values = new long[WARP];
      values[laneId()] = value;
      return new Votes(1 << laneId(), values);
    }
    return block.exchange(this, operation, mask, value);
  }

  /** Waits at a barrier of the block; {@code threads} 0 means all that have not ended. */
  BarrierOutcome sync(int barrier, int threads, boolean value) {
    BlockRun.checkBarrier(barrier, threads);
    if (block.lanes() == 1) {
      if (threads > 1) {
        throw new IllegalStateException(
            "barrier %d waits for %d threads, and the block has 1".formatted(barrier, threads));
      }
      return new BarrierOutcome(value ? 1 : 0, 1);
    }
    return block.sync(this, barrier, threads, value);
  }

  void arrive(int barrier, int threads) {
    BlockRun.checkBarrier(barrier, threads);
    if (block.lanes() > 1) {
      block.arrive(this, barrier, threads);
    }
  }

  /** Leaves the block if it is lost. For waits that are no rendezvous. */
  void checkPeers() {
    if (block.isLost()) {
      throw new PeerFault();
    }
  }

  @Override
  public String toString() {
    return "lane %d of block %d".formatted(linear, block.index);
  }

  /**
   * What the lanes of a warp brought to one rendezvous.
   *
   * @param present the lanes that came
   * @param values by lane; 0 where a lane did not come
   */
  record Votes(int present, long[] values) {
    boolean has(int lane) {
      return (present >>> lane & 1) != 0;
    }

    @Override
    public String toString() {
      return Integer.toHexString(present) + Arrays.toString(values);
    }
  }

  /**
   * How a barrier ended.
   *
   * @param trues lanes that brought true
   * @param arrived lanes that came
   */
  record BarrierOutcome(int trues, int arrived) {}
}
