package dev.ringkernel.ptx.sim.running;

/** The memory below, which the JVM accesses too. Addresses are multiples of 8. */
public interface Backing {

  /** Who else accesses a word. */
  enum Kind {
    /** Nobody: memory of a block. What is there is always the youngest write. */
    BLOCK,
    /** The host, by copies. */
    DEVICE,
    /** The host, by plain instructions. */
    HOST
  }

  /** What the word is part of. */
  Kind kind(long at);

  /** The word, read as by an acquire. */
  long get(long at);

  /** Replaces the word, if it is {@code expected}, by a release. */
  boolean swap(long at, long expected, long value);

  /** What the word held when the kernels that run started; what it holds where nobody noted it. */
  long before(long at);
}
