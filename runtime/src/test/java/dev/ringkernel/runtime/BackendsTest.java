package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.runtime.driver.GpuDriver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackendsTest {
  @Test
  void aDriverIsFoundByItsOwnName() {
    List<String> names = new ArrayList<>(List.of("auto"));
    for (GpuDriver driver : Backends.drivers()) {
      names.add(driver.name());
      assertThat(Backends.driver(driver.name()).map(GpuDriver::name)).contains(driver.name());
    }
    names.add("cpu");
    assertThat(Backends.names()).isEqualTo(names);
    assertThat(Backends.driver("cpu")).isEmpty();
  }

  @Test
  void autoTakesNoDriverThatIsNotUsable() {
    assertThat(Backends.driver("auto").stream())
        .allSatisfy(driver -> assertThat(driver.availability().usable()).isTrue());
  }

  @Test
  void anUnknownNameIsRefusedWithThoseThereAre() {
    String all = String.join(", ", Backends.names()).replaceFirst(", cpu$", " and cpu");
    for (String name : List.of("opencl", "CPU", "")) {
      String message = "There is no backend '" + name + "'; there are " + all + ".";
      assertThatThrownBy(() -> ActorSystem.builder().backend(name).build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> Kernels.builder().backend(name).open())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
  }
}
