package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ptx.isa.PtxType;
import org.jspecify.annotations.Nullable;

/**
 * A {@code .param} variable: a scalar, or bytes that hold several values.
 *
 * @param name its name in PTX
 * @param type the scalar type with its dot ({@code .u64}), or {@code .b8} for bytes
 * @param align alignment of bytes; 0 for a scalar
 * @param bytes number of bytes; 0 for a scalar, and for bytes of any number (the last parameter of
 *     a function that takes more)
 * @param pointer what the value is said to point to, or null
 */
public record PtxParam(String name, String type, int align, int bytes, @Nullable Pointer pointer) {

  /**
   * What an entry's parameter points to, as it promises the assembler.
   *
   * @param align alignment of the memory
   */
  public record Pointer(Space space, int align) {}

  /** A scalar of {@code type} ({@code .u64}). */
  public static PtxParam scalar(String name, String type) {
    return new PtxParam(name, type, 0, 0, null);
  }

  /** An array of bytes. */
  public static PtxParam bytes(String name, int align, int bytes) {
    return new PtxParam(name, ".b8", align, bytes, null);
  }

  /** Whether it is one value of its type. */
  public boolean isScalar() {
    return align == 0;
  }

  /** The type without its dot, as the table knows it. */
  public PtxType ptxType() {
    return PtxType.of(type.substring(1))
        .orElseThrow(() -> new IllegalStateException(name + " has no type " + type));
  }

  /** The bytes it takes; 0 where it takes any number. */
  public int size() {
    return isScalar() ? ptxType().bits() / 8 : bytes;
  }

  /** Its alignment in bytes. */
  public int alignment() {
    return isScalar() ? ptxType().bits() / 8 : align;
  }

  /** The declaration without semicolon or comma. */
  public String text() {
    if (!isScalar()) {
      return ".param .align " + align + " .b8 " + name + "[" + (bytes == 0 ? "" : bytes) + "]";
    }
    String points = "";
    if (pointer != null) {
      String space = pointer.space() == Space.GENERIC ? "" : " ." + pointer.space().text();
      points = " .ptr" + space + " .align " + pointer.align();
    }
    return ".param " + type + points + " " + name;
  }
}
