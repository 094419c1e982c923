package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.device.Dim3;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Kernels alone and beside actors, on a device that executes their PTX. */
abstract class KernelsOnDeviceCases extends KernelCases {
  /** {@code cuda} or {@code sim}. */
  abstract String backend();

  @Override
  Kernels open() {
    return Kernels.builder().backend(backend()).open();
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
    try (var system = ActorSystem.builder().backend(backend()).kernels(TestKernels.class).build()) {
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
    try (var system = ActorSystem.builder().backend(backend()).build()) {
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
