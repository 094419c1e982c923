package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.device.Dim3;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The device API gives on the GPU what its Java bodies give, which run on the CPU backend. */
@Timeout(120)
class IntrinsicsTest {
  private static final int BLOCKS = 4;
  private static final int THREADS = 64;
  private static final int N = BLOCKS * THREADS;

  /** All results of a backend on the same data. */
  private record Results(
      int[] integers,
      long[] longs,
      int[] lanes,
      float[] floats,
      double[] doubles,
      float[] approximate,
      int[] words,
      long[] wide,
      double[] sum) {}

  private static Results on(String backend, long seed) {
    Random random = new Random(seed);
    int[] edges = {0, 1, -1, 31, 32, 33, 63, 64, 255, 256, Integer.MIN_VALUE, Integer.MAX_VALUE};
    int[] a = IntStream.range(0, N).map(i -> pick(random, edges)).toArray();
    int[] b = IntStream.range(0, N).map(i -> pick(random, edges)).toArray();
    int[] c = IntStream.range(0, N).map(i -> pick(random, edges)).toArray();
    long[] la = random.longs(N).toArray();
    long[] lb = random.longs(N).map(v -> v >> (v & 63)).toArray();
    float[] x = new float[N];
    float[] y = new float[N];
    float[] positive = new float[N];
    float[] small = new float[N];
    for (int i = 0; i < N; i++) {
      x[i] = random.nextInt(4) == 0 ? random.nextInt(40) / 4f - 5 : finite(random);
      y[i] = random.nextInt(4) == 0 ? -0.0f : finite(random);
      positive[i] = (float) Math.exp(random.nextDouble() * 40 - 20);
      small[i] = random.nextFloat() * 6 - 3;
    }
    Dim3 grid = Dim3.of(BLOCKS);
    Dim3 block = Dim3.of(THREADS);
    try (Kernels k = Kernels.builder().backend(backend).open()) {
      var as = k.copyOf(a);
      var bs = k.copyOf(b);
      var cs = k.copyOf(c);
      var las = k.copyOf(la);
      var lbs = k.copyOf(lb);
      var integers = k.array(int[].class, N * IntrinsicKernels.INTEGERS);
      var longs = k.array(long[].class, N * IntrinsicKernels.LONGS);
      var lanes = k.array(int[].class, N * IntrinsicKernels.LANES);
      var floats = k.array(float[].class, N * IntrinsicKernels.FLOATS);
      var doubles = k.array(double[].class, N * IntrinsicKernels.DOUBLES);
      var approximate = k.array(float[].class, N * IntrinsicKernels.APPROXIMATE);
      var words = k.array(int[].class, 10);
      var wide = k.array(long[].class, 4);
      var sum = k.array(double[].class, 1);
      Class<?> type = IntrinsicKernels.class;
      k.kernel(type, "integers").run(grid, block, as, bs, cs, las, lbs, integers);
      k.kernel(type, "longs").run(grid, block, as, bs, cs, las, lbs, longs);
      k.kernel(type, "lanes").run(grid, block, as, bs, cs, las, lanes);
      k.kernel(type, "floats").run(grid, block, k.copyOf(x), k.copyOf(y), floats);
      k.kernel(type, "doubles").run(grid, block, k.copyOf(x), k.copyOf(y), doubles);
      k.kernel(type, "approximate")
          .run(grid, block, k.copyOf(positive), k.copyOf(small), approximate);
      k.kernel(type, "atomics").run(grid, block, as, las, words, wide, sum);
      return new Results(
          integers.toArray(),
          longs.toArray(),
          lanes.toArray(),
          floats.toArray(),
          doubles.toArray(),
          approximate.toArray(),
          words.toArray(),
          wide.toArray(),
          sum.toArray());
    }
  }

  private static int pick(Random random, int[] edges) {
    return random.nextBoolean() ? edges[random.nextInt(edges.length)] : random.nextInt();
  }

  private static float finite(Random random) {
    float f = Float.intBitsToFloat(random.nextInt());
    return Float.isNaN(f) ? 1.5f : f;
  }

  @Test
  void theJavaBodiesRunAsKernels() {
    long seed = new Random().nextLong();
    Results r = on("cpu", seed);
    assertThat(r.sum()).as("seed %d", seed).containsExactly(0.5 * N);
    assertThat(r.words()[7]).as("seed %d", seed).isEqualTo(N);
    assertThat(on("cpu", seed).lanes()).as("seed %d", seed).isEqualTo(r.lanes());
  }

  @Test
  @Tag("gpu")
  void theGpuGivesWhatTheJavaBodiesGive() {
    givesWhatTheJavaBodiesGive("cuda");
  }

  @Test
  void theSimulatorGivesWhatTheJavaBodiesGive() {
    givesWhatTheJavaBodiesGive("sim");
  }

  private static void givesWhatTheJavaBodiesGive(String backend) {
    long seed = new Random().nextLong();
    String which = "seed " + seed + ", element ";
    Results cpu = on("cpu", seed);
    Results gpu = on(backend, seed);
    assertThat(gpu.integers()).as(which).isEqualTo(cpu.integers());
    assertThat(gpu.longs()).as(which).isEqualTo(cpu.longs());
    assertThat(gpu.lanes()).as(which).isEqualTo(cpu.lanes());
    assertThat(bits(gpu.floats())).as(which).isEqualTo(bits(cpu.floats()));
    assertThat(bits(gpu.doubles())).as(which).isEqualTo(bits(cpu.doubles()));
    assertThat(gpu.words()).as(which).isEqualTo(cpu.words());
    assertThat(gpu.wide()).as(which).isEqualTo(cpu.wide());
    assertThat(gpu.sum()).as(which).isEqualTo(cpu.sum());
    for (int i = 0; i < gpu.approximate().length; i++) {
      float want = cpu.approximate()[i];
      float got = gpu.approximate()[i];
      // The widest tolerances: 2^-20 absolute for sine and cosine, 2^-11 relative for tanh, else a
      // few ulps.
      int column = i % IntrinsicKernels.APPROXIMATE;
      float allowed =
          column == 9
              ? Math.abs(want) * 0x1p-10f
              : Math.max(column >= 6 ? 0x1p-20f : 0, 4 * Math.ulp(want));
      assertThat(Math.abs(got - want))
          .as(which + i + ": " + got + " for " + want)
          .isLessThanOrEqualTo(allowed);
    }
  }

  /** NaNs are one value: which of their bits an operation gives is not Java's to say. */
  private static int[] bits(float[] values) {
    return IntStream.range(0, values.length).map(i -> Float.floatToIntBits(values[i])).toArray();
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
  }
}
