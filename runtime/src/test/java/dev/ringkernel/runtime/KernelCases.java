package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.device.Dim3;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What data-parallel kernels do on every backend. */
@Timeout(60)
abstract class KernelCases {
  private static final Dim3 ONE = Dim3.of(1);

  Kernels kernels;

  abstract Kernels open();

  @BeforeEach
  void openKernels() {
    kernels = open();
  }

  @AfterEach
  void closeKernels() {
    if (kernels != null) {
      kernels.close();
    }
  }

  @Test
  void saxpyIsWhatJavaComputes() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Kernel saxpy = kernels.kernel(TestKernels.class, "saxpy");
    for (int n : new int[] {0, 1, 255, 256, 257, 5000}) {
      float[] x = new float[n];
      float[] y = new float[n];
      float[] expected = new float[n];
      for (int i = 0; i < n; i++) {
        x[i] = random.nextFloat() - 0.5f;
        y[i] = random.nextFloat() - 0.5f;
        expected[i] = 2.5f * x[i] + y[i];
      }
      try (var dx = kernels.copyOf(x);
          var dy = kernels.copyOf(y)) {
        saxpy.run(Dim3.covering(n, 256), Dim3.of(256), 2.5f, dx, dy);
        assertThat(dy.toArray()).as("seed %d, n %d", seed, n).isEqualTo(expected);
        assertThat(dx.toArray()).isEqualTo(x);
      }
    }
  }

  @Test
  void blocksHaveSharedMemoryAndBarriers() {
    int[] in = new int[1000];
    for (int i = 0; i < in.length; i++) {
      in[i] = i * i;
    }
    try (var numbers = kernels.copyOf(in);
        var sums = kernels.array(int[].class, 8)) {
      kernels.kernel(TestKernels.class, "blockSums").run(Dim3.of(8), Dim3.of(128), numbers, sums);
      int[] expected = new int[8];
      for (int i = 0; i < in.length; i++) {
        expected[i / 128] += in[i];
      }
      assertThat(sums.toArray()).isEqualTo(expected);
    }
  }

  @Test
  void everyScalarIsPassed() {
    Kernel scalars = kernels.kernel(TestKernels.class, "scalars");
    try (var out = kernels.array(double[].class, 8)) {
      scalars.run(
          ONE,
          ONE,
          true,
          (byte) -3,
          (short) -300,
          '\uffff',
          1 << 30,
          -1L << 40,
          0.1f,
          Math.PI,
          out);
      assertThat(out.toArray())
          .containsExactly(1, -3, -300, 65535, 1 << 30, -1L << 40, 0.1f, Math.PI);
      scalars.run(ONE, ONE, false, (byte) 1, (byte) 2, 'c', 'i', 5, 6L, 7f, out);
      assertThat(out.toArray()).as("widened").containsExactly(0, 1, 2, 'c', 'i', 5, 6, 7);
    }
  }

  @Test
  void everyArrayTypeIsReadAndWritten() {
    Kernel all = kernels.kernel(TestKernels.class, "arrays");
    try (var z = kernels.copyOf(new boolean[] {true, false, true});
        var b = kernels.copyOf(new byte[] {127, 0, -1});
        var s = kernels.copyOf(new short[] {Short.MAX_VALUE, 0, -1});
        var c = kernels.copyOf(new char[] {'\uffff', 'a', 'b'});
        var i = kernels.copyOf(new int[] {Integer.MAX_VALUE, 0, -1});
        var l = kernels.copyOf(new long[] {Long.MAX_VALUE, 0, -1});
        var f = kernels.copyOf(new float[] {0.5f, Float.NaN, -1});
        var d = kernels.copyOf(new double[] {0.5, Double.NEGATIVE_INFINITY, -1})) {
      all.run(ONE, Dim3.of(32), z, b, s, c, i, l, f, d);
      assertThat(z.toArray()).containsExactly(false, true, false);
      assertThat(b.toArray()).containsExactly(-128, 1, 0);
      assertThat(s.toArray()).containsExactly(Short.MIN_VALUE, 1, 0);
      assertThat(c.toArray()).containsExactly('\0', 'b', 'c');
      assertThat(i.toArray()).containsExactly(Integer.MIN_VALUE, 1, 0);
      assertThat(l.toArray()).containsExactly(Long.MIN_VALUE, 1, 0);
      assertThat(f.toArray()).containsExactly(1.5f, Float.NaN, 0);
      assertThat(d.toArray()).containsExactly(1.5, Double.NEGATIVE_INFINITY, 0);
    }
  }

  @Test
  void gridsAndBlocksHaveThreeExtents() {
    Dim3 grid = new Dim3(2, 3, 4);
    Dim3 block = new Dim3(4, 2, 5);
    try (var out = kernels.array(int[].class, (int) (grid.count() * block.count()))) {
      kernels.kernel(TestKernels.class, "shape").run(grid, block, out);
      assertThat(out.toArray()).containsOnly(534);
    }
  }

  @Test
  void launchesFollowEachOther() {
    Kernel saxpy = kernels.kernel(TestKernels.class, "saxpy");
    float[] ones = new float[100];
    java.util.Arrays.fill(ones, 1);
    try (var x = kernels.copyOf(ones);
        var y = kernels.array(float[].class, 100)) {
      List<Launch> launches = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        launches.add(saxpy.launch(ONE, Dim3.of(128), 1f, x, y));
      }
      assertThat(y.toArray()).containsOnly(200f);
      assertThat(launches).allMatch(Launch::isDone);
      assertThat(launches.getFirst().await(Duration.ZERO)).isTrue();
    }
  }

  @Test
  void arraysAreCopiedWholeAndInParts() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int n = 3_000_000; // more than one piece of staging memory
    int[] numbers = random.ints(n).toArray();
    try (var array = kernels.array(int[].class, n);
        var pinned = kernels.pinned(int[].class, n)) {
      assertThat(array.length()).isEqualTo(n);
      assertThat(array.bytes()).isEqualTo(4L * n);
      assertThat(array.toArray()).as("new").containsOnly(0);
      array.copyFrom(numbers);
      assertThat(array.toArray()).as("seed %d", seed).isEqualTo(numbers);
      pinned.set(new int[n]);
      array.copyTo(pinned);
      int[] back = new int[n];
      pinned.get(back);
      assertThat(back).as("seed %d", seed).isEqualTo(numbers);
      array.fill(7);
      assertThat(array.toArray()).containsOnly(7);
      array.copyFrom(pinned);
      array.copyFrom(new int[] {1, 2, 3, 4}, 1, n - 2, 2);
      int[] end = new int[4];
      array.copyTo(n - 3, end, 1, 3);
      assertThat(end).containsExactly(0, numbers[n - 3], 2, 3);
    }
    try (var flags = kernels.array(boolean[].class, 70_000)) {
      flags.fill(true);
      boolean[] all = flags.toArray();
      for (boolean flag : all) {
        assertThat(flag).isTrue();
      }
    }
  }

  @Test
  void aFaultTellsItsKindAndJavaLine() {
    Kernel divide = kernels.kernel(TestKernels.class, "divide");
    try (var by = kernels.copyOf(new int[] {1, 0, 2});
        var out = kernels.array(int[].class, 3)) {
      assertThatThrownBy(() -> divide.run(ONE, Dim3.of(32), by, out))
          .isInstanceOfSatisfying(
              KernelFaultException.class,
              e -> {
                assertThat(e.kernel()).isEqualTo(TestKernels.class.getName() + ".divide");
                assertThat(e.kind()).isEqualTo("integer division by zero");
                assertThat(e.place()).isEqualTo("TestKernels.java:77");
              })
          .hasMessage(
              TestKernels.class.getName()
                  + ".divide failed: integer division by zero at TestKernels.java:77");
      by.fill(5);
      divide.run(ONE, Dim3.of(32), by, out);
      assertThat(out.toArray()).as("after the fault").containsOnly(20);
    }
  }

  @Test
  void anIndexOutOfBoundsIsAFault() {
    Kernel beyond = kernels.kernel(TestKernels.class, "beyond");
    try (var out = kernels.array(int[].class, 10)) {
      Launch launch = beyond.launch(Dim3.of(3), Dim3.of(32), out);
      for (int again = 0; again < 2; again++) {
        assertThatThrownBy(launch::await)
            .isInstanceOf(KernelFaultException.class)
            .hasMessageContaining("array index out of bounds at TestKernels.java:83");
      }
      assertThatThrownBy(launch::close).isInstanceOf(KernelFaultException.class);
      assertThat(out.toArray()).containsOnly(0);
    }
  }

  @Test
  void aFaultBetweenBarriersEndsTheBlock() {
    Kernel kernel = kernels.kernel(TestKernels.class, "faultsBetweenBarriers");
    try (var out = kernels.array(int[].class, 64)) {
      assertThatThrownBy(() -> kernel.run(ONE, Dim3.of(64), out))
          .isInstanceOf(KernelFaultException.class)
          .hasMessageContaining("assertion failed at TestKernels.java:91");
      assertThat(out.toArray()).containsOnly(0);
    }
  }

  @Test
  void aFaultBeforeAWarpOperationEndsTheLaunch() {
    Kernel kernel = kernels.kernel(TestKernels.class, "faultsBeforeAWarpOperation");
    try (var out = kernels.array(int[].class, 64)) {
      assertThatThrownBy(() -> kernel.run(ONE, Dim3.of(64), out))
          .isInstanceOf(KernelFaultException.class)
          .hasMessageContaining("assertion failed at TestKernels.java:116");
    }
  }

  @Test
  void barriersWaitForThoseThatHaveNotReturned() {
    int[] rounds = IntStream.range(0, 128).map(t -> t * 7 % 6).toArray();
    int[] expected = new int[128];
    for (int t = 0; t < 128; t++) {
      for (int i = 0; i < rounds[t]; i++) {
        int round = i;
        IntStream there = IntStream.range(0, 128).filter(o -> rounds[o] > round);
        int odd = (int) there.filter(o -> (o & 1) == 1).count();
        boolean all = IntStream.of(rounds).filter(r -> r > round).allMatch(r -> r > 3);
        expected[t] += odd + (all ? 1000 : 0);
      }
    }
    try (var in = kernels.copyOf(rounds);
        var found = kernels.array(int[].class, 128)) {
      kernels.kernel(TestKernels.class, "lanesLeave").run(ONE, Dim3.of(128), in, found);
      assertThat(found.toArray()).isEqualTo(expected);
    }
  }

  @Test
  void aFaultThatNobodyAwaitsIsTold() {
    Kernel beyond = kernels.kernel(TestKernels.class, "beyond");
    try (var out = kernels.array(int[].class, 10)) {
      Launch launch = beyond.launch(ONE, ONE, out);
      assertThatThrownBy(out::toArray).isInstanceOf(KernelFaultException.class);
      assertThat(out.toArray()).as("told once").containsOnly(0);
      assertThatThrownBy(launch::await).isInstanceOf(KernelFaultException.class);
      beyond.launch(ONE, ONE, out);
      assertThatThrownBy(kernels::await).isInstanceOf(KernelFaultException.class);
      beyond.launch(ONE, ONE, out);
    }
    assertThatThrownBy(kernels::close).isInstanceOf(KernelFaultException.class);
    kernels.close();
  }

  /** Kernels as the compiler checks them. */
  interface Bound {
    void saxpy(Dim3 grid, Dim3 block, float a, DeviceArray<float[]> x, DeviceArray<float[]> y);

    Launch divide(Dim3 grid, Dim3 block, DeviceArray<int[]> by, DeviceArray<int[]> out);

    default void twice(DeviceArray<float[]> x) {
      saxpy(Dim3.covering(x.length(), 32), Dim3.of(32), 1f, x, x);
    }
  }

  /** One that does not fit. */
  interface Misfit {
    void saxpy(Dim3 grid, Dim3 block, double a, DeviceArray<float[]> x, DeviceArray<int[]> y);
  }

  /** One whose kernel is not there. */
  interface Unknown {
    void saxpi(Dim3 grid, Dim3 block);
  }

  @Test
  void anInterfaceIsBoundToKernels() {
    Bound bound = kernels.bind(Bound.class, TestKernels.class);
    try (var x = kernels.copyOf(new float[] {1, 2});
        var by = kernels.copyOf(new int[] {5, 0});
        var out = kernels.array(int[].class, 2)) {
      bound.saxpy(ONE, Dim3.of(2), 1f, x, x);
      bound.twice(x);
      assertThat(x.toArray()).containsExactly(4, 8);
      Launch launch = bound.divide(ONE, Dim3.of(2), by, out);
      assertThatThrownBy(launch::await).isInstanceOf(KernelFaultException.class);
    }
    assertThat(bound)
        .hasToString(Bound.class.getName() + " of " + TestKernels.class.getName())
        .isEqualTo(bound)
        .isNotEqualTo(kernels.bind(Bound.class, TestKernels.class));
    assertThatThrownBy(() -> kernels.bind(Misfit.class, TestKernels.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            Misfit.class.getName()
                + ".saxpy(Dim3, Dim3, double, DeviceArray<float[]>, DeviceArray<int[]>) does not fit"
                + " its kernel; declare it as Launch saxpy(Dim3 grid, Dim3 block, float a,"
                + " DeviceArray<float[]> x, DeviceArray<float[]> y), or with void to wait for the"
                + " end.");
    assertThatThrownBy(() -> kernels.bind(Unknown.class, TestKernels.class))
        .hasMessageContaining("has no kernel 'saxpi'");
    assertThatThrownBy(() -> kernels.bind(String.class, TestKernels.class))
        .hasMessage("java.lang.String is not an interface.");
  }

  // Refusals.

  @Test
  void aKernelThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> kernels.kernel(TestKernels.class, "plain"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            TestKernels.class.getName() + " has no kernel 'plain'; it has saxpy, ");
    assertThatThrownBy(() -> kernels.kernel(KernelCases.class, "saxpy"))
        .isInstanceOf(dev.ringkernel.ptx.pack.PackageException.class)
        .hasMessageContaining("has no compiled kernel");
  }

  @Test
  void theArgumentsAreChecked() {
    Kernel saxpy = kernels.kernel(TestKernels.class, "saxpy");
    String name = TestKernels.class.getName() + ".saxpy is not launched: ";
    try (var x = kernels.array(float[].class, 4);
        var ints = kernels.array(int[].class, 4);
        var others = Kernels.builder().backend("cpu").open();
        var foreign = others.array(float[].class, 4)) {
      refused(saxpy, name + "it takes 3 arguments, not 2: ", 1f, x);
      refused(saxpy, name + "'x' is null.", 1f, null, x);
      refused(saxpy, name + "'a' is float, not java.lang.Double (1.0).", 1.0, x, x);
      refused(saxpy, name + "'a' is float, not an array of 4 float.", x, x, x);
      refused(saxpy, name + "'x' is float[], not an array of 4 int.", 1f, ints, x);
      refused(
          saxpy,
          name
              + "'y' is float[], which takes a DeviceArray, not float[]; make one with kernels.copyOf.",
          1f,
          x,
          new float[4]);
      refused(
          saxpy,
          name + "'x' is an array of other Kernels (cpu (threads of this JVM",
          1f,
          foreign,
          x);
      var closed = kernels.array(float[].class, 4);
      closed.close();
      assertThatThrownBy(() -> saxpy.launch(ONE, ONE, 1f, closed, x))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(name + "the array of 4 float given as 'x' was closed.");
      assertThat(x.toArray()).as("nothing was launched").containsOnly(0);
    }
  }

  private static void refused(Kernel kernel, String message, Object... arguments) {
    assertThatThrownBy(() -> kernel.launch(ONE, ONE, arguments))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void theShapeIsChecked() {
    try (var out = kernels.array(int[].class, 64)) {
      Kernel small = kernels.kernel(TestKernels.class, "faultsBetweenBarriers");
      Kernel shape = kernels.kernel(TestKernels.class, "shape");
      assertThat(small.maxThreads()).isEqualTo(64);
      assertThatThrownBy(() -> small.launch(ONE, Dim3.of(65), out))
          .hasMessageContaining("was compiled for blocks of at most 64 threads, not 65")
          .hasMessageContaining("@GlobalKernel(threads = 65)");
      assertThatThrownBy(() -> shape.launch(ONE, Dim3.of(64, 64), out))
          .hasMessageContaining("a block has at most 1024 threads, and 64 x 64 x 1 are 4096");
      assertThatThrownBy(() -> shape.launch(ONE, new Dim3(1, 1, 65), out))
          .hasMessageContaining("at most 1024 x 1024 x 64 threads, not 1 x 1 x 65");
      assertThatThrownBy(() -> shape.launch(Dim3.of(1, 65536), ONE, out))
          .hasMessageContaining("at most 65535 blocks in y and in z, not 1 x 65536 x 1");
      assertThat(out.toArray()).containsOnly(0);
    }
  }

  @Test
  void arraysAreUsedAsTheyAre() {
    assertThatThrownBy(() -> kernels.array(String[].class, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("java.lang.String[] is not an array that kernels take");
    assertThatThrownBy(() -> kernels.copyOf("text"))
        .hasMessageStartingWith("java.lang.String is not an array that kernels take");
    assertThatThrownBy(() -> kernels.array(int[].class, -1))
        .hasMessage("An array cannot have -1 elements.");
    try (var array = kernels.array(int[].class, 3);
        var pinned = kernels.pinned(int[].class, 4);
        var floats = kernels.pinned(float[].class, 3)) {
      assertThatThrownBy(() -> array.copyFrom(new int[4])).hasMessageContaining("has 4 elements");
      assertThatThrownBy(() -> array.copyTo(new int[2])).hasMessageContaining("has 2 elements");
      assertThatThrownBy(() -> array.copyFrom(new int[4], 0, 1, 3))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> array.copyFrom(pinned)).hasMessageContaining("3 elements");
      assertThatThrownBy(() -> array.fill(1L))
          .hasMessage("An array of int cannot be filled with 1, a Long.");
      assertThatThrownBy(() -> copyRaw(array, floats))
          .hasMessageContaining("cannot be copied from or to an array of int");
      assertThatThrownBy(() -> pinned.set(new int[3])).hasMessageContaining("3 elements");
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static void copyRaw(DeviceArray<?> array, PinnedArray<?> source) {
    ((DeviceArray) array).copyFrom((PinnedArray) source);
  }

  @Test
  void nothingWorksAfterClose() {
    Kernel saxpy = kernels.kernel(TestKernels.class, "saxpy");
    var array = kernels.array(float[].class, 3);
    var pinned = kernels.pinned(float[].class, 3);
    var early = kernels.array(float[].class, 3);
    early.close();
    early.close();
    assertThatThrownBy(early::toArray).hasMessage("The array of 3 float was closed.");
    kernels.close();
    assertThatThrownBy(array::toArray).hasMessage("These Kernels were closed.");
    assertThatThrownBy(pinned::segment).hasMessage("These Kernels were closed.");
    assertThatThrownBy(() -> saxpy.launch(ONE, ONE, 1f, array, array))
        .hasMessage("These Kernels were closed.");
    assertThatThrownBy(() -> kernels.array(int[].class, 1))
        .hasMessage("These Kernels were closed.");
    assertThatThrownBy(() -> kernels.kernel(TestKernels.class, "saxpy"))
        .hasMessage("These Kernels were closed.");
    array.close();
    pinned.close();
    kernels.close();
  }
}
