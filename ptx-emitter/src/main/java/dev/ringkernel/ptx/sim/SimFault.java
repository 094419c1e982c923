package dev.ringkernel.ptx.sim;

import dev.ringkernel.ir.Span;
import org.jspecify.annotations.Nullable;

/**
 * What ended a launch.
 *
 * @param kind what went wrong
 * @param kernel the kernel's name in PTX
 * @param place where: the Java place of the instruction, or its place in the PTX text; {@link
 *     Span#NONE} where no single instruction is at fault
 * @param instruction the instruction as text, or empty
 * @param address the address at fault as the kernel saw it, or 0
 * @param block the block in its grid, or null where none is at fault
 * @param thread the thread in its block, or null where none is at fault
 * @param sentence what happened, with the values
 */
public record SimFault(
    Kind kind,
    String kernel,
    Span place,
    String instruction,
    long address,
    @Nullable Dim3 block,
    @Nullable Dim3 thread,
    String sentence) {

  /** The kinds of fault. */
  public enum Kind {
    /** No memory there, or none that this device may reach. */
    ILLEGAL_ADDRESS,
    /** An address that is no multiple of the access's size. */
    MISALIGNED_ADDRESS,
    /** A {@code trap}. */
    TRAP,
    /** A failed {@code assert} of CUDA C++. */
    ASSERT,
    /** An operand for which the manual leaves the behaviour open or forbids it. */
    ILLEGAL_INSTRUCTION,
    /** More frames or local memory than a thread has. */
    STACK_OVERFLOW,
    /** Every thread of a cluster waits for another. */
    DEADLOCK,
    /** The launch was ended from outside. */
    CANCELLED
  }

  /** All of it in one text, for people. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder(kernel);
    if (!place.equals(Span.NONE)) {
      out.append(" at ").append(place);
    }
    if (!instruction.isEmpty()) {
      out.append(" (").append(instruction).append(')');
    }
    if (block != null) {
      out.append(", block ").append(block);
    }
    if (thread != null) {
      out.append(", thread ").append(thread);
    }
    return out.append(": ").append(sentence).toString();
  }
}
