package dev.ringkernel.ptx.sim;

/** {@code bar.warp.sync}: lanes wait for each other and show each other what they did. */
record WarpSync(int kind, int mask) implements Masked {
  @Override
  public void meet(Warp w, int lanes) {
    if (w.block.launch.weak == null) {
      return;
    }
    Gathered gathered = new Gathered();
    for (int left = lanes; left != 0; left &= left - 1) {
      gathered.arrive(w.lanes[Integer.numberOfTrailingZeros(left)]);
    }
    for (int left = lanes; left != 0; left &= left - 1) {
      gathered.leave(w.lanes[Integer.numberOfTrailingZeros(left)]);
    }
  }
}
