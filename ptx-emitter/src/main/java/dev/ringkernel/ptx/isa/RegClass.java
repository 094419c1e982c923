package dev.ringkernel.ptx.isa;

/**
 * The class of a PTX virtual register, with the type it is declared by and its name prefix.
 *
 * <p>Integers and 16-bit floats live in untyped ({@code .bNN}) registers, so that one register may
 * be read as any type of its width; {@code f32} and {@code f64} have classes of their own. 8-bit
 * values live in 16-bit registers but for the {@code e2m1x2} pair, which has a class of 8 bits.
 */
public enum RegClass {
  // @formatter:off
  PRED("%p",  ".pred", 1),
  B8  ("%rb", ".b8",   8),
  B16 ("%rs", ".b16",  16),
  B32 ("%r",  ".b32",  32),
  B64 ("%rd", ".b64",  64),
  B128("%rq", ".b128", 128),
  F32 ("%f",  ".f32",  32),
  F64 ("%fd", ".f64",  64);
  // @formatter:on

  private final String prefix;
  private final String declared;
  private final int bits;

  RegClass(String prefix, String declared, int bits) {
    this.prefix = prefix;
    this.declared = declared;
    this.bits = bits;
  }

  /** The prefix of register names, such as {@code %rd}. */
  public String prefix() {
    return prefix;
  }

  /** The type in the register declaration, with its dot, such as {@code .b64}. */
  public String declared() {
    return declared;
  }

  /** The width in bits; 1 for a predicate. */
  public int bits() {
    return bits;
  }
}
