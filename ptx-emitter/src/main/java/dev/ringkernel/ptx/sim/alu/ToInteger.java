package dev.ringkernel.ptx.sim.alu;

/** Conversion to integers: what does not fit is clamped. */
final class ToInteger {
  private ToInteger() {}

  /** A number of {@code f} to an integer of {@code width} bits. */
  static long convert(Round round, boolean signed, int width, Format f, long bits) {
    double value = round.integer(f.decode(bits));
    if (Double.isNaN(value)) {
      return Nan.integer(width, f);
    }
    if (signed) {
      return clamp(true, width, true, (long) value);
    }
    if (value <= 0) {
      return 0;
    }
    if (value < 0x1p63) {
      return clamp(false, width, false, (long) value);
    }
    return value < 0x1p64 && width == 64
        ? (long) (value - 0x1p63) | Long.MIN_VALUE
        : Bits.mask(width);
  }

  /** An integer, signed or not, to the nearest of {@code width} bits, signed or not. */
  static long clamp(boolean signed, int width, boolean from, long value) {
    long most = signed ? Bits.mask(width - 1) : Bits.mask(width);
    if (from && value < 0) {
      return signed ? Math.max(value, ~most) & Bits.mask(width) : 0;
    }
    return Long.compareUnsigned(value, most) > 0 ? most : value;
  }
}
