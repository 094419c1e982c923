package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.runtime.Backends;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The cases run on everything that a user can name. */
final class EveryBackendTest {
  /** One for each backend. */
  private static final List<Conformance> SUITES =
      List.of(new CudaConformanceTest(), new SimConformanceTest(), new CpuConformanceTest());

  @Test
  void hasAConformanceSuite() {
    assertThat(Stream.concat(Stream.of("auto"), SUITES.stream().map(Conformance::backend)))
        .containsExactlyElementsOf(Backends.names());
  }
}
