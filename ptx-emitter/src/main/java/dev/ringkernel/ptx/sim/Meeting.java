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
    return switch (t.waitsAt) {
      case Legacy old -> old.op();
      case Meeting op -> op;
      case null, default ->
          throw new IllegalStateException("lane " + t.index + " waits at " + t.waitsAt);
    };
  }
}
