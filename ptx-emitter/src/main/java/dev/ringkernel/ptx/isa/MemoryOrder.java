package dev.ringkernel.ptx.isa;

/** The ordering of a memory operation or fence (PTX manual, Memory Consistency Model). */
public enum MemoryOrder {
  /** Does not touch memory. */
  NONE,
  /** An ordinary access: races with it are undefined. */
  WEAK,
  /** {@code .volatile}: relaxed at system scope, and neither split, joined nor dropped. */
  VOLATILE,
  RELAXED,
  ACQUIRE,
  RELEASE,
  ACQ_REL,
  /** Sequentially consistent: {@code fence.sc} and {@code membar}. */
  SC,
  /** {@code .mmio}: relaxed, exactly once, for memory-mapped devices. */
  MMIO
}
