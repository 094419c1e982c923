package dev.ringkernel.ptx.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimePackageTest {
  private static final String IR = "module \"runtime\"\n";

  private static RuntimePackage pack(String ir) {
    return new RuntimePackage(
        new RuntimeManifest(
            "test", LayoutDigest.ofText(IR), List.of(), List.of(), List.of(), List.of()),
        ir);
  }

  @Test
  void refusesIrThatIsNotTheManifests() {
    assertThatThrownBy(() -> pack(IR + " ").module())
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("META-INF/ringkernel/runtime/kernel.ir: has digest ")
        .hasMessageContaining(LayoutDigest.ofText(IR));
  }

  @Test
  void parsesIrThatIs() {
    assertThat(pack(IR).module().functions()).isEmpty();
  }
}
