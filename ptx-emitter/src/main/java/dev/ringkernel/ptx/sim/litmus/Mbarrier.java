package dev.ringkernel.ptx.sim.litmus;

/**
 * The state of an mbarrier object, kept in the 64 bits of its location (PTX manual, "mbarrier").
 *
 * @param expected arrivals that a phase needs
 * @param pending arrivals that the current phase still needs
 * @param tx bytes that the current phase still expects from asynchronous copies
 * @param phase phases completed
 */
record Mbarrier(int expected, int pending, int tx, int phase) {
  private static final int FIELD = 16;
  private static final long MASK = (1 << FIELD) - 1;

  static Mbarrier initial(int expected) {
    if (expected < 1 || expected >= MASK) {
      throw new LitmusException("an mbarrier of " + expected + " arrivals cannot be");
    }
    return new Mbarrier(expected, expected, 0, 0);
  }

  static Mbarrier of(long bits) {
    return new Mbarrier(
        (int) (bits & MASK),
        (int) ((bits >>> FIELD) & MASK),
        (short) (bits >>> (2 * FIELD)),
        (int) ((bits >>> (3 * FIELD)) & MASK));
  }

  long bits() {
    return expected
        | ((long) pending << FIELD)
        | (tx & MASK) << (2 * FIELD)
        | (long) phase << (3 * FIELD);
  }

  Mbarrier expectTx(long bytes) {
    return new Mbarrier(expected, pending, tx + (int) bytes, phase).advanced();
  }

  Mbarrier completeTx(long bytes) {
    return expectTx(-bytes);
  }

  Mbarrier arrive(long count) {
    // An arrival too many is undefined; it is kept as none, so that a candidate with values that
    // no execution has can be computed and be refused by the axioms.
    return new Mbarrier(expected, Math.max(0, pending - (int) count), tx, phase).advanced();
  }

  /** Whether the phase of this parity is complete. */
  boolean completed(long parity) {
    return (phase & 1) != (parity & 1);
  }

  /** Whether the phase in which {@code token} was returned by an arrival is complete. */
  boolean completedSince(long token) {
    return phase != of(token).phase;
  }

  private Mbarrier advanced() {
    return pending == 0 && tx == 0
        ? new Mbarrier(expected, expected, 0, (phase + 1) & (int) MASK)
        : this;
  }
}
