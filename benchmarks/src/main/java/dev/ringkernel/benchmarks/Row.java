package dev.ringkernel.benchmarks;

/**
 * One thing measured. The samples belong to the row.
 *
 * @param name lower case, parts separated by dots; the name of its file of raw samples
 * @param unit of a sample after division
 * @param samples raw, in the order in which they were taken
 * @param divisor what a raw sample is divided by, such as the operations that it covers
 * @param about what a sample covers, in a sentence
 * @param statistics of the divided samples
 */
record Row(
    String name, String unit, long[] samples, double divisor, String about, Statistics statistics) {

  static Row of(String name, String unit, long[] samples, double divisor, String about) {
    return new Row(name, unit, samples, divisor, about, Statistics.of(samples, divisor));
  }

  static Row nanos(String name, long[] samples, String about) {
    return of(name, "ns", samples, 1, about);
  }
}
