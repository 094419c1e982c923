package dev.ringkernel.samples.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.device.Dim3;
import dev.ringkernel.device.Lanes;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ReductionTest {
  @Test
  void theBlocksSumsAddUp() throws ReflectiveOperationException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    var kernel = Reduction.class.getDeclaredMethod("sum", int[].class, long[].class, long[].class);
    kernel.setAccessible(true);
    for (int n : new int[] {0, 1, 31, 1000, 5000}) {
      int[] in = random.ints(n).toArray();
      long[] sums = new long[3];
      Lanes.invoke(Dim3.of(3), Dim3.of(Reduction.BLOCK), kernel, in, sums);
      assertThat(Arrays.stream(sums).sum())
          .as("n %d, seed %d", n, seed)
          .isEqualTo(Arrays.stream(in).asLongStream().sum());
    }
  }
}
