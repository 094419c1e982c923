package dev.ringkernel.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
  @Test
  void percentilesAreSamplesByNearestRank() {
    Statistics s = Statistics.of(LongStream.rangeClosed(1, 1000).map(i -> 1001 - i).toArray(), 1);
    assertThat(s.n()).isEqualTo(1000);
    assertThat(s.min()).isEqualTo(1);
    assertThat(s.p50()).isEqualTo(500);
    assertThat(s.p90()).isEqualTo(900);
    assertThat(s.p99()).isEqualTo(990);
    assertThat(s.p999()).isEqualTo(999);
    assertThat(s.max()).isEqualTo(1000);
    assertThat(s.median()).isEqualTo(500.5);
    assertThat(s.medianLow()).isBetween(465.0, 475.0);
    assertThat(s.medianHigh()).isBetween(526.0, 536.0);
  }

  @Test
  void theIntervalOfTheMeanIsStudents() {
    // Four samples: t(3, 0.975) = 3.18245.
    Statistics s = Statistics.of(new long[] {20, 40, 60, 80}, 10);
    assertThat(s.mean()).isEqualTo(5);
    assertThat(s.sd()).isCloseTo(2.581989, within(1e-6));
    assertThat(s.meanHigh() - s.mean()).isCloseTo(3.18245 * 2.581989 / 2, within(1e-4));
    assertThat(s.mean() - s.meanLow()).isCloseTo(3.18245 * 2.581989 / 2, within(1e-4));
  }

  @Test
  void oneSampleHasNoSpread() {
    Statistics s = Statistics.of(new long[] {7}, 2);
    assertThat(s.mean()).isEqualTo(3.5);
    assertThat(s.sd()).isZero();
    assertThat(s.meanLow()).isEqualTo(3.5);
    assertThat(s.medianHigh()).isEqualTo(3.5);
    assertThat(s.p999()).isEqualTo(3.5);
  }

  @Test
  void noSamplesAreRefused() {
    assertThatThrownBy(() -> Statistics.of(new long[0], 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
