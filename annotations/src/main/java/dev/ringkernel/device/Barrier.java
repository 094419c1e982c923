package dev.ringkernel.device;

/**
 * Barriers of a block and of a warp (PTX ISA, "barrier"). Memory accesses of the waiting threads
 * before the barrier are seen by all of them after it.
 *
 * <p>A block has barriers 0 to 15. The forms without a number use barrier 0 and all threads that
 * have not ended; the numbered ones wait for {@code threads} arrivals, a multiple of 32. In a
 * block-wide handler the forms without a number mean the handler's lanes.
 */
public final class Barrier {
  private Barrier() {}

  // @formatter:off
  /** Waits for all threads of the block. */
  @Intrinsic("barrier.cta.sync 0")
  public static void sync() { Lane.current().sync(0, 0, false); }

  /** Waits for all threads of the block; true where any of them brought true. */
  @Intrinsic("barrier.cta.red.or.pred d, 0, a")
  public static boolean syncOr(boolean a) { return Lane.current().sync(0, 0, a).trues() > 0; }

  /** Waits for all threads of the block; true where all of them brought true. */
  @Intrinsic("barrier.cta.red.and.pred d, 0, a")
  public static boolean syncAnd(boolean a) { Lane.BarrierOutcome o = Lane.current().sync(0, 0, a); return o.trues() == o.arrived(); }

  /** Waits for all threads of the block; how many brought true. */
  @Intrinsic("barrier.cta.red.popc.u32 d, 0, a")
  public static int syncCount(boolean a) { return Lane.current().sync(0, 0, a).trues(); }

  /** Waits at barrier {@code id} until {@code threads} threads have come. */
  @Intrinsic("barrier.cta.sync a, b")
  public static void sync(int id, int threads) { Lane.current().sync(id, counted(threads), false); }

  /** Comes to barrier {@code id} without waiting. */
  @Intrinsic("barrier.cta.arrive a, b")
  public static void arrive(int id, int threads) { Lane.current().arrive(id, counted(threads)); }

  /** {@link #syncOr(boolean)} at barrier {@code id} for {@code threads} threads. */
  @Intrinsic("barrier.cta.red.or.pred d, a, b, c")
  public static boolean syncOr(int id, int threads, boolean value) { return Lane.current().sync(id, counted(threads), value).trues() > 0; }

  /** {@link #syncAnd(boolean)} at barrier {@code id} for {@code threads} threads. */
  @Intrinsic("barrier.cta.red.and.pred d, a, b, c")
  public static boolean syncAnd(int id, int threads, boolean value) { return Lane.current().sync(id, counted(threads), value).trues() == threads; }

  /** {@link #syncCount(boolean)} at barrier {@code id} for {@code threads} threads. */
  @Intrinsic("barrier.cta.red.popc.u32 d, a, b, c")
  public static int syncCount(int id, int threads, boolean value) { return Lane.current().sync(id, counted(threads), value).trues(); }

  /** Waits for the lanes of {@code mask}, which names the calling one. */
  @Intrinsic("bar.warp.sync a")
  public static void syncWarp(int mask) { Lane.current().exchange("syncWarp", mask, 0); }
  // @formatter:on

  private static int counted(int threads) {
    if (threads <= 0) {
      throw new IllegalArgumentException(
          "a numbered barrier counts at least 32 threads, not " + threads);
    }
    return threads;
  }
}
