package dev.ringkernel.ptx.sim;

/** The lanes that are converged. */
record ActiveMask(int d) implements Unmasked {
  @Override
  public void meet(Warp w, int lanes) {
    for (int left = lanes; left != 0; left &= left - 1) {
      Lane t = w.lanes[Integer.numberOfTrailingZeros(left)];
      t.r[((ActiveMask) Meeting.of(t)).d] = lanes & 0xffffffffL;
    }
  }
}
