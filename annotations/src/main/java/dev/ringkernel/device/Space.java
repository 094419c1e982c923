package dev.ringkernel.device;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says in which memory the array lies that an {@link Export}ed function takes. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
public @interface Space {
  /** The memory. */
  Kind value();

  /** The memories of a device (PTX ISA, "State Spaces"). */
  enum Kind {
    /** Memory of one thread. */
    LOCAL,
    /** Memory of one block. */
    SHARED,
    /** Memory of the device, and mapped memory of the host. */
    GLOBAL
  }
}
