package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.device.Dim3;
import dev.ringkernel.runtime.driver.DriverException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actors on threads of the JVM, and beside them kernels on a device that is told of all pauses. */
@Timeout(60)
class KernelsBesideActorsTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final FakeGpu gpu = new FakeGpu(TestKernels.class);

  private ActorSystem system(Class<?>... kernels) {
    Backend cpu = new CpuBackend();
    Backend withGpu =
        (Backend)
            Proxy.newProxyInstance(
                Backend.class.getClassLoader(),
                new Class<?>[] {Backend.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("gpu")) {
                    return gpu;
                  }
                  try {
                    return method.invoke(cpu, arguments);
                  } catch (InvocationTargetException e) {
                    throw e.getCause();
                  }
                });
    return new ActorSystem(Options.DEFAULT, withGpu, List.of(), List.of(kernels));
  }

  private static void saxpy(Kernels kernels) {
    try (var x = kernels.copyOf(new float[] {1, 2, 3});
        var y = kernels.array(float[].class, 3)) {
      kernels.kernel(TestKernels.class, "saxpy").run(Dim3.of(1), Dim3.of(32), 2f, x, y);
      assertThat(y.toArray()).containsExactly(2, 4, 6);
    }
  }

  private static void adds(ActorRef<TestActors.Adder> adder, long sum) {
    assertThat(adder.call(new TestActors.Add(1), TestActors.Sum.class, LIMIT))
        .isEqualTo(new TestActors.Sum(sum));
  }

  @Test
  void declaredKernelsAreLoadedBeforeTheActorsRun() {
    try (var system = system(TestKernels.class)) {
      var adder = system.spawn(TestActors.Adder.class);
      assertThat(gpu.modules).isEqualTo(1);
      saxpy(system.kernels());
      adds(adder, 1);
      assertThat(system.parks()).isZero();
    }
    assertThat(gpu.open).as("the device is the system's own").isEmpty();
  }

  @Test
  void othersAreLoadedInAPauseThatLosesNothing() {
    try (var system = system()) {
      saxpy(system.kernels());
      assertThat(system.parks()).as("nothing is resident yet").isZero();
      system.kernels().close();
      assertThat(gpu.open).as("nor is anything to wait for").isEmpty();

      var adder = system.spawn(TestActors.Adder.class);
      adds(adder, 1);
      saxpy(system.kernels());
      assertThat(system.parks()).isEqualTo(1);
      adds(adder, 2);
      saxpy(system.kernels());
      assertThat(system.parks()).isEqualTo(1);
      adds(adder, 3);
    }
    assertThat(gpu.open).isEmpty();
  }

  @Test
  void whatWouldWaitIsClosedAtTheNextPauseOrTheEnd() {
    try (var system = system(TestKernels.class)) {
      var adder = system.spawn(TestActors.Adder.class);
      var pinned = system.kernels().pinned(int[].class, 4);
      pinned.close();
      system.kernels().close();
      assertThat(gpu.open).containsOnly("pinned", "module");
      adds(adder, 1);
      system.park();
      assertThat(gpu.open).isEmpty();
      adds(adder, 2);
      system.kernels().pinned(int[].class, 4);
      assertThat(gpu.open).contains("pinned", "stream");
    }
    assertThat(gpu.open).isEmpty();
  }

  @Test
  void codeIsAssembledBeforeThePause() {
    try (var system = system(TestKernels.class)) {
      var adder = system.spawn(TestActors.Adder.class);
      assertThat(gpu.assembled).as("nothing is resident: loading does it").isZero();
      system.kernels().close();
      gpu.whileAssembling =
          () -> {
            assertThat(system.parks()).isZero();
            adds(adder, 1);
          };
      saxpy(system.kernels());
      assertThat(gpu.assembled).isEqualTo(1);
      assertThat(gpu.modules).isEqualTo(2);
      assertThat(system.parks()).isEqualTo(1);
      adds(adder, 2);
    }
  }

  @Test
  void codeThatDoesNotAssembleIsRefusedWithoutAPause() {
    try (var system = system()) {
      var adder = system.spawn(TestActors.Adder.class);
      Kernels kernels = system.kernels();
      gpu.failure = DriverException.of("assemble", "it does not assemble", "");
      assertThatThrownBy(() -> kernels.load(TestKernels.class)).isSameAs(gpu.failure);
      assertThat(system.parks()).isZero();
      adds(adder, 1);
      gpu.failure = null;
      saxpy(kernels);
      adds(adder, 2);
      assertThat(system.parks()).isEqualTo(1);
    }
  }

  @Test
  void codeThatDoesNotLoadLeavesTheActorsRunning() {
    try (var system = system()) {
      var adder = system.spawn(TestActors.Adder.class);
      Kernels kernels = system.kernels();
      DriverException failure = DriverException.of("load", "there is no room", "");
      gpu.whileAssembling = () -> gpu.failure = failure;
      assertThatThrownBy(() -> kernels.load(TestKernels.class)).isSameAs(failure);
      assertThat(system.parks()).isEqualTo(1);
      adds(adder, 1);
      gpu.whileAssembling = () -> {};
      gpu.failure = null;
      saxpy(kernels);
      adds(adder, 2);
      assertThat(system.parks()).isEqualTo(2);
    }
  }

  @Test
  void theEndOfTheSystemEndsItsKernels() {
    Kernels kernels;
    DeviceArray<int[]> array;
    try (var system = system(TestKernels.class)) {
      system.spawn(TestActors.Adder.class);
      kernels = system.kernels();
      array = kernels.array(int[].class, 1);
    }
    assertThatThrownBy(array::toArray).hasMessage("These Kernels were closed.");
    assertThatThrownBy(() -> kernels.kernel(TestKernels.class, "saxpy"))
        .hasMessage("These Kernels were closed.");
  }
}
