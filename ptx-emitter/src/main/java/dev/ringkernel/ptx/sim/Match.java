package dev.ringkernel.ptx.sim;

/**
 * {@code match}: which lanes have the same value.
 *
 * @param all whether all must have it
 * @param d register of the lanes
 * @param p register of the predicate that says whether all have it, or -1
 */
record Match(int kind, boolean all, int d, int p, int a, int mask) implements Masked {
  @Override
  public void meet(Warp w, int lanes) {
    long[] values = w.scratch;
    for (int left = lanes; left != 0; left &= left - 1) {
      Lane t = w.lanes[Integer.numberOfTrailingZeros(left)];
      values[t.id] = t.r[((Match) Meeting.of(t)).a];
    }
    for (int left = lanes; left != 0; left &= left - 1) {
      Lane t = w.lanes[Integer.numberOfTrailingZeros(left)];
      int same = 0;
      for (int others = lanes; others != 0; others &= others - 1) {
        int id = Integer.numberOfTrailingZeros(others);
        same |= values[id] == values[t.id] ? 1 << id : 0;
      }
      Match mine = (Match) Meeting.of(t);
      t.r[mine.d] = (all && same != lanes ? 0 : same) & 0xffffffffL;
      if (mine.p >= 0) {
        t.r[mine.p] = same == lanes ? 1 : 0;
      }
    }
  }
}
