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

  static void references(ForeignArgs a) {
    a.ints(0)[0] = 64;
    a.longs(1)[0] = 2016;
    a.ints(2)[0] = 1;
    a.ints(3)[0] = 42;
    a.ints(4)[0] = 42;
  }

  static void integers(ForeignArgs a) {
    int[] words = {128, 128, 128, -128, 0, 127, -128, 127, 0, 128, 128, 5};
    System.arraycopy(words, 0, a.ints(0), 0, 12);
    int[] unsigned = {8, 22, 127, 0};
    System.arraycopy(unsigned, 0, a.ints(1), 0, 4);
    long[] longs = {128, 8128, 127, 128, 0, 127, 0xffffff80L, 133};
    System.arraycopy(longs, 0, a.longs(2), 0, 8);
    a.shorts(3)[0] = 128;
  }
}
