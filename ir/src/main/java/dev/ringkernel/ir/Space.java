package dev.ringkernel.ir;

/** A memory space of the device (PTX ISA, "State Spaces"). */
public enum Space {
  /** Any space, resolved at run time by the address window. */
  GENERIC("generic", 64),
  /** Device memory and mapped host memory. */
  GLOBAL("global", 64),
  /** Memory of one block (cta). */
  SHARED("shared", 32),
  /** Memory of one thread. */
  LOCAL("local", 32),
  /** Read-only memory, unchanged until the next park. */
  CONST("const", 64);

  private final String text;
  private final int pointerBits;

  Space(String text, int pointerBits) {
    this.text = text;
    this.pointerBits = pointerBits;
  }

  /** The word used in the text form of the IR and, but for generic, in PTX. */
  public String text() {
    return text;
  }

  /** Width of a pointer into this space when it is held in a register. */
  public int pointerBits() {
    return pointerBits;
  }
}
