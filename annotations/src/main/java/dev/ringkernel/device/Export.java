package dev.ringkernel.device;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a static method of the device runtime that other device code calls by name: a {@link
 * RuntimeCall}, or a kernel's entry.
 *
 * <p>Each array parameter becomes a pointer in its {@link Space} and an {@code int} length.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Export {
  /** The function's name; starts with {@code rk.} or {@code rk_}. */
  String value();
}
