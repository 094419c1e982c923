package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Space;

/**
 * Static storage declared in a function.
 *
 * @param space {@link Space#LOCAL} or {@link Space#SHARED}
 * @param name unique within the module
 */
public record PtxVariable(Space space, String name, int align, int bytes) {

  /** The declaration without semicolon. */
  public String text() {
    return "." + space.text() + " .align " + align + " .b8 " + name + "[" + bytes + "]";
  }
}
