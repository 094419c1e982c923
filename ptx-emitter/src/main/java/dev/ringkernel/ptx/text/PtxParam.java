package dev.ringkernel.ptx.text;

/**
 * A {@code .param} variable: a scalar, or bytes that hold several results.
 *
 * @param name its name in PTX
 * @param type the scalar type with its dot ({@code .u64}), or {@code .b8} for bytes
 * @param align alignment of bytes; 0 for a scalar
 * @param bytes number of bytes; 0 for a scalar
 */
public record PtxParam(String name, String type, int align, int bytes) {

  /** A scalar of {@code type} ({@code .u64}). */
  public static PtxParam scalar(String name, String type) {
    return new PtxParam(name, type, 0, 0);
  }

  /** An array of bytes. */
  public static PtxParam bytes(String name, int align, int bytes) {
    return new PtxParam(name, ".b8", align, bytes);
  }

  /** The declaration without semicolon or comma. */
  public String text() {
    return align == 0
        ? ".param " + type + " " + name
        : ".param .align " + align + " .b8 " + name + "[" + bytes + "]";
  }
}
