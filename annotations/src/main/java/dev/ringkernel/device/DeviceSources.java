package dev.ringkernel.device;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The Java sources of this package, for the compiler: methods without an {@link Intrinsic} are
 * compiled from them.
 */
public final class DeviceSources {
  private DeviceSources() {}

  /**
   * The source of a class of this package, as it was built.
   *
   * @param simpleName such as {@code Warp}
   * @return empty where there is no such class
   */
  public static Optional<String> of(String simpleName) {
    try (InputStream in = DeviceSources.class.getResourceAsStream(simpleName + ".java")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the source of " + simpleName + " cannot be read", e);
    }
  }
}
