package dev.ringkernel.ptx.sim;

/**
 * {@code elect}: the lowest lane of the mask leads.
 *
 * @param d register of the leader's lane
 * @param p register of the predicate that says whether it is this one
 */
record Elect(int kind, int d, int p, int mask) implements Masked {
  @Override
  public void meet(Warp w, int lanes) {
    int leader = Integer.numberOfTrailingZeros(lanes);
    for (int left = lanes; left != 0; left &= left - 1) {
      Lane t = w.lanes[Integer.numberOfTrailingZeros(left)];
      Elect mine = (Elect) Meeting.of(t);
      t.r[mine.d] = leader;
      t.r[mine.p] = t.id == leader ? 1 : 0;
    }
  }
}
