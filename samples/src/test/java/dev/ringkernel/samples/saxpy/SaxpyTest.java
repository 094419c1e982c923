package dev.ringkernel.samples.saxpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.runtime.KernelFaultException;
import dev.ringkernel.runtime.Kernels;
import dev.ringkernel.samples.EachBackend;
import dev.ringkernel.samples.Output;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SaxpyTest {
  @EachBackend
  void withoutGpu(String backend) {
    everyElementIsComputedOnce(backend, 1, 255, 256, 257, 1000);
  }

  @Test
  @Tag("gpu")
  void cuda() {
    everyElementIsComputedOnce("cuda", 1, 255, 256, 257, 1000, 1_000_003);
  }

  private static void everyElementIsComputedOnce(String backend, int... sizes) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (Kernels kernels = Kernels.builder().backend(backend).open()) {
      assertThat(kernels.backend()).isEqualTo(backend);
      for (int n : sizes) {
        float[] x = new float[n];
        float[] y = new float[n];
        float[] expected = new float[n];
        for (int i = 0; i < n; i++) {
          x[i] = random.nextFloat() - 0.5f;
          y[i] = random.nextFloat() - 0.5f;
          expected[i] = Math.fma(2.5f, x[i], y[i]);
        }
        assertThat(Saxpy.run(kernels, 2.5f, x, y)).as("seed %d", seed).isEqualTo(expected);
      }
    }
  }

  @EachBackend
  void anIndexOutOfBoundsEndsTheLaunchWithItsLine(String backend) {
    shorterArrayFaults(backend);
  }

  @Test
  @Tag("gpu")
  void anIndexOutOfBoundsEndsTheLaunchWithItsLineOnTheGpu() {
    shorterArrayFaults("cuda");
  }

  private static void shorterArrayFaults(String backend) {
    try (Kernels kernels = Kernels.builder().backend(backend).open()) {
      assertThatThrownBy(() -> Saxpy.run(kernels, 1, new float[10], new float[11]))
          .isInstanceOf(KernelFaultException.class)
          .hasMessageContaining("index out of bounds")
          .hasMessageContaining("Saxpy.java:");
    }
  }

  @Test
  void mainChecksTheResult() throws Exception {
    assertThat(Output.onCpu(() -> Saxpy.main(new String[] {"1000"})))
        .contains("backend: cpu")
        .contains("2 * x + y for 1000 elements: the last is 1998.5, and 0 are wrong");
  }
}
