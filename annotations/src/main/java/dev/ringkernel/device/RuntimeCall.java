package dev.ringkernel.device;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method that device code calls and the device runtime implements, by the method with the
 * equal {@link Export}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RuntimeCall {
  /** The function's name; starts with {@code rk.}. */
  String value();
}
