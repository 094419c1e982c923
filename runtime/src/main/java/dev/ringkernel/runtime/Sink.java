package dev.ringkernel.runtime;

/** Where a codec puts an encoded message: a ring. */
public interface Sink {
  /** No room; nothing was written. */
  long FULL = -1;

  /** Puts a message of at most four payload words; gives its position or {@link #FULL}. */
  long put(long h0, long h1, long h2, long h3, long p0, long p1, long p2, long p3);

  /** Puts a message of any size from {@code payload}; gives its position or {@link #FULL}. */
  long put(long h0, long h1, long h2, long h3, long[] payload, int words);
}
