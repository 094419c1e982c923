package dev.ringkernel.device;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How far an {@link Intrinsic}'s result on the device may be from its Java body's: by either
 * measure. A method without it gives the same bits.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Tolerance {
  /** Units in the last place. */
  double ulps() default 0;

  /** Absolute difference. */
  double absolute() default 0;
}
