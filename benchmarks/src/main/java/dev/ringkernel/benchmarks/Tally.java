package dev.ringkernel.benchmarks;

import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;

/**
 * Receives loads of 32 bytes and proves it: its checksum takes in every word of every load in the
 * order of arrival.
 */
public final class Tally {
  private static final long FACTOR = 0x9e3779b97f4a7c15L;

  /** Four words of user data: with its header a slot of 64 bytes. */
  @RingMessage
  public record Load(long a, long b, long c, long d) {}

  /** Asks for what has come so far. */
  @RingMessage
  public record Count() {}

  /**
   * What has come so far.
   *
   * @param loads received
   * @param checksum over all their words, in order
   */
  @RingMessage
  public record Seen(long loads, long checksum) {}

  private long loads;
  private long checksum;

  @RingKernel(id = "tally")
  void load(Load m) {
    loads++;
    checksum = next(checksum, m.a(), m.b(), m.c(), m.d());
  }

  @RingKernel(id = "tally")
  Seen count(Count m) {
    return new Seen(loads, checksum);
  }

  /** The checksum after one more load. */
  static long next(long checksum, long a, long b, long c, long d) {
    long sum = (checksum ^ a) * FACTOR + b;
    return (sum ^ (sum >>> 29) ^ c) * FACTOR + d;
  }

  /** The load that an actor is sent as its number {@code sequence}. */
  static Load loadOf(long actor, long sequence) {
    return new Load(sequence, wordB(actor, sequence), wordC(sequence), wordD(actor, sequence));
  }

  private static long wordB(long actor, long sequence) {
    return actor << 48 ^ sequence * 0x2545f4914f6cdd1dL;
  }

  private static long wordC(long sequence) {
    return ~sequence;
  }

  private static long wordD(long actor, long sequence) {
    return Long.rotateLeft(sequence, 32) + actor;
  }

  /**
   * The checksum after the loads {@code from} to {@code to} − 1, starting from {@code checksum}.
   */
  static long expected(long checksum, long actor, long from, long to) {
    long sum = checksum;
    for (long s = from; s < to; s++) {
      sum = next(sum, s, wordB(actor, s), wordC(s), wordD(actor, s));
    }
    return sum;
  }
}
