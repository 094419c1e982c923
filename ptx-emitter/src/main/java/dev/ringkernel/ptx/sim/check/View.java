package dev.ringkernel.ptx.sim.check;

/**
 * What is known to have happened: for each key the latest time. A key is an agent, a warp or a
 * block; one that is not there was never heard of. Time is the whole machine's, so that "all that
 * the block did until now" is one entry, which is what keeps views small.
 *
 * <p>A view that somebody else holds too is shared, and is copied before it is changed.
 */
final class View {
  private long[] keys;
  private long[] times;
  private int size;
  private boolean shared;

  View() {
    this(8);
  }

  private View(int capacity) {
    keys = new long[capacity];
    times = new long[capacity];
  }

  /** This view, never to be changed again. */
  View share() {
    shared = true;
    return this;
  }

  /** One with the same content that may be changed. */
  View own() {
    if (!shared) {
      return this;
    }
    View copy = new View(keys.length);
    System.arraycopy(keys, 0, copy.keys, 0, keys.length);
    System.arraycopy(times, 0, copy.times, 0, times.length);
    copy.size = size;
    return copy;
  }

  /** The latest known time of a key; 0 for none. */
  long get(long key) {
    int mask = keys.length - 1;
    for (int i = slot(key, mask); keys[i] != 0; i = (i + 1) & mask) {
      if (keys[i] == key) {
        return times[i];
      }
    }
    return 0;
  }

  private static int slot(long key, int mask) {
    return (int) ((key * 0x9e3779b97f4a7c15L) >>> 40) & mask;
  }

  /** Learns that {@code key} got to {@code time}. */
  void put(long key, long time) {
    if (shared) {
      throw new IllegalStateException("a shared view is changed");
    }
    int mask = keys.length - 1;
    int i = slot(key, mask);
    while (keys[i] != 0) {
      if (keys[i] == key) {
        times[i] = Math.max(times[i], time);
        return;
      }
      i = (i + 1) & mask;
    }
    keys[i] = key;
    times[i] = time;
    if (2 * ++size > keys.length) {
      grow();
    }
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldTimes = times;
    keys = new long[2 * oldKeys.length];
    times = new long[2 * oldTimes.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        put(oldKeys[i], oldTimes[i]);
      }
    }
  }

  /** Learns all that {@code other} knows. */
  void join(View other) {
    if (other == this) {
      return;
    }
    for (int i = 0; i < other.keys.length; i++) {
      if (other.keys[i] != 0) {
        put(other.keys[i], other.times[i]);
      }
    }
  }
}
