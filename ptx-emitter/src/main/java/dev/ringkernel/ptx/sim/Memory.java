package dev.ringkernel.ptx.sim;

import java.util.Arrays;

/**
 * A load or store. Registers {@code a} hold addresses; {@code reach} is the instruction's own.
 * Strong ones are relaxed or stronger and keep the order that the JVM gives volatile reads and
 * released writes.
 */
sealed interface Memory extends Op {
  Where where();

  /** The register of the address. */
  int a();

  /**
   * A load of one element.
   *
   * @param mask the bits of the result register
   */
  record Load(Cell cell, Where where, int d, long mask, int a, long offset, Reach reach)
      implements Memory {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      r[d] = cell.load(where.locate(t, r[a], offset, cell.bytes, reach)) & mask;
      return pc + 1;
    }
  }

  /** A store of one element. */
  record Store(Cell cell, Where where, int a, long offset, int b, Reach reach) implements Memory {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      cell.store(where.locate(t, r[a], offset, cell.bytes, reach), r[b]);
      return pc + 1;
    }
  }

  /** A load of a vector, or one that is strong. */
  record LoadAll(
      Cell cell, Where where, boolean strong, int[] d, long mask, int a, long offset, Reach reach)
      implements Memory {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      long at = where.locate(t, r[a], offset, cell.bytes * d.length, reach);
      boolean fresh = false;
      for (int i = 0; i < d.length; i++) {
        long element = at + (long) i * cell.bytes;
        long value = (strong ? cell.loadAcquire(element) : cell.load(element)) & mask;
        fresh |= r[d[i]] != value;
        r[d[i]] = value;
      }
      return strong ? t.looked(fresh, pc + 1) : pc + 1;
    }

    @Override
    public String toString() {
      return "LoadAll" + Arrays.toString(d);
    }
  }

  /** A store of a vector, or one that is strong. */
  record StoreAll(Cell cell, Where where, boolean strong, int a, long offset, int[] b, Reach reach)
      implements Memory {
    @Override
    public int step(Lane t, int pc) {
      long[] r = t.r;
      long at = where.locate(t, r[a], offset, cell.bytes * b.length, reach);
      for (int i = 0; i < b.length; i++) {
        long element = at + (long) i * cell.bytes;
        if (strong) {
          cell.storeRelease(element, r[b[i]]);
        } else {
          cell.store(element, r[b[i]]);
        }
      }
      return pc + 1;
    }

    @Override
    public String toString() {
      return "StoreAll" + Arrays.toString(b);
    }
  }

  /** A load of 128 bits at once. */
  record LoadWide(Where where, int low, int high, int a, long offset, Reach reach)
      implements Memory {
    @Override
    public int step(Lane t, int pc) {
      long at = where.locate(t, t.r[a], offset, 16, reach);
      long first;
      long second;
      synchronized (WideLocks.of(at)) {
        first = Raw.acquire64(at);
        second = Raw.acquire64(at + 8);
      }
      boolean fresh = t.r[low] != first || t.r[high] != second;
      t.r[low] = first;
      t.r[high] = second;
      return t.looked(fresh, pc + 1);
    }
  }

  /** A store of 128 bits at once; who reads only halves sees the low one first. */
  record StoreWide(Where where, int a, long offset, int low, int high, Reach reach)
      implements Memory {
    @Override
    public int step(Lane t, int pc) {
      long at = where.locate(t, t.r[a], offset, 16, reach);
      synchronized (WideLocks.of(at)) {
        Raw.release64(at, t.r[low]);
        Raw.release64(at + 8, t.r[high]);
      }
      return pc + 1;
    }
  }
}
