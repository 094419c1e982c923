package dev.ringkernel.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a record as a message.
 *
 * <p>Its components are primitives, {@link ActorRef}s, enums, nested records of these, and arrays
 * with a {@link Capacity}. The wire layout is fixed when the record is compiled: components in
 * order, each at its natural alignment, the whole rounded up to 8 bytes; it is the same on the host
 * and on the device. Records with constructors or accessors of their own are refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface RingMessage {}
