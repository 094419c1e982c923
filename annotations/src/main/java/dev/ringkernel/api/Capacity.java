package dev.ringkernel.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Fixes the length of an array that is part of a message or of an actor's state, so that its
 * elements lie inline.
 *
 * <p>The array always has exactly this many elements; another length is refused where the value is
 * first seen (at {@code spawn} or at the send).
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.PARAMETER})
public @interface Capacity {
  /** Number of elements, at least 1. */
  int value();
}
