package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.Backing;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Raw memory below the weak mode, with what the host's held when the latest kernel started. */
final class WeakBacking implements Backing {
  /** Of larger regions it is not noted what was in them. */
  private static final long MOST = 64L << 20;

  private final MemoryMap memory;
  private final ConcurrentSkipListMap<Long, long[]> noted = new ConcurrentSkipListMap<>();

  WeakBacking(MemoryMap memory) {
    this.memory = memory;
  }

  /** Notes what is in the host's memory. */
  void note() {
    noted.clear();
    for (Region region : memory.all()) {
      if (region.kind == Region.Kind.HOST && region.length <= MOST) {
        long start = region.start + 7 & -8;
        long[] words = new long[(int) Math.max(0, (region.start + region.length - start) / 8)];
        for (int i = 0; i < words.length; i++) {
          words[i] = Raw.get64(start + 8L * i);
        }
        noted.put(start, words);
      }
    }
  }

  @Override
  public Kind kind(long at) {
    Region region = memory.find(at);
    return region == null ? Kind.BLOCK : region.kind == Region.Kind.HOST ? Kind.HOST : Kind.DEVICE;
  }

  @Override
  public long get(long at) {
    return Raw.acquire64(at);
  }

  @Override
  public boolean swap(long at, long expected, long value) {
    return Raw.swap64(at, expected, value);
  }

  @Override
  public long before(long at) {
    Map.Entry<Long, long[]> near = noted.floorEntry(at);
    long index = near == null ? -1 : (at - near.getKey()) / 8;
    return near == null || index >= near.getValue().length ? get(at) : near.getValue()[(int) index];
  }
}
