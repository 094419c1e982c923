package dev.ringkernel.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes an array parameter of a global kernel or of a block-wide handler one array per block, in
 * the block's shared memory.
 *
 * <p>The caller of the kernel does not pass it. Its contents are undefined at the start on the
 * device and zero on the JVM; threads of a block exchange values through it with a {@link
 * dev.ringkernel.device.Barrier} between.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Shared {
  /** Number of elements, at least 1. */
  int value();
}
