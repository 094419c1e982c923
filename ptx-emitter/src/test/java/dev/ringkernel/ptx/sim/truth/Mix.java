package dev.ringkernel.ptx.sim.truth;

/** SplitMix64 (Steele, Lea and Flood, 2014), as a generator and as a digest. */
final class Mix {
  private long state;

  Mix(long seed) {
    this.state = seed;
  }

  long next() {
    state += 0x9e3779b97f4a7c15L;
    return finish(state);
  }

  /** A number from 0 to {@code bound - 1}. */
  int below(int bound) {
    return (int) ((next() >>> 33) % bound);
  }

  /** The digest of what {@code digest} stands for, followed by {@code value}. */
  static long fold(long digest, long value) {
    return finish((digest ^ value) + 0x9e3779b97f4a7c15L);
  }

  static long finish(long bits) {
    long z = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
