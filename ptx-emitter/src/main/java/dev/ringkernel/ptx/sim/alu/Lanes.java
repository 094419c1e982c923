package dev.ringkernel.ptx.sim.alu;

import dev.ringkernel.ptx.isa.PtxType;

/**
 * How a floating-point type is made of numbers.
 *
 * @param format of each number
 * @param count of numbers
 * @param width of a number's place in bits; the number stands in its low bits
 */
record Lanes(Format format, int count, int width) {

  /** The numbers of {@code type}, which is a floating-point type other than {@code ue8m0x2}. */
  static Lanes of(PtxType type) {
    return switch (type) {
      case F64 -> new Lanes(Format.F64, 1, 64);
      case F32 -> new Lanes(Format.F32, 1, 32);
      case F32X2 -> new Lanes(Format.F32, 2, 32);
      case TF32 -> new Lanes(Format.TF32, 1, 32);
      case F16 -> new Lanes(Format.F16, 1, 16);
      case F16X2 -> new Lanes(Format.F16, 2, 16);
      case BF16 -> new Lanes(Format.BF16, 1, 16);
      case BF16X2 -> new Lanes(Format.BF16, 2, 16);
      case E4M3X2 -> new Lanes(Format.E4M3, 2, 8);
      case E5M2X2 -> new Lanes(Format.E5M2, 2, 8);
      case E2M3X2 -> new Lanes(Format.E2M3, 2, 8);
      case E3M2X2 -> new Lanes(Format.E3M2, 2, 8);
      case E2M1X2 -> new Lanes(Format.E2M1, 2, 4);
      case E4M3X4 -> new Lanes(Format.E4M3, 4, 8);
      case E5M2X4 -> new Lanes(Format.E5M2, 4, 8);
      case E2M3X4 -> new Lanes(Format.E2M3, 4, 8);
      case E3M2X4 -> new Lanes(Format.E3M2, 4, 8);
      case E2M1X4 -> new Lanes(Format.E2M1, 4, 4);
      case U8,
          U16,
          U32,
          U64,
          S8,
          S16,
          S32,
          S64,
          B8,
          B16,
          B32,
          B64,
          B128,
          U16X2,
          S16X2,
          PRED,
          UE8M0X2 ->
          throw new IllegalArgumentException(type + " is not made of floating-point numbers");
    };
  }
}
