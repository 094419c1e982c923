package dev.ringkernel.ptx.pack;

import dev.ringkernel.ir.Type;
import java.util.Optional;

/**
 * What one leaf of a message or of an actor's state may be, and its form in memory. The text is
 * Java's name for it, or the name of the numeric type; an enum is {@code enum binary.Name(A,B,C)},
 * so that constants in another order are another layout.
 */
public enum WireType {
  // @formatter:off
  BOOLEAN("boolean",  1, Type.I1),
  BYTE("byte",        1, Type.I8),
  SHORT("short",      2, Type.I16),
  CHAR("char",        2, Type.I16),
  INT("int",          4, Type.I32),
  LONG("long",        8, Type.I64),
  FLOAT("float",      4, Type.F32),
  DOUBLE("double",    8, Type.F64),
  F16("f16",          2, Type.F16),
  BF16("bf16",        2, Type.BF16),
  E4M3("e4m3",        1, Type.E4M3),
  E5M2("e5m2",        1, Type.E5M2),
  E3M2("e3m2",        1, Type.E3M2),
  E2M3("e2m3",        1, Type.E2M3),
  E2M1("e2m1",        1, Type.E2M1),
  ACTOR("ActorRef",   8, Type.I64),
  ENUM("enum",        4, Type.I32);
  // @formatter:on

  private final String text;
  private final int bytes;
  private final Type type;

  WireType(String text, int bytes, Type type) {
    this.text = text;
    this.bytes = bytes;
    this.type = type;
  }

  /** The word in layouts; for an enum only its first word. */
  public String text() {
    return text;
  }

  /** Size and alignment in bytes. */
  public int bytes() {
    return bytes;
  }

  /** The IR type of a load or store of it. */
  public Type irType() {
    return type;
  }

  /**
   * The type with this text ({@code int}, {@code enum a.Color(RED,GREEN)}); empty for any other
   * word.
   */
  public static Optional<WireType> find(String text) {
    String word = text.startsWith("enum ") ? "enum" : text;
    if (word.equals("enum") && word.equals(text)) {
      return Optional.empty();
    }
    for (WireType t : values()) {
      if (t.text.equals(word)) {
        return Optional.of(t);
      }
    }
    return Optional.empty();
  }

  /** The type with this text. Throws {@link IllegalArgumentException} for any other word. */
  public static WireType of(String text) {
    return find(text)
        .orElseThrow(() -> new IllegalArgumentException("no wire type is called '" + text + "'"));
  }

  /** The text of an enum type. */
  public static String enumText(String binaryName, java.util.List<String> constants) {
    return "enum " + binaryName + "(" + String.join(",", constants) + ")";
  }
}
