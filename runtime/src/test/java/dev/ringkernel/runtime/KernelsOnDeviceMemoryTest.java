package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.device.Dim3;
import dev.ringkernel.runtime.driver.DriverException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The way over a driver, with a device that shows what is enqueued, waited for and closed. */
class KernelsOnDeviceMemoryTest extends KernelCases {
  private static final Dim3 ONE = Dim3.of(1);

  private final FakeGpu gpu = new FakeGpu(TestKernels.class);
  private final Beside beside = new Beside();

  /** A kernel that is resident all the time but in pauses. */
  private static final class Beside implements Residency {
    final List<AutoCloseable> waiting = new ArrayList<>();
    int pauses;

    @Override
    public boolean isResident() {
      return true;
    }

    @Override
    public void parked(Runnable action) {
      pauses++;
      action.run();
    }

    @Override
    public void later(AutoCloseable resource) {
      waiting.add(resource);
    }

    @Override
    public int localBytes() {
      return 100;
    }
  }

  @Override
  Kernels open() {
    return Kernels.onGpu("cuda", gpu, beside, gpu);
  }

  @Test
  void aLaunchIsUnderWayUntilTheDeviceHasRunIt() {
    try (var x = kernels.copyOf(new float[] {1});
        var y = kernels.array(float[].class, 1)) {
      Launch launch = kernels.kernel(TestKernels.class, "saxpy").launch(ONE, Dim3.of(32), 3f, x, y);
      assertThat(launch.isDone()).isFalse();
      assertThat(launch.await(Duration.ofMillis(1))).isFalse();
      gpu.work();
      assertThat(launch.isDone()).isTrue();
      launch.await();
      assertThat(y.toArray()).containsExactly(3f);
    }
  }

  @Test
  void eachLaunchHasItsOwnFault() {
    Kernel divide = kernels.kernel(TestKernels.class, "divide");
    try (var zero = kernels.array(int[].class, 1);
        var one = kernels.copyOf(new int[] {1});
        var out = kernels.array(int[].class, 1)) {
      List<Launch> launches = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        launches.add(divide.launch(ONE, ONE, i % 7 == 3 ? zero : one, out));
      }
      for (int i = 0; i < 300; i++) {
        Launch launch = launches.get(i);
        if (i % 7 == 3) {
          assertThatThrownBy(launch::await).isInstanceOf(KernelFaultException.class);
        } else {
          launch.await();
        }
      }
      assertThat(out.toArray()).as("all were told").containsExactly(100);
    }
  }

  @Test
  void anArrayOutlivesTheLaunchesThatUseIt() {
    var x = kernels.copyOf(new float[] {1});
    var y = kernels.array(float[].class, 1);
    Launch launch = kernels.kernel(TestKernels.class, "saxpy").launch(ONE, ONE, 1f, x, y);
    x.close();
    y.close();
    launch.await();
    assertThat(launch.isDone()).isTrue();
  }

  @Test
  void codeIsLoadedOnceInAPause() {
    kernels.load(TestKernels.class);
    kernels.kernel(TestKernels.class, "saxpy");
    kernels.kernel(TestKernels.class, "divide");
    assertThat(gpu.modules).isEqualTo(1);
    assertThat(beside.pauses).isEqualTo(1);
  }

  @Test
  void moreLocalMemoryThanTheDeviceHasSetUpTakesOnePause() {
    gpu.localBytes = 101;
    Kernel saxpy = kernels.kernel(TestKernels.class, "saxpy");
    assertThat(beside.pauses).isEqualTo(1);
    try (var x = kernels.array(float[].class, 1)) {
      saxpy.run(ONE, ONE, 1f, x, x);
      assertThat(beside.pauses).isEqualTo(2);
      saxpy.run(ONE, ONE, 1f, x, x);
      assertThat(beside.pauses).isEqualTo(2);
    }
  }

  @Test
  void whatWouldWaitForAResidentKernelIsClosedLater() {
    kernels.load(TestKernels.class);
    kernels.array(int[].class, 10);
    var pinned = kernels.pinned(int[].class, 10);
    pinned.close();
    pinned.close();
    assertThat(beside.waiting).hasSize(1);
    kernels.close();
    assertThat(gpu.open).containsOnly("pinned", "module", "closed");
    beside.waiting.forEach(Residency::close);
    assertThat(gpu.open).containsExactly("closed");
  }

  @Test
  void aDeadDeviceFailsEveryCallAndClosesSilently() {
    Kernel saxpy = kernels.kernel(TestKernels.class, "saxpy");
    var x = kernels.array(float[].class, 1);
    var y = kernels.array(float[].class, 1);
    Launch launch = saxpy.launch(ONE, ONE, 1f, x, y);
    gpu.failure = DriverException.of("Gpu", "The device's context was lost", "");
    assertThatThrownBy(launch::await).isSameAs(gpu.failure);
    assertThatThrownBy(launch::isDone).isSameAs(gpu.failure);
    assertThatThrownBy(y::toArray).isSameAs(gpu.failure);
    assertThatThrownBy(() -> saxpy.launch(ONE, ONE, 1f, x, y)).isSameAs(gpu.failure);
    assertThatThrownBy(() -> kernels.array(int[].class, 1)).isSameAs(gpu.failure);
    x.close();
    kernels.close();
    beside.waiting.forEach(Residency::close);
    assertThat(gpu.open).containsExactly("closed");
  }
}
