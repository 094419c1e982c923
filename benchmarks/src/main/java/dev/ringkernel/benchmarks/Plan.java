package dev.ringkernel.benchmarks;

/**
 * How much is measured.
 *
 * @param samples of a row of single operations
 * @param rowNanos the longest that such a row may take
 * @param rounds of a throughput row
 * @param loads messages of one round
 * @param allocations operations of a batch of which the allocation is taken
 * @param parks pauses
 * @param starts systems started and closed
 * @param selfSends messages of one run of the stopwatch
 */
record Plan(
    int samples,
    long rowNanos,
    int rounds,
    int loads,
    int allocations,
    int parks,
    int starts,
    int selfSends) {
  static final Plan FULL =
      new Plan(200_000, 10_000_000_000L, 15, 4_000_000, 50_000, 50, 10, 100_000);

  /** For a machine that only has to show that all of it runs. */
  static final Plan QUICK = new Plan(1_000, 100_000_000L, 2, 10_000, 500, 3, 1, 500);
}
