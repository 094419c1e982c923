package dev.ringkernel.runtime;

import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ptx.pack.Manifest;
import java.util.Optional;

/** Which fault of the device an exception on the JVM is. */
final class JvmFaults {
  private JvmFaults() {}

  static FaultKind kind(Throwable thrown) {
    return switch (thrown) {
      case AssertionError e -> FaultKind.ASSERTION;
      case IndexOutOfBoundsException e -> FaultKind.INDEX;
      case NegativeArraySizeException e -> FaultKind.NEGATIVE_SIZE;
      case ArithmeticException e when "/ by zero".equals(e.getMessage()) -> FaultKind.DIVIDE;
      default -> FaultKind.THROWN;
    };
  }

  /**
   * The innermost frame in code that is on the device too; empty if the exception came from none.
   */
  static Optional<StackTraceElement> place(Throwable thrown, Manifest manifest) {
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (manifest.classes().stream().anyMatch(c -> c.name().equals(frame.getClassName()))) {
        return Optional.of(frame);
      }
    }
    return Optional.empty();
  }
}
