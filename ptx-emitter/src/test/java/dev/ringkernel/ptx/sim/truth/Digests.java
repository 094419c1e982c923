package dev.ringkernel.ptx.sim.truth;

/** The digest of a list of values. */
final class Digests {
  private Digests() {}

  static long of(long[] values) {
    long digest = 0;
    for (long value : values) {
      digest = Mix.fold(digest, value);
    }
    return digest;
  }

  static String hex(long digest) {
    return "%016x".formatted(digest);
  }
}
