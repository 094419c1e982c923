package dev.ringkernel.ptx.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The regions of one address space. Threads: any; a look-up takes no lock.
 *
 * <p>Freed memory gives its content back at once, but its addresses stay mapped until no kernel of
 * the machine runs: a lane that checked just before may still come through.
 */
final class MemoryMap {
  private volatile Region[] sorted = {};
  private final List<Region> freed = new ArrayList<>();
  private int running;

  /** Hears of memory that goes away, where there are checks. */
  private final @Nullable Checker checker;

  /** Bytes behind each piece of memory that belong to none. */
  private final long guard;

  /**
   * Empty.
   *
   * @param checker hears of memory that goes away, or null; then pieces stand apart
   */
  MemoryMap(@Nullable Checker checker) {
    this.checker = checker;
    this.guard = checker != null && checker.wants(SimCheck.MEMORY) ? NativePages.PAGE : 0;
  }

  /** Maps fresh zeroed pages with {@code length} bytes of them usable. */
  Region map(Region.Kind kind, int owner, long length, long pages) {
    return map(kind, owner, length, pages, NativePages.PAGE);
  }

  /** The same at a multiple of {@code alignment}, a power of two. */
  Region map(Region.Kind kind, int owner, long length, long pages, long alignment) {
    Region region =
        new Region(kind, owner, NativePages.map(pages + guard, alignment), length, pages);
    add(region);
    return region;
  }

  /** The region that {@code address} lies in, usable there or not; null outside all. */
  @Nullable Region find(long address) {
    Region[] regions = sorted;
    int low = 0;
    int high = regions.length - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      if (regions[middle].start <= address) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return high >= 0 && address - regions[high].start < extent(regions[high])
        ? regions[high]
        : null;
  }

  private static long extent(Region region) {
    return Math.max(region.length, region.pages);
  }

  /** All regions, by address. */
  List<Region> all() {
    return List.of(sorted);
  }

  synchronized void add(Region region) {
    Region[] old = sorted;
    int at = 0;
    while (at < old.length && old[at].start < region.start) {
      at++;
    }
    boolean low = at > 0 && old[at - 1].start + extent(old[at - 1]) > region.start;
    boolean high = at < old.length && region.start + extent(region) > old[at].start;
    if (low || high) {
      Region other = old[low ? at - 1 : at];
      throw new SimException(
          SimException.Reason.INVALID_VALUE,
          "Memory at 0x"
              + Long.toHexString(region.start)
              + " overlaps what is there at 0x"
              + Long.toHexString(other.start)
              + "; unregister that first.");
    }
    Region[] now = Arrays.copyOf(old, old.length + 1);
    System.arraycopy(old, at, now, at + 1, old.length - at);
    now[at] = region;
    sorted = now;
  }

  /** Whether memory was freed at this address while a kernel runs that still does. */
  synchronized boolean wasFreed(long address) {
    return freed.stream().anyMatch(r -> address >= r.start && address - r.start < r.pages);
  }

  /** Takes a region out of reach. */
  synchronized void remove(Region region) {
    if (checker != null) {
      checker.races().forget(region.start, region.length);
    }
    Region[] old = sorted;
    int at = Arrays.asList(old).indexOf(region);
    if (at < 0) {
      throw new IllegalStateException("no region at 0x" + Long.toHexString(region.start));
    }
    region.length = 0;
    Region[] now = new Region[old.length - 1];
    System.arraycopy(old, 0, now, 0, at);
    System.arraycopy(old, at + 1, now, at, now.length - at);
    sorted = now;
    if (region.pages > 0) {
      if (running > 0 || isKept(region)) {
        NativePages.discard(region.start, region.pages);
        freed.add(region);
      } else {
        NativePages.unmap(region.start, region.pages + guard);
      }
    }
  }

  synchronized void kernelStarts() {
    running++;
  }

  synchronized void kernelEnds() {
    running--;
    if (running == 0) {
      freed.removeIf(
          r -> {
            boolean goes = !isKept(r);
            if (goes) {
              NativePages.unmap(r.start, r.pages + guard);
            }
            return goes;
          });
    }
  }

  /** Whether the addresses are not given out again, so that who still uses them is found. */
  private boolean isKept(Region region) {
    return guard > 0 && region.kind != Region.Kind.PARAM;
  }

  /** Gives everything back; no kernel runs any more. */
  synchronized void close() {
    for (Region region : sorted) {
      remove(region);
    }
    freed.forEach(r -> NativePages.unmap(r.start, r.pages + guard));
    freed.clear();
  }
}
