package dev.ringkernel.runtime;

import dev.ringkernel.api.RingKernelException;
import org.jspecify.annotations.Nullable;

/**
 * A thread of a data-parallel kernel faulted: a {@code throw}, a failed {@code assert}, an index
 * out of bounds, or an integer division by zero.
 *
 * <p>Of several threads that fault, the first to say so is told. What other threads wrote before
 * stays in the arrays. The fault means the same on every backend.
 */
public final class KernelFaultException extends RingKernelException {
  private static final long serialVersionUID = 1;

  private final String kernel;
  private final String kind;
  private final String place;

  KernelFaultException(String kernel, String kind, String place, @Nullable Throwable cause) {
    super(kernel + " failed: " + kind + (place.isEmpty() ? "" : " at " + place), cause);
    this.kernel = kernel;
    this.kind = kind;
    this.place = place;
  }

  /** The kernel's class and method, such as {@code demo.Saxpy.saxpy}. */
  public String kernel() {
    return kernel;
  }

  /** The fault in words, such as {@code array index out of bounds}. */
  public String kind() {
    return kind;
  }

  /** The Java source line, such as {@code Saxpy.java:12}; empty where it is not known. */
  public String place() {
    return place;
  }
}
