package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.PtxType;
import java.util.Locale;

/** What the elements of matrices are like. */
enum MatrixNumbers {
  /** Small integers: every sum is exact. */
  SMALL,
  /** Within a factor of 8 of 1. */
  NEAR,
  /** Any, with infinities and NaNs; any integers. */
  EDGE;

  /** As the names of cases have it. */
  String remark() {
    return " of " + name().toLowerCase(Locale.ROOT) + " numbers";
  }

  /** The width of an element in bits. */
  static int width(String type) {
    return switch (type) {
      case "s8", "u8", "e4m3", "e5m2" -> 8;
      case "f16", "bf16" -> 16;
      case "f64" -> 64;
      default -> 32;
    };
  }

  /** Fills a matrix. */
  void fill(byte[] bytes, int from, int count, String type, int which) {
    int width = width(type) / 8;
    for (int at = 0; at < count; at += width) {
      long value = element(type, new Mix((at + (long) which) << 32));
      for (int i = 0; i < width; i++) {
        bytes[from + at + i] = (byte) (value >>> (8 * i));
      }
    }
  }

  /** The bits of an element. */
  long element(String type, Mix mix) {
    int width = width(type);
    long mask = -1L >>> (64 - width);
    int fraction =
        switch (type) {
          case "e5m2" -> 2;
          case "e4m3" -> 3;
          case "bf16" -> 7;
          case "f16" -> 10;
          case "f32", "tf32" -> 23;
          case "f64" -> 52;
          default -> 0;
        };
    if (fraction == 0) {
      long small = mix.below(7) - (type.equals("u8") ? 0L : 3L);
      return (this == SMALL ? small : mix.next()) & mask;
    }
    long bias = (1L << (width - 2 - fraction)) - 1;
    long sign = mix.next() & 1L << (width - 1);
    return switch (this) {
      case SMALL -> {
        int n = mix.below(4);
        long part = n == 3 ? 1L << (fraction - 1) : 0;
        yield n == 0 ? 0 : sign | (bias + n / 2) << fraction | part;
      }
      case NEAR -> {
        long part = mix.next() & (1L << fraction) - 1;
        yield sign | (bias - 3 + mix.below(7)) << fraction | narrowed(type, part);
      }
      case EDGE -> {
        if (width == 8) {
          yield mix.next() & mask;
        }
        PtxType edges = PtxType.of(type.equals("tf32") ? "f32" : type).orElseThrow();
        yield narrowed(type, EffectInputs.edge(edges, mix.below(1000), mix.below(60))) & mask;
      }
    };
  }

  /** The hardware reads 19 bits of a tf32; what it does with the others is not told. */
  private static long narrowed(String type, long bits) {
    return type.equals("tf32") ? bits & -1L << 13 : bits;
  }
}
