package dev.ringkernel.samples.saxpy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.device.Dim3;
import dev.ringkernel.device.Lanes;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SaxpyTest {
  @Test
  void everyElementIsComputedOnce() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int n : new int[] {1, 255, 256, 257, 1000}) {
      float[] x = new float[n];
      float[] y = new float[n];
      float[] expected = new float[n];
      for (int i = 0; i < n; i++) {
        x[i] = random.nextFloat() - 0.5f;
        y[i] = random.nextFloat() - 0.5f;
        expected[i] = Math.fma(2.5f, x[i], y[i]);
      }
      Lanes.runGrid(
          Dim3.covering(n, Saxpy.BLOCK), Dim3.of(Saxpy.BLOCK), () -> Saxpy.saxpy(2.5f, x, y));
      assertThat(y).as("seed %d", seed).isEqualTo(expected);
    }
  }
}
