package dev.ringkernel.runtime;

/**
 * When and how long those on the device's side sleep who find nothing to do.
 *
 * @param looks empty looks before a sleep, a power of two of at least 4; see {@link
 *     dev.ringkernel.runtime.device.SystemBlock#IDLE_LOOKS}
 * @param step nanoseconds by which the sleep grows with each empty look
 * @param nanos longest sleep
 */
record IdleRule(int looks, long step, long nanos) {
  /** On a GPU a lane has nobody to leave its place to; it rests to keep the bus free. */
  static final IdleRule GPU = new IdleRule(1024, 64, 1_000);

  /** On a thread of the host, which yields its core. */
  static final IdleRule THREADS = new IdleRule(1024, 64, 200_000);

  /** Where all lanes take turns on a core of the host, which others need too. */
  static final IdleRule SIMULATED = new IdleRule(16, 2_048, 1_000_000);
}
