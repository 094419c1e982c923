package dev.ringkernel.device;

import java.util.function.IntBinaryOperator;

/**
 * Exchange between the 32 lanes of a warp. {@code mask} names the lanes that take part, lane i as
 * bit i, the calling one among them; each waits until all of them that have not ended call the same
 * operation with the same mask. A value taken from a lane that does not take part is undefined on
 * the device; on the JVM it is the calling lane's own.
 *
 * <p>In a block-wide handler, whose lanes live on after it, only {@link #FULL} passes over lanes
 * that have returned: on the device another mask must name none that may have returned or faulted.
 */
public final class Warp {
  private Warp() {}

  /** All 32 lanes. */
  public static final int FULL = 0xffffffff;

  // @formatter:off
  /** The value from lane {@code b} modulo 32. In PTX's own words: {@code shfl.sync.idx} with segment mask and clamp {@code c}. */
  @Intrinsic("shfl.sync.idx.b32 d, a, b, c, m")
  public static int shflIdxIn(int a, int b, int c, int mask) { return shuffle("shflIdx", a, b, c, mask); }

  /** The value from lane {@code b} modulo 32. */
  @Intrinsic("shfl.sync.idx.b32 d, a, b, 31, m")
  public static int shflIdx(int a, int b, int mask) { return shuffle("shflIdx", a, b, 31, mask); }

  /** The value from lane {@code b} modulo 32; two shuffles. */
  public static long shflIdx(long a, int b, int mask) { int low = shflIdx((int) a, b, mask); int high = shflIdx((int) (a >>> 32), b, mask); return (long) high << 32 | (low & 0xffffffffL); }

  /** The value from lane {@code b} modulo 32. */
  public static float shflIdx(float a, int b, int mask) { return Float.intBitsToFloat(shflIdx(Float.floatToRawIntBits(a), b, mask)); }

  /** The value from lane {@code b} modulo 32; two shuffles. */
  public static double shflIdx(double a, int b, int mask) { return Double.longBitsToDouble(shflIdx(Double.doubleToRawLongBits(a), b, mask)); }

  /** As {@link #shflIdx(int, int, int)} within groups of {@code width} lanes: 2, 4, 8, 16 or 32. */
  public static int shflIdxWithin(int a, int b, int width, int mask) { return shflIdxIn(a, b, (32 - width) << 8 | 31, mask); }

  /** The value from {@code b} lanes below; the calling lane's own where there is none. In PTX's own words: {@code shfl.sync.up} with segment mask and clamp {@code c}. */
  @Intrinsic("shfl.sync.up.b32 d, a, b, c, m")
  public static int shflUpIn(int a, int b, int c, int mask) { return shuffle("shflUp", a, b, c, mask); }

  /** The value from {@code b} lanes below; the calling lane's own where there is none. */
  @Intrinsic("shfl.sync.up.b32 d, a, b, 0, m")
  public static int shflUp(int a, int b, int mask) { return shuffle("shflUp", a, b, 0, mask); }

  /** The value from {@code b} lanes below; the calling lane's own where there is none; two shuffles. */
  public static long shflUp(long a, int b, int mask) { int low = shflUp((int) a, b, mask); int high = shflUp((int) (a >>> 32), b, mask); return (long) high << 32 | (low & 0xffffffffL); }

  /** The value from {@code b} lanes below; the calling lane's own where there is none. */
  public static float shflUp(float a, int b, int mask) { return Float.intBitsToFloat(shflUp(Float.floatToRawIntBits(a), b, mask)); }

  /** The value from {@code b} lanes below; the calling lane's own where there is none; two shuffles. */
  public static double shflUp(double a, int b, int mask) { return Double.longBitsToDouble(shflUp(Double.doubleToRawLongBits(a), b, mask)); }

  /** As {@link #shflUp(int, int, int)} within groups of {@code width} lanes: 2, 4, 8, 16 or 32. */
  public static int shflUpWithin(int a, int b, int width, int mask) { return shflUpIn(a, b, (32 - width) << 8, mask); }

  /** The value from {@code b} lanes above; the calling lane's own where there is none. In PTX's own words: {@code shfl.sync.down} with segment mask and clamp {@code c}. */
  @Intrinsic("shfl.sync.down.b32 d, a, b, c, m")
  public static int shflDownIn(int a, int b, int c, int mask) { return shuffle("shflDown", a, b, c, mask); }

  /** The value from {@code b} lanes above; the calling lane's own where there is none. */
  @Intrinsic("shfl.sync.down.b32 d, a, b, 31, m")
  public static int shflDown(int a, int b, int mask) { return shuffle("shflDown", a, b, 31, mask); }

  /** The value from {@code b} lanes above; the calling lane's own where there is none; two shuffles. */
  public static long shflDown(long a, int b, int mask) { int low = shflDown((int) a, b, mask); int high = shflDown((int) (a >>> 32), b, mask); return (long) high << 32 | (low & 0xffffffffL); }

  /** The value from {@code b} lanes above; the calling lane's own where there is none. */
  public static float shflDown(float a, int b, int mask) { return Float.intBitsToFloat(shflDown(Float.floatToRawIntBits(a), b, mask)); }

  /** The value from {@code b} lanes above; the calling lane's own where there is none; two shuffles. */
  public static double shflDown(double a, int b, int mask) { return Double.longBitsToDouble(shflDown(Double.doubleToRawLongBits(a), b, mask)); }

  /** As {@link #shflDown(int, int, int)} within groups of {@code width} lanes: 2, 4, 8, 16 or 32. */
  public static int shflDownWithin(int a, int b, int width, int mask) { return shflDownIn(a, b, (32 - width) << 8 | 31, mask); }

  /** The value from the lane whose number differs in the bits of {@code b}. In PTX's own words: {@code shfl.sync.bfly} with segment mask and clamp {@code c}. */
  @Intrinsic("shfl.sync.bfly.b32 d, a, b, c, m")
  public static int shflXorIn(int a, int b, int c, int mask) { return shuffle("shflXor", a, b, c, mask); }

  /** The value from the lane whose number differs in the bits of {@code b}. */
  @Intrinsic("shfl.sync.bfly.b32 d, a, b, 31, m")
  public static int shflXor(int a, int b, int mask) { return shuffle("shflXor", a, b, 31, mask); }

  /** The value from the lane whose number differs in the bits of {@code b}; two shuffles. */
  public static long shflXor(long a, int b, int mask) { int low = shflXor((int) a, b, mask); int high = shflXor((int) (a >>> 32), b, mask); return (long) high << 32 | (low & 0xffffffffL); }

  /** The value from the lane whose number differs in the bits of {@code b}. */
  public static float shflXor(float a, int b, int mask) { return Float.intBitsToFloat(shflXor(Float.floatToRawIntBits(a), b, mask)); }

  /** The value from the lane whose number differs in the bits of {@code b}; two shuffles. */
  public static double shflXor(double a, int b, int mask) { return Double.longBitsToDouble(shflXor(Double.doubleToRawLongBits(a), b, mask)); }

  /** As {@link #shflXor(int, int, int)} within groups of {@code width} lanes: 2, 4, 8, 16 or 32. */
  public static int shflXorWithin(int a, int b, int width, int mask) { return shflXorIn(a, b, (32 - width) << 8 | 31, mask); }

  /** The lanes that brought true, lane i as bit i. */
  @Intrinsic("vote.sync.ballot.b32 d, a, m")
  public static int ballot(boolean a, int mask) { return votes("ballot", a, mask).trues(); }

  /** True where all lanes brought true. */
  @Intrinsic("vote.sync.all.pred d, a, m")
  public static boolean all(boolean a, int mask) { Ballot b = votes("all", a, mask); return b.trues() == b.present(); }

  /** True where any lane brought true. */
  @Intrinsic("vote.sync.any.pred d, a, m")
  public static boolean any(boolean a, int mask) { return votes("any", a, mask).trues() != 0; }

  /** True where all lanes brought the same. */
  @Intrinsic("vote.sync.uni.pred d, a, m")
  public static boolean uniform(boolean a, int mask) { Ballot b = votes("uniform", a, mask); return b.trues() == 0 || b.trues() == b.present(); }

  /** The lanes of {@code mask} that brought the calling lane's value. */
  @Intrinsic("match.any.sync.b32 d, a, m")
  public static int matchAny(int a, int mask) { return equals("matchAny", a, mask).trues(); }

  /** The lanes of {@code mask} that brought the calling lane's value. */
  @Intrinsic("match.any.sync.b64 d, a, m")
  public static int matchAny(long a, int mask) { return equals("matchAny", a, mask).trues(); }

  /** {@code mask} where all its lanes brought the same value, else 0. */
  @Intrinsic("match.all.sync.b32 d, a, m")
  public static int matchAll(int a, int mask) { Ballot b = equals("matchAll", a, mask); return b.trues() == b.present() ? mask : 0; }

  /** {@code mask} where all its lanes brought the same value, else 0. */
  @Intrinsic("match.all.sync.b64 d, a, m")
  public static int matchAll(long a, int mask) { Ballot b = equals("matchAll", a, mask); return b.trues() == b.present() ? mask : 0; }

  /** Some lanes that run together with the calling one, itself among them; on the JVM it alone. */
  @Intrinsic("activemask.b32 d")
  public static int activeMask() { return 1 << Lane.current().laneId(); }

  /** Sum over the lanes, wrapping. */
  @Intrinsic("redux.sync.add.s32 d, a, m")
  public static int reduceAdd(int a, int mask) { return reduce("reduceAdd", a, mask, Integer::sum); }

  /** Least of the lanes' values. */
  @Intrinsic("redux.sync.min.s32 d, a, m")
  public static int reduceMin(int a, int mask) { return reduce("reduceMin", a, mask, Math::min); }

  /** Greatest of the lanes' values. */
  @Intrinsic("redux.sync.max.s32 d, a, m")
  public static int reduceMax(int a, int mask) { return reduce("reduceMax", a, mask, Math::max); }

  /** Least of the lanes' values, unsigned. */
  @Intrinsic("redux.sync.min.u32 d, a, m")
  public static int reduceMinUnsigned(int a, int mask) { return reduce("reduceMinUnsigned", a, mask, (x, y) -> Integer.compareUnsigned(x, y) <= 0 ? x : y); }

  /** Greatest of the lanes' values, unsigned. */
  @Intrinsic("redux.sync.max.u32 d, a, m")
  public static int reduceMaxUnsigned(int a, int mask) { return reduce("reduceMaxUnsigned", a, mask, (x, y) -> Integer.compareUnsigned(x, y) >= 0 ? x : y); }

  /** Bitwise and of the lanes' values. */
  @Intrinsic("redux.sync.and.b32 d, a, m")
  public static int reduceAnd(int a, int mask) { return reduce("reduceAnd", a, mask, (x, y) -> x & y); }

  /** Bitwise or of the lanes' values. */
  @Intrinsic("redux.sync.or.b32 d, a, m")
  public static int reduceOr(int a, int mask) { return reduce("reduceOr", a, mask, (x, y) -> x | y); }

  /** Bitwise exclusive or of the lanes' values. */
  @Intrinsic("redux.sync.xor.b32 d, a, m")
  public static int reduceXor(int a, int mask) { return reduce("reduceXor", a, mask, (x, y) -> x ^ y); }

  /** True in exactly one lane of {@code mask}; which one is the hardware's choice, on the JVM the lowest. */
  @Intrinsic("elect.sync _|p, m")
  public static boolean elect(int mask) { return Integer.numberOfTrailingZeros(Lane.current().exchange("elect", mask, 0).present()) == Lane.current().laneId(); }
  // @formatter:on

  /** Bits by lane: which lanes came, and for which the answer was yes. */
  private record Ballot(int present, int trues) {}

  private static Ballot votes(String operation, boolean a, int mask) {
    return equals(Lane.current().exchange(operation, mask, a ? 1 : 0), 1);
  }

  private static Ballot equals(String operation, long a, int mask) {
    return equals(Lane.current().exchange(operation, mask, a), a);
  }

  private static Ballot equals(Lane.Votes votes, long value) {
    int trues = 0;
    for (int i = 0; i < Lane.WARP; i++) {
      trues |= votes.has(i) && votes.values()[i] == value ? 1 << i : 0;
    }
    return new Ballot(votes.present(), trues);
  }

  private static int reduce(String operation, int a, int mask, IntBinaryOperator combine) {
    Lane.Votes votes = Lane.current().exchange(operation, mask, a);
    int result = 0;
    boolean first = true;
    for (int i = 0; i < Lane.WARP; i++) {
      if (votes.has(i)) {
        int value = (int) votes.values()[i];
        result = first ? value : combine.applyAsInt(result, value);
        first = false;
      }
    }
    return result;
  }

  /** PTX ISA, "shfl.sync": the pseudocode, with the mode told by the operation's name. */
  private static int shuffle(String operation, int a, int b, int c, int mask) {
    Lane self = Lane.current();
    Lane.Votes votes = self.exchange(operation, mask, a & 0xffffffffL);
    int lane = self.laneId();
    int step = b & 31;
    int clamp = c & 31;
    int segment = c >>> 8 & 31;
    int last = (lane & segment) | (clamp & ~segment);
    int first = lane & segment;
    int from =
        switch (operation) {
          case "shflUp" -> lane - step;
          case "shflDown" -> lane + step;
          case "shflXor" -> lane ^ step;
          default -> first | (step & ~segment);
        };
    boolean inside = operation.equals("shflUp") ? from >= last : from <= last;
    return inside && votes.has(from) ? (int) votes.values()[from] : a;
  }
}
