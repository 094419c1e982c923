package dev.ringkernel.ptx.sim;

/** How a memory instruction finds its place. */
enum Where {
  /** A native address: global and constant memory, host memory. */
  GLOBAL,
  /** A generic address. */
  GENERIC,
  /** An address in the block's own shared memory. */
  SHARED,
  /** An address in the shared memory of the cluster. */
  CLUSTER,
  /** An address in the thread's local memory. */
  LOCAL,
  /** A fixed place in the frame: local variables, parameters of calls. No register is read. */
  FRAME,
  /** A fixed place in the kernel's arguments. No register is read. */
  ARGUMENT,
  /** A place in the block's own shared memory, from its start. No register is read. */
  BLOCK;

  /** The native address of {@code base + offset}. */
  long locate(Lane t, long base, long offset, int bytes, Reach reach) {
    return switch (this) {
      case GLOBAL -> reach.global(t, base + offset, bytes);
      case GENERIC -> reach.generic(t, base + offset, bytes);
      case SHARED -> reach.shared(t, Windows.within(base + offset), bytes);
      case CLUSTER -> reach.cluster(t, Windows.within(base + offset), bytes);
      case LOCAL -> reach.local(t, Windows.within(base + offset), bytes);
      case FRAME -> t.local + t.frame + offset;
      case ARGUMENT -> t.block.launch.arguments + offset;
      case BLOCK -> reach.shared(t, t.sharedStart + offset, bytes);
    };
  }

  /**
   * The same for an offset that is not the instruction's own, so that no decoder has held it to the
   * variable's size.
   */
  long locateAnywhere(Lane t, long base, long offset, int bytes, Reach reach) {
    return switch (this) {
      case FRAME -> reach.local(t, t.frame + offset, bytes);
      case ARGUMENT -> reach.global(t, t.block.launch.arguments + offset, bytes);
      case GLOBAL, GENERIC, SHARED, CLUSTER, LOCAL, BLOCK -> locate(t, base, offset, bytes, reach);
    };
  }

  /** Whether the address is read from a register. */
  boolean readsRegister() {
    return switch (this) {
      case GLOBAL, GENERIC, SHARED, CLUSTER, LOCAL -> true;
      case FRAME, ARGUMENT, BLOCK -> false;
    };
  }

  /** Whether an access through this address goes to shared memory. */
  boolean isShared(long base) {
    return switch (this) {
      case SHARED, CLUSTER, BLOCK -> true;
      case GENERIC -> Windows.isShared(base);
      case GLOBAL, LOCAL, FRAME, ARGUMENT -> false;
    };
  }
}
