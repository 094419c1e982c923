package dev.ringkernel.ptx.sim.check;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells of all memory that was accessed, by native address. */
final class Shadow {
  private static final int PAGE_BITS = 12;
  private static final int CELLS = 1 << (PAGE_BITS - 2);

  private final Map<Long, Cell[]> pages = new HashMap<>();
  private long latest = -1;
  private @Nullable Cell @Nullable [] latestPage;

  /** The cell of four bytes. */
  Cell at(long address) {
    long number = address >>> PAGE_BITS;
    if (number != latest || latestPage == null) {
      latestPage = pages.computeIfAbsent(number, n -> new Cell[CELLS]);
      latest = number;
    }
    int index = (int) (address >>> 2) & CELLS - 1;
    Cell cell = latestPage[index];
    if (cell == null) {
      cell = new Cell();
      latestPage[index] = cell;
    }
    return cell;
  }

  /** Whether anything is known of four bytes. */
  boolean isKnown(long address) {
    Cell[] page = pages.get(address >>> PAGE_BITS);
    return page != null && page[(int) (address >>> 2) & CELLS - 1] != null;
  }

  /** The first address from {@code address} on, before {@code end}, on a page that is known. */
  long nextKnown(long address, long end) {
    long next = address;
    while (next < end && !pages.containsKey(next >>> PAGE_BITS)) {
      next = ((next >>> PAGE_BITS) + 1) << PAGE_BITS;
    }
    return next;
  }

  /** Forgets a range. */
  void forget(long start, long bytes) {
    for (long at = start & -4; at < start + bytes; ) {
      Cell[] page = pages.get(at >>> PAGE_BITS);
      long end = Math.min(((at >>> PAGE_BITS) + 1) << PAGE_BITS, start + bytes);
      if (page != null) {
        for (long i = at; i < end; i += 4) {
          page[(int) (i >>> 2) & CELLS - 1] = null;
        }
      }
      at = end;
    }
  }

  void clear() {
    pages.clear();
    latest = -1;
    latestPage = null;
  }
}
