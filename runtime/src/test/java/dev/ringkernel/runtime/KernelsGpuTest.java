package dev.ringkernel.runtime;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringkernel.device.Dim3;
import dev.ringkernel.runtime.cuda.CudaDriver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("gpu")
class KernelsGpuTest extends KernelsOnDeviceCases {
  @Override
  String backend() {
    return "cuda";
  }

  @Override
  Kernels open() {
    var availability = CudaDriver.instance().availability();
    assumeTrue(availability.usable(), availability.sentence());
    return super.open();
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
}
