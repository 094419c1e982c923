package dev.ringkernel.ptx.sim;

/** References of atomic operations of every width. */
final class ForeignAtomics {
  private ForeignAtomics() {}

  static void floats(ForeignArgs a) {
    a.floats(0)[0] = 64;
    a.floats(0)[1] = 32;
    a.doubles(1)[0] = 2016;
    a.doubles(1)[1] = 64;
    int half64 = Float.floatToFloat16(64) & 0xffff;
    a.ints(2)[0] = half64 | (Float.floatToFloat16(128) << 16);
    a.ints(2)[1] = half64;
    a.ints(3)[0] = (Float.floatToRawIntBits(64) >>> 16) | Float.floatToRawIntBits(128);
    a.ints(3)[1] = Float.floatToRawIntBits(64) >>> 16;
    float[] v = {64, 128, 64, 128, 192, 256, 0, 0};
    System.arraycopy(v, 0, a.floats(4), 0, 8);
  }
}
