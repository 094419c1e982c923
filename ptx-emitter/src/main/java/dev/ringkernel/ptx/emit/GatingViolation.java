package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Span;

/**
 * Something that the code asks for and the target does not have. Nothing is emulated.
 *
 * @param span the expression that asks
 * @param function the IR function it stands in
 * @param what the instruction, type or amount asked for
 * @param needs what it needs, as the object of "needs": {@code sm_90 and PTX 7.8}
 * @param has what there is: the target, or a limit
 */
public record GatingViolation(Span span, String function, String what, String needs, String has) {
  @Override
  public String toString() {
    return span + ": " + what + " needs " + needs + "; the target is " + has;
  }
}
