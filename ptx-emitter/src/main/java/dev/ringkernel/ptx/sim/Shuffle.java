package dev.ringkernel.ptx.sim;

/**
 * {@code shfl}: a value from another lane.
 *
 * @param d register of the result
 * @param p register of the predicate that says whether the lane was in range, or -1
 * @param a register of the value
 * @param b register of the lane or distance
 * @param c register of clamp and segment mask
 */
record Shuffle(int kind, Mode mode, int d, int p, int a, int b, int c, int mask) implements Masked {

  /** Which lane is read. */
  enum Mode {
    UP,
    DOWN,
    BFLY,
    IDX
  }

  /** What comes from a lane that does not take part, which the manual leaves open. */
  private static final long RUBBISH = 0xdeadbeefL;

  @Override
  public void meet(Warp w, int lanes) {
    long[] values = w.scratch;
    for (int left = lanes; left != 0; left &= left - 1) {
      Lane t = w.lanes[Integer.numberOfTrailingZeros(left)];
      values[t.id] = t.r[t.waitsAt == this ? a : ((Shuffle) Meeting.of(t)).a];
    }
    for (int left = lanes; left != 0; left &= left - 1) {
      Lane t = w.lanes[Integer.numberOfTrailingZeros(left)];
      Shuffle mine = t.waitsAt == this ? this : (Shuffle) Meeting.of(t);
      mine.take(t, lanes, values);
    }
  }

  /** PTX ISA, {@code shfl.sync}. */
  private void take(Lane t, int lanes, long[] values) {
    int lane = t.id;
    int by = (int) t.r[b] & 31;
    int clamp = (int) t.r[c] & 31;
    int segment = (int) (t.r[c] >> 8) & 31;
    int most = (lane & segment) | (clamp & ~segment);
    int least = lane & segment;
    int from =
        switch (mode) {
          case UP -> lane - by;
          case DOWN -> lane + by;
          case BFLY -> lane ^ by;
          case IDX -> least | (by & ~segment);
        };
    boolean inRange = mode == Mode.UP ? from >= most : from <= most;
    from = inRange ? from : lane;
    if (p >= 0) {
      t.r[p] = inRange ? 1 : 0;
    }
    t.r[d] = (lanes >> from & 1) != 0 ? values[from] : RUBBISH;
  }
}
