package dev.ringkernel.ptx.sim.alu;

/**
 * Arithmetic on doubles in every rounding mode, by integers of 128 bits. Operands and results are
 * raw bits.
 */
final class Exact {
  private Exact() {}

  private static final Format F = Format.F64;

  /** An unsigned number {@code (high:low) * 2^exponent}. */
  private record Wide(boolean negative, long high, long low, int exponent) {

    /** Rounds; the number is not zero. */
    long encode(Round round) {
      if (high == 0) {
        return F.encode(round, negative, low, exponent);
      }
      int zeros = Long.numberOfLeadingZeros(high);
      long top = zeros == 0 ? high : high << zeros | low >>> (64 - zeros);
      boolean more = low << zeros != 0;
      return F.encode(round, negative, more ? top | 1 : top, exponent + 64 - zeros);
    }

    /** The same number with bit 126 as its highest; lossless, for one that has no higher bit. */
    Wide aligned() {
      int left =
          (high == 0 ? 64 + Long.numberOfLeadingZeros(low) : Long.numberOfLeadingZeros(high)) - 1;
      if (left == 0) {
        return this;
      }
      return left >= 64
          ? new Wide(negative, low << (left - 64), 0, exponent - left)
          : new Wide(negative, high << left | low >>> (64 - left), low << left, exponent - left);
    }

    /** Shifted right; the lowest bit is set where ones are lost. */
    Wide shifted(int right) {
      if (right == 0) {
        return this;
      }
      if (right > 127) {
        return new Wide(negative, 0, 1, exponent + right);
      }
      long lost =
          right < 64 ? low << (64 - right) : right == 64 ? low : low | high << (128 - right);
      long newLow = right < 64 ? high << (64 - right) | low >>> right : high >>> (right - 64);
      long newHigh = right < 64 ? high >>> right : 0;
      return new Wide(negative, newHigh, lost == 0 ? newLow : newLow | 1, exponent + right);
    }

    /** The sum with a number of the same exponent, both below 2^127. */
    Wide plus(Wide other) {
      if (negative == other.negative) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new Wide(negative, high + other.high + carry, sum, exponent);
      }
      boolean less =
          high == other.high ? Long.compareUnsigned(low, other.low) < 0 : high < other.high;
      if (less) {
        return other.plus(this);
      }
      long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
      return new Wide(negative, high - other.high - borrow, low - other.low, exponent);
    }
  }

  private static boolean negative(long bits) {
    return bits < 0;
  }

  private static boolean finite(long bits) {
    return (bits >>> 52 & 0x7ff) != 0x7ff;
  }

  private static boolean zero(long bits) {
    return bits << 1 == 0;
  }

  private static long significand(long bits) {
    long fraction = bits & 0xfffffffffffffL;
    return (bits >>> 52 & 0x7ff) == 0 ? fraction : fraction | 1L << 52;
  }

  private static int exponent(long bits) {
    return Math.max((int) (bits >>> 52) & 0x7ff, 1) - 1075;
  }

  private static Wide product(long a, long b) {
    long x = significand(a);
    long y = significand(b);
    return new Wide(
        negative(a) != negative(b), Math.multiplyHigh(x, y), x * y, exponent(a) + exponent(b));
  }

  /** {@code a + b}. */
  static long add(Round round, long a, long b) {
    return finite(a) && finite(b) ? fma(round, a, Double.doubleToRawLongBits(1), b) : F64.add(a, b);
  }

  /** {@code a - b}. */
  static long sub(Round round, long a, long b) {
    return finite(b) ? add(round, a, F64.neg(b)) : F64.sub(a, b);
  }

  /** {@code a * b}. */
  static long mul(Round round, long a, long b) {
    if (!finite(a) || !finite(b) || zero(a) || zero(b)) {
      return F64.mul(a, b);
    }
    return product(a, b).encode(round);
  }

  /** {@code a * b + c} with one rounding. */
  static long fma(Round round, long a, long b, long c) {
    if (!finite(a) || !finite(b) || !finite(c)) {
      return F64.fma(a, b, c);
    }
    if (zero(a) || zero(b)) {
      boolean minus = negative(a) != negative(b);
      if (!zero(c) || minus == negative(c)) {
        return c;
      }
      return Double.doubleToRawLongBits(round.cancelled());
    }
    if (zero(c)) {
      return mul(round, a, b);
    }
    Wide x = product(a, b).aligned();
    Wide y = new Wide(negative(c), 0, significand(c), exponent(c)).aligned();
    // Ones are lost only where the exponents differ by more than 20: then at most one leading bit
    // cancels, and the lowest bit stays below the rounding point.
    Wide sum =
        x.exponent() >= y.exponent()
            ? x.plus(y.shifted(x.exponent() - y.exponent()))
            : y.plus(x.shifted(y.exponent() - x.exponent()));
    return sum.high() == 0 && sum.low() == 0
        ? Double.doubleToRawLongBits(round.cancelled())
        : sum.encode(round);
  }

  /** {@code 1 / a}. */
  static long rcp(Round round, long a) {
    return finite(a) ? div(round, Double.doubleToRawLongBits(1), a) : F64.rcp(a);
  }

  /** {@code a / b}. */
  static long div(Round round, long a, long b) {
    if (!finite(a) || !finite(b) || zero(a) || zero(b)) {
      return F64.div(a, b);
    }
    long divisor = significand(b);
    int up = Long.numberOfLeadingZeros(divisor) - 11;
    divisor <<= up;
    long rest = significand(a);
    int zeros = Long.numberOfLeadingZeros(rest) - 11;
    rest <<= zeros;
    int exponent = exponent(a) - zeros - exponent(b) + up;
    long quotient = rest / divisor;
    rest %= divisor;
    // 10 bits at a time keep the dividend below 2^63
    for (int i = 0; i < 6; i++) {
      rest <<= 10;
      quotient = quotient << 10 | rest / divisor;
      rest %= divisor;
    }
    return F.encode(
        round, negative(a) != negative(b), rest == 0 ? quotient : quotient | 1, exponent - 60);
  }

  /** The square root. */
  static long sqrt(Round round, long a) {
    double value = Double.longBitsToDouble(a);
    if (!(value > 0) || !finite(a)) {
      return F64.sqrt(a);
    }
    // Away from the denormals, so that the rest is exact.
    boolean small = value < 0x1p-900;
    double scaled = small ? value * 0x1p200 : value;
    double root = Math.sqrt(scaled);
    double rest = Math.fma(-root, root, scaled);
    double rounded =
        switch (round) {
          case RN, RNA -> root;
          case RZ, RM -> rest < 0 ? Math.nextDown(root) : root;
          case RP -> rest > 0 ? Math.nextUp(root) : root;
        };
    return Double.doubleToRawLongBits(small ? rounded * 0x1p-100 : rounded);
  }
}
