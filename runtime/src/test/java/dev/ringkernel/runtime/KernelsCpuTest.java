package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.device.Dim3;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.runtime.cuda.CudaDriver;
import dev.ringkernel.runtime.driver.DriverException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;

class KernelsCpuTest extends KernelCases {
  @Override
  Kernels open() {
    return Kernels.builder().backend("cpu").open();
  }

  static boolean hasGpu() {
    return CudaDriver.instance().availability().usable();
  }

  @Test
  void theCauseOfAFaultIsKept() {
    try (var by = kernels.copyOf(new int[1]);
        var out = kernels.array(int[].class, 1)) {
      assertThatThrownBy(
              () ->
                  kernels.kernel(TestKernels.class, "divide").run(Dim3.of(1), Dim3.of(1), by, out))
          .isInstanceOf(KernelFaultException.class)
          .hasCauseInstanceOf(ArithmeticException.class);
    }
  }

  @Test
  void anInterruptedCallerIsNoFaultOfTheKernel() {
    try (var in = kernels.array(int[].class, 128);
        var sums = kernels.array(int[].class, 1)) {
      Kernel kernel = kernels.kernel(TestKernels.class, "blockSums");
      Thread.currentThread().interrupt();
      try {
        assertThatThrownBy(() -> kernel.run(Dim3.of(1), Dim3.of(128), in, sums))
            .isInstanceOf(CancellationException.class);
      } finally {
        assertThat(Thread.interrupted()).isTrue();
      }
      kernel.run(Dim3.of(1), Dim3.of(128), in, sums);
    }
  }

  @Test
  void aSystemOnTheCpuHasKernelsToo() {
    Kernels own;
    try (var system = ActorSystem.builder().backend("cpu").kernels(TestKernels.class).build()) {
      own = system.kernels();
      assertThat(own.backend()).isEqualTo("cpu");
      assertThat(system.kernels()).isSameAs(own);
      try (var x = own.copyOf(new float[] {1, 2});
          var y = own.array(float[].class, 2)) {
        own.kernel(TestKernels.class, "saxpy").run(Dim3.of(1), Dim3.of(32), 3, x, y);
        assertThat(y.toArray()).containsExactly(3, 6);
      }
      own.close();
      assertThat(system.kernels()).as("closed, so made anew").isNotSameAs(own);
      own = system.kernels();
    }
    assertThat(own.isOpen()).isFalse();
  }

  @Test
  @DisabledIf("hasGpu")
  void withoutAGpuAutoIsTheCpuAndCudaIsRefused() {
    try (var open = Kernels.builder().backend("auto").open()) {
      assertThat(open.backend()).isEqualTo("cpu");
      assertThat(open).hasToString("cpu (" + open.description() + ")");
    }
    assertThatThrownBy(() -> Kernels.builder().backend("cuda").open())
        .isInstanceOf(DriverException.class)
        .hasMessageContaining(CudaDriver.instance().availability().sentence());
  }

  @Test
  void codeForADeviceIsThePackedOneThatFitsOrMadeFromIr() {
    KernelPackage pack = KernelPackage.load(TestKernels.class);
    String packed = pack.ptx().get("sm_90");
    assertThat(packed).isNotNull();
    assertThat(KernelText.of(pack, 90).ptx()).isEqualTo(packed);
    KernelPackage none = new KernelPackage(pack.manifest(), pack.ir(), Map.of());
    KernelText made = KernelText.of(none, 90);
    // Blocks are numbered anew where IR comes from text.
    assertThat(made.ptx().replaceAll("\\$B\\d+", "block"))
        .isEqualTo(packed.replaceAll("\\$B\\d+", "block"));
    assertThat(made.sources()).isEqualTo(pack.manifest().sources());
    assertThat(KernelText.of(none, 75).ptx()).contains(".target sm_75");
  }

  @Test
  void aFaultWordIsReadAsItsKindAndPlace() {
    assertThat(
            GpuKernels.fault("K.k", FaultKind.INDEX.word(1, 12), List.of("a/A.java", "b/B.java")))
        .hasMessage("K.k failed: array index out of bounds at B.java:12");
    assertThat(GpuKernels.fault("K.k", FaultKind.KILLED.word(9, 12), List.of()))
        .hasMessage("K.k failed: killed");
  }

  @Test
  void widensAsJavaDoes() {
    assertThat(Element.LONG.widen('a')).isEqualTo(97L);
    assertThat(Element.SHORT.widen((byte) 1)).isEqualTo((short) 1);
    assertThat(Element.FLOAT.widen(1L)).isEqualTo(1f);
    assertThat(Element.INT.widen((short) 2)).isEqualTo(2);
    assertThat(Element.CHAR.widen((byte) 1)).isNull();
    assertThat(Element.SHORT.widen('a')).isNull();
    assertThat(Element.INT.widen(1L)).isNull();
    assertThat(Element.FLOAT.widen(1.0)).isNull();
    assertThat(Element.BOOLEAN.widen(1)).isNull();
    assertThat(Element.INT.widen(true)).isNull();
    assertThat(Element.DOUBLE.widen("1")).isNull();
  }
}
