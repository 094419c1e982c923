package dev.ringkernel.device;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The PTX spelling of a static method; the method's body is its meaning on the JVM.
 *
 * <p>The spelling is an opcode with its modifiers and formal operands, as in {@code popc.b32 d, a}.
 * The first operand is the result where the method returns one ({@code _|p} takes the second of a
 * pair; a returned record binds its components to {@code {d0, d1}} in order). The others are bound
 * to the method's parameters by position in order of appearance; integer literals and special
 * registers ({@code %tid.x}) stand for themselves. A {@code boolean} is a predicate.
 *
 * <p>{@code [a]} for a {@code long} parameter is the memory at that address. Where a parameter is
 * an array, it and the {@code int} that follows it are one operand {@code [a]}: the element's
 * address, after its bounds check; {@code {.ss}} in the opcode then stands for the array's state
 * space ({@code .global} or {@code .shared}), and an array in a thread's own memory is refused.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Intrinsic {
  /** Opcode, modifiers and formal operands. */
  String value();
}
