package dev.ringkernel.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.moment.Mean;
import org.apache.commons.math3.stat.descriptive.moment.StandardDeviation;

/**
 * What a row's samples say. Percentiles are samples (nearest rank), nothing is interpolated or left
 * out.
 *
 * @param n samples
 * @param sd standard deviation of the samples; 0 for one
 * @param meanLow lower end of the 95 % interval of the mean, by Student's t; it takes samples as
 *     independent, which neighbours in time seldom are
 * @param medianLow lower end of the 95 % interval of the median, by order statistics
 */
record Statistics(
    int n,
    double mean,
    double median,
    double sd,
    double meanLow,
    double meanHigh,
    double medianLow,
    double medianHigh,
    double min,
    double p50,
    double p90,
    double p99,
    double p999,
    double max) {
  private static final double Z95 = 1.959964;

  /**
   * Describes samples.
   *
   * @param divisor of each sample, such as the number of operations that it covers
   */
  static Statistics of(long[] samples, double divisor) {
    if (samples.length == 0) {
      throw new IllegalArgumentException("A row needs at least one sample.");
    }
    double[] sorted = Arrays.stream(samples).mapToDouble(s -> s / divisor).toArray();
    Arrays.sort(sorted);
    int n = sorted.length;
    double mean = new Mean().evaluate(sorted);
    double sd = n > 1 ? new StandardDeviation().evaluate(sorted, mean) : 0;
    double half =
        n > 1
            ? new TDistribution(null, n - 1.0).inverseCumulativeProbability(0.975)
                * sd
                / Math.sqrt(n)
            : 0;
    int reach = (int) Math.ceil(Z95 * Math.sqrt(n) / 2);
    return new Statistics(
        n,
        mean,
        (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
        sd,
        mean - half,
        mean + half,
        sorted[Math.max(0, (n - 1) / 2 - reach)],
        sorted[Math.min(n - 1, n / 2 + reach)],
        sorted[0],
        rank(sorted, 0.5),
        rank(sorted, 0.9),
        rank(sorted, 0.99),
        rank(sorted, 0.999),
        sorted[n - 1]);
  }

  private static double rank(double[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
  }

  void write(JsonGenerator json) throws IOException {
    json.writeNumberField("n", n);
    json.writeNumberField("mean", mean);
    json.writeNumberField("median", median);
    json.writeNumberField("sd", sd);
    interval(json, "mean_ci95", meanLow, meanHigh);
    interval(json, "median_ci95", medianLow, medianHigh);
    json.writeNumberField("min", min);
    json.writeNumberField("p50", p50);
    json.writeNumberField("p90", p90);
    json.writeNumberField("p99", p99);
    json.writeNumberField("p99_9", p999);
    json.writeNumberField("max", max);
  }

  private static void interval(JsonGenerator json, String name, double low, double high)
      throws IOException {
    json.writeArrayFieldStart(name);
    json.writeNumber(low);
    json.writeNumber(high);
    json.writeEndArray();
  }
}
