package dev.ringkernel.ptx.sim;

/**
 * A vote or shuffle without a member mask, from before {@code sm_70}: among the converged lanes.
 */
record Legacy(Masked op) implements Unmasked {
  @Override
  public void meet(Warp w, int lanes) {
    op.meet(w, lanes);
  }
}
