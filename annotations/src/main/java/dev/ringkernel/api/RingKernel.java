package dev.ringkernel.api;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a method as the handler of one message type of the actor that its class describes.
 *
 * <p>The first parameter is the message, a {@link RingMessage} record; a {@link RingContext} may
 * follow, then, for block-wide handlers, {@link Shared} arrays. What the method returns is the
 * reply; {@code void} replies nothing. A static handler belongs to a stateless actor.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RingKernel {
  /**
   * The actor's name, the same for all handlers of a class; empty means the class's binary name.
   */
  String id() default "";

  /**
   * Lanes that run the handler together: 1, or a multiple of 32 up to 128 for a block-wide handler.
   */
  int threads() default 1;

  /**
   * Hands up to 32 messages to 32 lanes at once; for stateless handlers and those that update state
   * atomically.
   */
  boolean batch() default false;
}
