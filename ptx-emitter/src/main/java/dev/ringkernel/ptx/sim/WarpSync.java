package dev.ringkernel.ptx.sim;

/** {@code bar.warp.sync}: lanes wait for each other, no more. */
record WarpSync(int kind, int mask) implements Masked {
  @Override
  public void meet(Warp w, int lanes) {}
}
