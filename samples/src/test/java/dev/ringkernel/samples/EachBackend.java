package dev.ringkernel.samples;

import dev.ringkernel.runtime.Backends;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A test of one parameter that runs once for each backend that needs no GPU. What needs one is a
 * test of its own with the tag {@code gpu}, by which a host that has one is told what to run.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@MethodSource("dev.ringkernel.samples.EachBackend$Names#withoutGpu")
public @interface EachBackend {
  /** Where the names come from. */
  final class Names {
    private Names() {}

    static Stream<String> withoutGpu() {
      return Backends.names().stream()
          .filter(name -> !name.equals(Backends.AUTO) && !name.equals("cuda"));
    }
  }
}
