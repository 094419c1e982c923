package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.device.Dim3;
import dev.ringkernel.runtime.cuda.CudaDriver;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("gpu")
class KernelsGpuTest extends KernelCases {
  @Override
  Kernels open() {
    var availability = CudaDriver.instance().availability();
    assumeTrue(availability.usable(), availability.sentence());
    return Kernels.builder().backend("cuda").open();
  }

  @Test
  void aLargeArrayIsComputedWhole() {
    int n = 1 << 24;
    float[] ones = new float[n];
    java.util.Arrays.fill(ones, 1);
    try (var x = kernels.copyOf(ones);
        var y = kernels.array(float[].class, n)) {
      Kernel saxpy = kernels.kernel(TestKernels.class, "saxpy");
      for (int i = 0; i < 3; i++) {
        saxpy.launch(Dim3.covering(n, 256), Dim3.of(256), 2f, x, y);
      }
      float[] result = y.toArray();
      for (int i = 0; i < n; i++) {
        if (result[i] != 6) {
          throw new AssertionError("element " + i + " is " + result[i]);
        }
      }
    }
  }

  private static void saxpyBeside(ActorSystem system, ActorRef<TestActors.Adder> adder, long sum)
      throws Exception {
    Kernels kernels = system.kernels();
    try (var x = kernels.copyOf(new float[] {1, 2, 3});
        var y = kernels.array(float[].class, 3)) {
      kernels.kernel(TestKernels.class, "saxpy").run(Dim3.of(1), Dim3.of(32), 2f, x, y);
      assertThat(y.toArray()).containsExactly(2, 4, 6);
    }
    assertThat(adder.ask(new TestActors.Add(1), TestActors.Sum.class).get(10, TimeUnit.SECONDS))
        .isEqualTo(new TestActors.Sum(sum));
  }

  @Test
  void declaredKernelsRunBesideActorsWithoutAPause() throws Exception {
    try (var system = ActorSystem.builder().backend("cuda").kernels(TestKernels.class).build()) {
      var adder = system.spawn(TestActors.Adder.class);
      for (int i = 1; i <= 20; i++) {
        saxpyBeside(system, adder, i);
      }
      assertThat(system.parks()).isZero();
      try (var by = system.kernels().array(int[].class, 3);
          var out = system.kernels().array(int[].class, 3);
          var pinned = system.kernels().pinned(int[].class, 3)) {
        Kernel divide = system.kernels().kernel(TestKernels.class, "divide");
        assertThatThrownBy(() -> divide.run(Dim3.of(1), Dim3.of(32), by, out))
            .isInstanceOf(KernelFaultException.class);
        out.copyTo(pinned);
      }
      saxpyBeside(system, adder, 21);
      assertThat(system.parks()).isZero();
    }
  }

  @Test
  void undeclaredKernelsAreLoadedInAPauseThatLosesNothing() throws Exception {
    try (var system = ActorSystem.builder().backend("cuda").build()) {
      var adder = system.spawn(TestActors.Adder.class);
      for (int i = 1; i <= 5; i++) {
        saxpyBeside(system, adder, i);
      }
      assertThat(system.parks()).isEqualTo(1);
      system.kernels().close();
      saxpyBeside(system, adder, 6);
      assertThat(system.parks()).isEqualTo(2);
    }
  }
}
