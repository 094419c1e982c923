package dev.ringkernel.ptx.sim;

/** The random numbers of SplitMix64. */
final class SplitMix {
  private long state;

  SplitMix(long seed) {
    this.state = seed;
  }

  /** A number below {@code bound}. */
  int next(int bound) {
    state += 0x9e3779b97f4a7c15L;
    long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return (int) Long.remainderUnsigned(z ^ z >>> 31, bound);
  }
}
