package dev.ringkernel.ptx.sim;

/** How accesses of memory are ordered. */
public enum SimMemoryOrder {
  /** One after the other, as they are executed. */
  STRONG,
  /**
   * As late and as much out of order as the PTX memory model allows, by the choice of the schedule:
   * loads may return old values, stores become visible late, where fences, releases, acquires,
   * scopes, barriers and proxy fences do not forbid it. A subset of what the model allows. Slower,
   * and meant for small kernels.
   */
  WEAK
}
