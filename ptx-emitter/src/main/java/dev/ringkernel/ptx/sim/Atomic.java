package dev.ringkernel.ptx.sim;

import java.util.Arrays;

/**
 * An atomic operation: {@code atom}, or {@code red} where no result register is named. It is atomic
 * against the JVM beside too.
 */
sealed interface Atomic extends Op {
  Where where();

  /** The register of the address. */
  int a();

  /**
   * Of one element.
   *
   * @param bits 16, 32 or 64
   * @param d register of the old value, or -1
   * @param c register of a third operand; any register where there is none
   */
  record Scalar(
      Update update, int bits, Where where, int d, int a, long offset, int b, int c, Reach reach)
      implements Atomic {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      long at = where.locate(t, r[a], offset, bits / 8, reach);
      long old = apply(update, bits, at, r[b], r[c], where.isShared(r[a]));
      if (d < 0) {
        return pc + 1;
      }
      boolean fresh = r[d] != old;
      r[d] = old;
      return t.looked(fresh, pc + 1);
    }
  }

  /**
   * Of each element of a vector by itself.
   *
   * @param d registers of the old values; none for {@code red}
   */
  record Vector(
      Update update, int bits, Where where, int[] d, int a, long offset, int[] b, Reach reach)
      implements Atomic {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      long at = where.locate(t, r[a], offset, bits / 8 * b.length, reach);
      long[] old = t.warp.scratch;
      for (int i = 0; i < b.length; i++) {
        old[i] = apply(update, bits, at + (long) i * bits / 8, r[b[i]], 0, false);
      }
      boolean fresh = false;
      for (int i = 0; i < d.length; i++) {
        fresh |= r[d[i]] != old[i];
        r[d[i]] = old[i];
      }
      return d.length > 0 ? t.looked(fresh, pc + 1) : pc + 1;
    }

    @Override
    public String toString() {
      return "Vector" + update + Arrays.toString(d) + Arrays.toString(b);
    }
  }

  /**
   * Of 128 bits; each operand is two registers, the low one first.
   *
   * @param compares whether it is {@code cas}, not {@code exch}
   */
  record Wide(
      boolean compares, Where where, int[] d, int a, long offset, int[] b, int[] c, Reach reach)
      implements Atomic {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      long at = where.locate(t, r[a], offset, 16, reach);
      long low;
      long high;
      synchronized (WideLocks.of(at)) {
        low = Raw.acquire64(at);
        high = Raw.acquire64(at + 8);
        if (!compares || (low == r[b[0]] && high == r[b[1]])) {
          int[] from = compares ? c : b;
          Raw.release64(at, r[from[0]]);
          Raw.release64(at + 8, r[from[1]]);
        }
      }
      boolean fresh = r[d[0]] != low || r[d[1]] != high;
      r[d[0]] = low;
      r[d[1]] = high;
      return t.looked(fresh, pc + 1);
    }

    @Override
    public String toString() {
      return "Wide" + Arrays.toString(d) + Arrays.toString(b) + Arrays.toString(c);
    }
  }

  /** Changes memory by compare-and-set until nobody came between; gives the old value. */
  static long apply(Update update, int bits, long at, long b, long c, boolean shared) {
    return switch (bits) {
      case 64 -> {
        while (true) {
          long old = Raw.acquire64(at);
          if (Raw.swap64(at, old, update.of(old, b, c, shared))) {
            yield old;
          }
        }
      }
      case 32 -> {
        while (true) {
          long old = Raw.acquire32(at) & 0xffffffffL;
          if (Raw.swap32(at, old, update.of(old, b, c, shared))) {
            yield old;
          }
        }
      }
      case 16 -> {
        long word = at & -4;
        int shift = (int) (at & 2) * 8;
        while (true) {
          int whole = Raw.acquire32(word);
          long old = ((long) whole >>> shift) & 0xffff;
          long fresh = update.of(old, b, c, shared) & 0xffff;
          if (Raw.swap32(word, whole, (whole & ~(0xffffL << shift)) | fresh << shift)) {
            yield old;
          }
        }
      }
      default -> throw new IllegalStateException("an atomic operation on " + bits + " bits");
    };
  }
}
