package dev.ringkernel.runtime.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.runtime.driver.KernelParams.Type;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;

class KernelParamsTest {

  @Test
  void valuesLieAtTheirNaturalAlignmentAndTheAddressesPointAtThem() {
    var params = KernelParams.of(Type.I32, Type.I64, Type.F32, Type.F32, Type.F64);
    params.setInt(0, -7);
    params.setLong(1, Long.MIN_VALUE);
    params.setFloat(2, 1.5f);
    params.setFloat(3, -2.5f);
    params.setDouble(4, Math.PI);

    long[] offsets = {0, 8, 16, 20, 24};
    for (int i = 0; i < offsets.length; i++) {
      assertThat(params.offset(i)).isEqualTo(offsets[i]);
      assertThat(params.addresses().getAtIndex(ValueLayout.JAVA_LONG, i))
          .isEqualTo(params.values().address() + offsets[i]);
    }
    assertThat(params.values().byteSize()).isEqualTo(32);
    assertThat(params.values().get(ValueLayout.JAVA_INT, 0)).isEqualTo(-7);
    assertThat(params.values().get(ValueLayout.JAVA_LONG, 8)).isEqualTo(Long.MIN_VALUE);
    assertThat(params.values().get(ValueLayout.JAVA_FLOAT, 16)).isEqualTo(1.5f);
    assertThat(params.values().get(ValueLayout.JAVA_FLOAT, 20)).isEqualTo(-2.5f);
    assertThat(params.values().get(ValueLayout.JAVA_DOUBLE, 24)).isEqualTo(Math.PI);
  }

  @Test
  void longsAreSetInOrder() {
    var params = KernelParams.ofLongs(3, 4);
    assertThat(params.types()).containsExactly(Type.I64, Type.I64);
    assertThat(params.values().get(ValueLayout.JAVA_LONG, 8)).isEqualTo(4);
  }

  @Test
  void aWrongTypeOrIndexIsRefusedByName() {
    var params = KernelParams.of(Type.I32);
    assertThatThrownBy(() -> params.setLong(0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Parameter 0 is I32, not I64.");
    assertThatThrownBy(() -> params.setInt(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("There is no parameter 1: the kernel was given [I32].");
  }
}
