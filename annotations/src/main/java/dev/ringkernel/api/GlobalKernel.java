package dev.ringkernel.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a {@code static void} method as a data-parallel kernel: a grid of blocks runs it, once per
 * thread.
 *
 * <p>Array parameters are device buffers, or one array per block where they carry {@link Shared};
 * other parameters are primitives. {@link dev.ringkernel.device.Grid} says which thread runs.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface GlobalKernel {
  /** The most threads a block may have, 1 to 1024; a launch with more is refused. */
  int threads() default 256;

  /**
   * Whether array accesses that are not proved in bounds are checked; a failed check ends the
   * launch with its Java line.
   */
  boolean boundsChecks() default true;
}
