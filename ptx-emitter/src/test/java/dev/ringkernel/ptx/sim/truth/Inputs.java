package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.PtxType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The input vectors of a signature: crossed edge values, then random ones that favour what rounds,
 * overflows, cancels and denormalizes. {@code truth.cpp} makes the same ones; both are tested
 * against one digest.
 */
final class Inputs {
  /** How the bits of an input are made. */
  enum Kind {
    PREDICATE,
    INTEGER,
    FLOAT
  }

  /**
   * An input's values.
   *
   * @param kind how the bits of a lane are made
   * @param width of a lane
   * @param fraction bits of a float's fraction, else 0
   * @param lanes 1 or 2
   */
  record Slot(Kind kind, int width, int fraction, int lanes) {

    static Slot of(PtxType type) {
      return switch (type) {
        case PRED -> new Slot(Kind.PREDICATE, 1, 0, 1);
        case F64 -> new Slot(Kind.FLOAT, 64, 52, 1);
        case F32, TF32 -> new Slot(Kind.FLOAT, 32, 23, 1);
        case F32X2 -> new Slot(Kind.FLOAT, 32, 23, 2);
        case F16 -> new Slot(Kind.FLOAT, 16, 10, 1);
        case F16X2 -> new Slot(Kind.FLOAT, 16, 10, 2);
        case BF16 -> new Slot(Kind.FLOAT, 16, 7, 1);
        case BF16X2 -> new Slot(Kind.FLOAT, 16, 7, 2);
        case U16X2, S16X2 -> new Slot(Kind.INTEGER, 16, 0, 2);
        default -> new Slot(Kind.INTEGER, type.bits(), 0, 1);
      };
    }

    /** As the plan writes it: {@code f32.23x1}. */
    @Override
    public String toString() {
      String letter =
          switch (kind) {
            case PREDICATE -> "p";
            case INTEGER -> "i";
            case FLOAT -> "f";
          };
      return letter + width + "." + fraction + "x" + lanes;
    }
  }

  private static final int[] CROSSED = {0, 0, 64, 16, 8, 5};

  private static final int PATTERNS = 65536;

  private final List<Slot> slots;
  private final boolean scan;
  private final int arity;
  private final int count;
  private final long[][] edges;

  /** By slot; null until asked for. */
  private final long[][] values;

  /**
   * Makes the values of {@code slots}.
   *
   * @param scan each input of 16 bits takes all its patterns, the others being random
   */
  Inputs(List<Slot> slots, boolean scan) {
    this.slots = slots;
    this.scan = scan;
    this.arity = (int) slots.stream().filter(s -> s.kind() != Kind.PREDICATE).count();
    this.count = scan ? slots.size() * PATTERNS : count(slots, arity);
    this.values = new long[slots.size()][];
    this.edges = new long[slots.size()][];
    for (int i = 0; i < edges.length; i++) {
      Slot slot = slots.get(i);
      edges[i] =
          switch (slot.kind()) {
            case PREDICATE -> new long[0];
            case INTEGER -> integerEdges(slot.width());
            case FLOAT -> floatEdges(slot.width(), slot.fraction());
          };
    }
  }

  private static int count(List<Slot> slots, int arity) {
    if (arity == 0) {
      return 64;
    }
    boolean narrow = true;
    for (Slot slot : slots) {
      narrow &= slot.width() <= 16;
    }
    return arity > 1 ? 8192 : narrow ? PATTERNS : 16384;
  }

  /** The number of vectors. */
  int count() {
    return count;
  }

  /** The value of an input in a vector. */
  long value(int slot, int vector) {
    long[] all = values[slot];
    if (all == null) {
      all = new long[count];
      for (int i = 0; i < count; i++) {
        all[i] = make(slot, i);
      }
      values[slot] = all;
    }
    return all[vector];
  }

  private long make(int slot, int vector) {
    Slot type = slots.get(slot);
    if (type.kind() == Kind.PREDICATE) {
      return arity == 0 ? vector >> slot & 1 : new Mix(vector * 31L + slot).next() >>> 7 & 1;
    }
    long low = lane(slot, vector);
    if (type.lanes() == 1) {
      return low;
    }
    return low | lane(slot, (int) ((vector * 5L + 3) % count)) << type.width();
  }

  private long lane(int slot, int vector) {
    Slot type = slots.get(slot);
    long mask = -1L >>> (64 - type.width());
    boolean all = scan ? vector / PATTERNS == slot : arity == 1 && type.width() <= 16;
    if (all) {
      return vector & mask;
    }
    long[] list = edges[slot];
    if (arity == 1 && vector < list.length) {
      return list[vector];
    }
    int base = CROSSED[arity];
    int crossed = arity == 1 || scan ? 0 : 1;
    int digit = vector;
    int place = 0;
    for (int i = 0; i < slots.size() && arity > 1 && !scan; i++) {
      if (slots.get(i).kind() != Kind.PREDICATE) {
        crossed *= base;
        if (i < slot) {
          place++;
        }
      }
    }
    if (vector < crossed) {
      for (int i = 0; i < place; i++) {
        digit /= base;
      }
      return list[digit % base % list.length];
    }
    long seed = ((type.width() * 64L + type.fraction()) * 8 + slot) * 0x1000000 + vector;
    Mix mix = new Mix(seed * 0x9e3779b97f4a7c15L);
    return (type.kind() == Kind.FLOAT
            ? randomFloat(mix, type.width(), type.fraction(), list)
            : randomInteger(mix, type.width(), list))
        & mask;
  }

  private static long randomInteger(Mix mix, int width, long[] list) {
    int kind = mix.below(8);
    long bits = mix.next();
    return switch (kind) {
      case 0, 1, 2 -> bits;
      case 3 -> bits >>> mix.below(64);
      case 4 -> (1L << mix.below(width)) + mix.below(7) - 3;
      case 5 -> mix.below(81);
      case 6 -> -mix.below(81);
      default -> list[mix.below(list.length)];
    };
  }

  private static long randomFloat(Mix mix, int width, int fraction, long[] list) {
    int kind = mix.below(8);
    long bits = mix.next();
    int exponentBits = width - 1 - fraction;
    int most = (1 << exponentBits) - 1;
    int bias = most / 2;
    long sign = mix.next() & 1L << (width - 1);
    long field = bits & (1L << fraction) - 1;
    long sparse =
        mix.below(2) == 0 ? field >>> mix.below(fraction + 1) : field << mix.below(fraction);
    sparse &= (1L << fraction) - 1;
    long exponent =
        switch (kind) {
          case 1, 2 -> bias - 4 + mix.below(9);
          case 3 -> mix.below(Math.min(30, bias));
          case 4 -> most - mix.below(Math.min(6, bias));
          case 6 -> Math.max(0, bias / 2 - 3 + mix.below(12));
          default -> Math.min(most - 1, bias + mix.below(66));
        };
    return switch (kind) {
      case 0 -> bits;
      case 5 -> list[mix.below(list.length)];
      case 2, 7 -> sign | exponent << fraction | sparse;
      default -> sign | exponent << fraction | field;
    };
  }

  private static long[] integerEdges(int width) {
    long mask = -1L >>> (64 - width);
    long top = 1L << (width - 1);
    long half = 1L << (width / 2);
    long[] list = {
      0,
      1,
      -1,
      top,
      top - 1,
      2,
      31,
      32,
      3,
      -2,
      7,
      0x80,
      33,
      63,
      64,
      0x7f,
      8,
      15,
      16,
      65,
      127,
      128,
      255,
      256,
      257,
      0x5555555555555555L,
      0xaaaaaaaaaaaaaaaaL,
      0x00ff00ff00ff00ffL,
      0x8000,
      0x7fff,
      0xffff,
      0x10000,
      0x7fffff,
      0x800000,
      0xffffff,
      0x1000000,
      0x7fffffff,
      0x80000000L,
      0xffffffffL,
      0x100000000L,
      half,
      half - 1,
      half + 1,
      top + 1,
      top / 2,
      top / 2 - 1,
      top / 2 * 3,
      5,
      6,
      9,
      10,
      100,
      1000,
      0x3210,
      0x7654,
      0xfedc,
      0x12345678,
      0x9abcdef0L,
      0xff,
      0xff00,
      0xff0000,
      0xff000000L,
      -128,
      -32768
    };
    return Arrays.stream(list).map(v -> v & mask).toArray();
  }

  private static long[] floatEdges(int width, int fraction) {
    int most = (1 << (width - 1 - fraction)) - 1;
    long bias = most / 2;
    long sign = 1L << (width - 1);
    long one = bias << fraction;
    long infinity = (long) most << fraction;
    long quiet = 1L << (fraction - 1);
    long least = 1L << fraction;
    List<Long> list =
        new ArrayList<>(
            List.of(
                0L,
                sign,
                one,
                sign | one,
                infinity,
                sign | infinity,
                infinity | quiet,
                1L,
                least - 1,
                least,
                infinity - 1,
                one + 1,
                one - 1,
                sign | least + 1,
                (bias - 1) << fraction,
                sign | infinity | 1,
                sign | 1,
                sign | least - 1,
                sign | least,
                sign | infinity - 1,
                infinity | least - 1,
                sign | infinity | least - 1,
                infinity | quiet | 5,
                sign | infinity | quiet | 3,
                infinity | 2,
                one | quiet,
                (bias + 1) << fraction,
                (bias + 1) << fraction | quiet,
                one + least - 1,
                (bias + 2) << fraction,
                sign | (bias + 1) << fraction,
                sign | one | quiet,
                sign | (bias - 1) << fraction,
                (bias - 1) << fraction | quiet,
                sign | one + 1,
                sign | one - 1,
                least + 1,
                2L,
                3L,
                quiet,
                quiet + 1,
                quiet - 1,
                ((bias + 1) / 2) << fraction,
                (bias / 2) << fraction | 1,
                (bias / 2) << fraction,
                (bias + bias / 2) << fraction,
                sign | (bias + bias / 2) << fraction | quiet,
                infinity - 2,
                infinity - quiet));
    for (int power : new int[] {fraction + 1, fraction, 2}) {
      if (power < bias) {
        long ulp = (bias - power) << fraction;
        list.addAll(List.of(ulp, ulp + 1, ulp - 1, sign | ulp));
      }
    }
    for (int power : new int[] {fraction, fraction - 1, 7, 8, 15, 16, 31, 32, 63, 64}) {
      if (power <= bias) {
        long edge = (bias + power) << fraction;
        list.addAll(
            List.of(edge, edge - 1, edge + 1, sign | edge, sign | edge - 1, sign | edge + 1));
      }
    }
    return list.stream().mapToLong(Long::longValue).toArray();
  }

  /** A digest of all values, by which the two makers of inputs are compared. */
  long digest() {
    long digest = 0;
    for (int slot = 0; slot < slots.size(); slot++) {
      for (int i = 0; i < count; i++) {
        digest = Mix.fold(digest, value(slot, i));
      }
    }
    return digest;
  }
}
