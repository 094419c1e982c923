package dev.ringkernel.device;

/**
 * Bits of {@code int} and {@code long}. Unlike Java's shifts, positions and lengths past the width
 * do not wrap around where PTX clamps them; each method says so.
 */
public final class Bits {
  private Bits() {}

  // @formatter:off
  /** Number of one bits. */
  @Intrinsic("popc.b32 d, a")
  public static int popCount(int a) { return Integer.bitCount(a); }

  /** Number of one bits. */
  @Intrinsic("popc.b64 d, a")
  public static int popCount(long a) { return Long.bitCount(a); }

  /** Number of zero bits above the highest one bit; 32 for 0. */
  @Intrinsic("clz.b32 d, a")
  public static int clz(int a) { return Integer.numberOfLeadingZeros(a); }

  /** Number of zero bits above the highest one bit; 64 for 0. */
  @Intrinsic("clz.b64 d, a")
  public static int clz(long a) { return Long.numberOfLeadingZeros(a); }

  /** The bits in reverse order. */
  @Intrinsic("brev.b32 d, a")
  public static int brev(int a) { return Integer.reverse(a); }

  /** The bits in reverse order. */
  @Intrinsic("brev.b64 d, a")
  public static long brev(long a) { return Long.reverse(a); }

  /** Position of the highest one bit; -1 for 0. */
  @Intrinsic("bfind.u32 d, a")
  public static int highestBit(int a) { return 31 - Integer.numberOfLeadingZeros(a); }

  /** Position of the highest one bit; -1 for 0. */
  @Intrinsic("bfind.u64 d, a")
  public static int highestBit(long a) { return 63 - Long.numberOfLeadingZeros(a); }

  /** Position of the highest bit that differs from the sign; -1 for 0 and -1. */
  @Intrinsic("bfind.s32 d, a")
  public static int highestBitSigned(int a) { return 31 - Integer.numberOfLeadingZeros(a ^ a >> 31); }

  /** Position of the highest bit that differs from the sign; -1 for 0 and -1. */
  @Intrinsic("bfind.s64 d, a")
  public static int highestBitSigned(long a) { return 63 - Long.numberOfLeadingZeros(a ^ a >> 63); }

  /** {@code length} bits of {@code a} from {@code start}, zero above; both are taken modulo 256, and bits past the top are 0. */
  @Intrinsic("bfe.u32 d, a, b, c")
  public static int bfe(int a, int start, int length) { return (int) bfe(a & 0xffffffffL, start, length); }

  /** {@code length} bits of {@code a} from {@code start}, zero above; both are taken modulo 256, and bits past the top are 0. */
  public static long bfe(long a, int start, int length) { return bfeIn(a, start & 0xff, length & 0xff); }

  /** {@link #bfe(long, int, int)} with both positions from 0 to 255: the assembler's 64-bit form does not take them modulo 256 by itself. */
  @Intrinsic("bfe.u64 d, a, b, c")
  public static long bfeIn(long a, int start, int length) { int s = start & 0xff; int n = length & 0xff; return s > 63 || n == 0 ? 0 : n > 63 ? a >>> s : a >>> s & (1L << n) - 1; }

  /** As {@link #bfe(int, int, int)}, but the highest bit taken fills those above; past the top it is the sign of {@code a}. */
  @Intrinsic("bfe.s32 d, a, b, c")
  public static int bfeSigned(int a, int start, int length) { return (int) bfeSigned((long) a, start, length); }

  /** As {@link #bfe(long, int, int)}, but the highest bit taken fills those above; past the top it is the sign of {@code a}. */
  public static long bfeSigned(long a, int start, int length) { return bfeSignedIn(a, start & 0xff, length & 0xff); }

  /** {@link #bfeSigned(long, int, int)} with both positions from 0 to 255. */
  @Intrinsic("bfe.s64 d, a, b, c")
  public static long bfeSignedIn(long a, int start, int length) { int s = start & 0xff; int n = length & 0xff; if (n == 0) { return 0; } long shifted = a >> Math.min(s, 63); return n > 63 ? shifted : shifted << (64 - n) >> (64 - n); }

  /** {@code b} with its {@code length} bits from {@code start} replaced by the low ones of {@code a}; positions are taken modulo 256, and bits past the top are dropped. */
  @Intrinsic("bfi.b32 d, a, b, c, e")
  public static int bfi(int a, int b, int start, int length) { return (int) bfi(a & 0xffffffffL, b & 0xffffffffL, start, length); }

  /** {@code b} with its {@code length} bits from {@code start} replaced by the low ones of {@code a}; positions are taken modulo 256, and bits past the top are dropped. */
  public static long bfi(long a, long b, int start, int length) { return bfiIn(a, b, start & 0xff, length & 0xff); }

  /** {@link #bfi(long, long, int, int)} with both positions from 0 to 255. */
  @Intrinsic("bfi.b64 d, a, b, c, e")
  public static long bfiIn(long a, long b, int start, int length) { int s = start & 0xff; int n = length & 0xff; if (s > 63 || n == 0) { return b; } long field = (n > 63 ? -1L : (1L << n) - 1) << s; return (b & ~field) | (a << s & field); }

  /** Four bytes of the eight of {@code b:a}: nibble i of {@code selector} names the source of byte i (0 to 3 in {@code a}, 4 to 7 in {@code b}); with 8 added, that byte's sign bit fills the byte. */
  @Intrinsic("prmt.b32 d, a, b, c")
  public static int bytePermute(int a, int b, int selector) { long all = (a & 0xffffffffL) | (long) b << 32; int d = 0; for (int i = 0; i < 4; i++) { int s = selector >>> (4 * i); int octet = (int) (all >>> (8 * (s & 7))) & 0xff; d |= ((s & 8) == 0 ? octet : (byte) octet >> 7 & 0xff) << (8 * i); } return d; }

  /** The high word of {@code high:low} shifted left by {@code n} modulo 32. */
  @Intrinsic("shf.l.wrap.b32 d, a, b, c")
  public static int funnelLeft(int low, int high, int n) { return (int) (((long) high << 32 | (low & 0xffffffffL)) << (n & 31) >>> 32); }

  /** The high word of {@code high:low} shifted left by {@code n}, unsigned, at most 32. */
  @Intrinsic("shf.l.clamp.b32 d, a, b, c")
  public static int funnelLeftClamped(int low, int high, int n) { return n < 0 || n > 31 ? low : funnelLeft(low, high, n); }

  /** The low word of {@code high:low} shifted right by {@code n} modulo 32. */
  @Intrinsic("shf.r.wrap.b32 d, a, b, c")
  public static int funnelRight(int low, int high, int n) { return (int) (((long) high << 32 | (low & 0xffffffffL)) >>> (n & 31)); }

  /** The low word of {@code high:low} shifted right by {@code n}, unsigned, at most 32. */
  @Intrinsic("shf.r.clamp.b32 d, a, b, c")
  public static int funnelRightClamped(int low, int high, int n) { return n < 0 || n > 31 ? high : funnelRight(low, high, n); }

  /** High half of the signed product. */
  @Intrinsic("mul.hi.s32 d, a, b")
  public static int mulHi(int a, int b) { return (int) (((long) a * b) >> 32); }

  /** High half of the unsigned product. */
  @Intrinsic("mul.hi.u32 d, a, b")
  public static int mulHiUnsigned(int a, int b) { return (int) (((a & 0xffffffffL) * (b & 0xffffffffL)) >>> 32); }

  /** High half of the signed product. */
  @Intrinsic("mul.hi.s64 d, a, b")
  public static long mulHi(long a, long b) { return Math.multiplyHigh(a, b); }

  /** High half of the unsigned product. */
  @Intrinsic("mul.hi.u64 d, a, b")
  public static long mulHiUnsigned(long a, long b) { return Math.unsignedMultiplyHigh(a, b); }

  /** The full signed product. */
  @Intrinsic("mul.wide.s32 d, a, b")
  public static long mulWide(int a, int b) { return (long) a * b; }

  /** The full unsigned product. */
  @Intrinsic("mul.wide.u32 d, a, b")
  public static long mulWideUnsigned(int a, int b) { return (a & 0xffffffffL) * (b & 0xffffffffL); }

  /** {@code c + |a - b|}, the difference taken without overflow. */
  @Intrinsic("sad.s32 d, a, b, c")
  public static int sumAbsDiff(int a, int b, int c) { return c + (int) Math.abs((long) a - b); }

  /** {@code c} plus the four products of the signed bytes of {@code a} and {@code b}. */
  @Intrinsic("dp4a.s32.s32 d, a, b, c")
  public static int dot4(int a, int b, int c) { int d = c; for (int i = 0; i < 32; i += 8) { d += (byte) (a >> i) * (byte) (b >> i); } return d; }

  /** {@code c} plus the four products of the unsigned bytes of {@code a} and {@code b}. */
  @Intrinsic("dp4a.u32.u32 d, a, b, c")
  public static int dot4Unsigned(int a, int b, int c) { int d = c; for (int i = 0; i < 32; i += 8) { d += (a >> i & 0xff) * (b >> i & 0xff); } return d; }

  /** The sum, held at the ends of the range. */
  @Intrinsic("add.sat.s32 d, a, b")
  public static int addSaturated(int a, int b) { return Math.clamp((long) a + b, Integer.MIN_VALUE, Integer.MAX_VALUE); }

  /** The difference, held at the ends of the range. */
  @Intrinsic("sub.sat.s32 d, a, b")
  public static int subSaturated(int a, int b) { return Math.clamp((long) a - b, Integer.MIN_VALUE, Integer.MAX_VALUE); }

  /** Position of the lowest one bit plus 1; 0 for 0. */
  public static int findFirstSet(int a) { return a == 0 ? 0 : clz(brev(a)) + 1; }

  /** Position of the lowest one bit plus 1; 0 for 0. */
  public static int findFirstSet(long a) { return a == 0 ? 0 : clz(brev(a)) + 1; }
  // @formatter:on
}
