package dev.ringkernel.ptx.sim;

/** An instruction that several lanes of a warp execute together. */
sealed interface Meeting extends Op permits Masked, Unmasked {

  /**
   * Computes the results of all {@code lanes} of {@code w}, a mask. Each has an instruction of its
   * own: lanes with a member mask may come to it by different ways.
   */
  void meet(Warp w, int lanes);

  /** The instruction that a lane came to. */
  static Meeting of(Lane t) {
    // For every lane of every meeting: tests of types cost less than a switch over them.
    if (t.waitsAt instanceof Legacy old) {
      return old.op();
    }
    if (t.waitsAt instanceof Meeting op) {
      return op;
    }
    throw new IllegalStateException("lane " + t.index + " waits at " + t.waitsAt);
  }
}
