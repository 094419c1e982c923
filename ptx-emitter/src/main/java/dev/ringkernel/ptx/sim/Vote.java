package dev.ringkernel.ptx.sim;

/**
 * {@code vote}: what the lanes' predicates are together.
 *
 * @param when the value of the predicate that counts as true
 */
record Vote(int kind, Mode mode, int d, int a, long when, int mask) implements Masked {

  /** What is asked. */
  enum Mode {
    ALL,
    ANY,
    UNI,
    BALLOT
  }

  @Override
  public void meet(Warp w, int lanes) {
    int yes = 0;
    for (int left = lanes; left != 0; left &= left - 1) {
      Lane t = w.lanes[Integer.numberOfTrailingZeros(left)];
      Vote mine = t.waitsAt == this ? this : (Vote) Meeting.of(t);
      yes |= t.r[mine.a] == mine.when ? t.bit : 0;
    }
    long result =
        switch (mode) {
          case ALL -> yes == lanes ? 1 : 0;
          case ANY -> yes != 0 ? 1 : 0;
          case UNI -> yes == lanes || yes == 0 ? 1 : 0;
          case BALLOT -> yes & 0xffffffffL;
        };
    for (int left = lanes; left != 0; left &= left - 1) {
      Lane t = w.lanes[Integer.numberOfTrailingZeros(left)];
      t.r[t.waitsAt == this ? d : ((Vote) Meeting.of(t)).d] = result;
    }
  }
}
