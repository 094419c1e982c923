package dev.ringkernel.ptx.sim.weak;

import java.util.List;

/**
 * A write in the history of a location.
 *
 * @param stamp its position among the writes
 * @param value what was written
 * @param writer who wrote, by the scope in which it is atomic
 * @param read the stamp of what the write's atomic read; {@link #NONE} for a plain write
 * @param releases the release patterns that reading it may synchronize with
 */
record Message(long stamp, long value, Access writer, long read, List<Release> releases) {
  /** The stamp of initial values. */
  static final long INITIAL = 0;

  /** The distance of a write from the youngest before it, so that others fit between. */
  static final long DISTANCE = 1L << 32;

  /** No stamp. */
  static final long NONE = -1;

  Message {
    releases = List.copyOf(releases);
  }
}
