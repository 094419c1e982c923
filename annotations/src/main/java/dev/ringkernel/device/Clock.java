package dev.ringkernel.device;

import java.util.concurrent.locks.LockSupport;

/** Clocks and waiting. */
public final class Clock {
  private Clock() {}

  // @formatter:off
  /** Cycles of this multiprocessor's clock, low 32 bits; nanoseconds on the JVM. */
  @Intrinsic("mov.u32 d, %clock")
  public static int clock() { return (int) System.nanoTime(); }

  /** Cycles of this multiprocessor's clock; nanoseconds on the JVM. */
  @Intrinsic("mov.u64 d, %clock64")
  public static long clock64() { return System.nanoTime(); }

  /** Nanoseconds of the device's clock, the same for all multiprocessors; its origin is arbitrary and its steps may be 32 ns or 1 µs. */
  @Intrinsic("mov.u64 d, %globaltimer")
  public static long globalTimer() { return System.nanoTime(); }

  /** Lets this thread sleep for about {@code nanos} (0 to twice that, at most 1 ms). On the JVM a lane whose block is lost leaves here. */
  @Intrinsic("nanosleep.u32 a")
  public static void nanosleep(int nanos) { Lane lane = Lane.current(); lane.checkPeers(); if (lane.block.lanes() > 1) { Thread.yield(); } LockSupport.parkNanos(Math.min(nanos & 0xffffffffL, 1_000_000L)); lane.checkPeers(); }
  // @formatter:on
}
