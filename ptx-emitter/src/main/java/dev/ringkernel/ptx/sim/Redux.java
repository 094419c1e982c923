package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.alu.Meaning;

/**
 * {@code redux}: one operation over the lanes' values.
 *
 * @param each what is done to each value first
 * @param join joins two values; the order does not matter
 */
record Redux(int kind, Meaning.Unary each, Meaning.Binary join, int d, int a, int mask)
    implements Masked {
  @Override
  public void meet(Warp w, int lanes) {
    long result = 0;
    for (int left = lanes; left != 0; left &= left - 1) {
      Lane t = w.lanes[Integer.numberOfTrailingZeros(left)];
      long value = each.of(t.r[((Redux) Meeting.of(t)).a]);
      result = left == lanes ? value : join.of(result, value);
    }
    for (int left = lanes; left != 0; left &= left - 1) {
      Lane t = w.lanes[Integer.numberOfTrailingZeros(left)];
      t.r[((Redux) Meeting.of(t)).d] = result;
    }
  }
}
