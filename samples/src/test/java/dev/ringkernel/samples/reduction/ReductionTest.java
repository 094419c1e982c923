package dev.ringkernel.samples.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.runtime.Kernels;
import dev.ringkernel.samples.EachBackend;
import dev.ringkernel.samples.Output;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReductionTest {
  @EachBackend
  void withoutGpu(String backend) {
    theBlocksSumsAddUp(backend, 1, 31, 1000, 5000);
  }

  @Test
  @Tag("gpu")
  void cuda() {
    theBlocksSumsAddUp("cuda", 1, 31, 1000, 5000, 1 << 22);
  }

  private static void theBlocksSumsAddUp(String backend, int... sizes) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    try (Kernels kernels = Kernels.builder().backend(backend).open()) {
      assertThat(kernels.backend()).isEqualTo(backend);
      for (int n : sizes) {
        int[] in = random.ints(n).toArray();
        assertThat(Reduction.run(kernels, 3, in))
            .as("n %d, seed %d", n, seed)
            .isEqualTo(Arrays.stream(in).asLongStream().sum());
      }
    }
  }

  @Test
  void mainChecksTheSum() throws Exception {
    assertThat(Output.onCpu(() -> Reduction.main(new String[] {"10000"})))
        .contains("backend: cpu")
        .contains("the sum of 10000 numbers is ")
        .contains(", which is right");
  }
}
