package dev.ringkernel.ptx.isa;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A type name of the PTX language, with its width and the register class that holds it. */
public enum PtxType {
  // @formatter:off
  U8("u8", 8, RegClass.B16, Kind.UNSIGNED), U16("u16", 16, RegClass.B16, Kind.UNSIGNED),
  U32("u32", 32, RegClass.B32, Kind.UNSIGNED), U64("u64", 64, RegClass.B64, Kind.UNSIGNED),
  S8("s8", 8, RegClass.B16, Kind.SIGNED), S16("s16", 16, RegClass.B16, Kind.SIGNED),
  S32("s32", 32, RegClass.B32, Kind.SIGNED), S64("s64", 64, RegClass.B64, Kind.SIGNED),
  B8("b8", 8, RegClass.B16, Kind.BITS), B16("b16", 16, RegClass.B16, Kind.BITS),
  B32("b32", 32, RegClass.B32, Kind.BITS), B64("b64", 64, RegClass.B64, Kind.BITS),
  B128("b128", 128, RegClass.B128, Kind.BITS),
  F16("f16", 16, RegClass.B16, Kind.FLOAT), F16X2("f16x2", 32, RegClass.B32, Kind.FLOAT),
  BF16("bf16", 16, RegClass.B16, Kind.FLOAT), BF16X2("bf16x2", 32, RegClass.B32, Kind.FLOAT),
  TF32("tf32", 32, RegClass.B32, Kind.FLOAT),
  F32("f32", 32, RegClass.F32, Kind.FLOAT), F32X2("f32x2", 64, RegClass.B64, Kind.FLOAT),
  F64("f64", 64, RegClass.F64, Kind.FLOAT),
  E4M3X2("e4m3x2", 16, RegClass.B16, Kind.FLOAT), E5M2X2("e5m2x2", 16, RegClass.B16, Kind.FLOAT),
  E2M3X2("e2m3x2", 16, RegClass.B16, Kind.FLOAT), E3M2X2("e3m2x2", 16, RegClass.B16, Kind.FLOAT),
  E2M1X2("e2m1x2", 8, RegClass.B8, Kind.FLOAT), UE8M0X2("ue8m0x2", 16, RegClass.B16, Kind.FLOAT),
  E4M3X4("e4m3x4", 32, RegClass.B32, Kind.FLOAT), E5M2X4("e5m2x4", 32, RegClass.B32, Kind.FLOAT),
  E2M3X4("e2m3x4", 32, RegClass.B32, Kind.FLOAT), E3M2X4("e3m2x4", 32, RegClass.B32, Kind.FLOAT),
  E2M1X4("e2m1x4", 16, RegClass.B16, Kind.FLOAT),
  U16X2("u16x2", 32, RegClass.B32, Kind.UNSIGNED), S16X2("s16x2", 32, RegClass.B32, Kind.SIGNED),
  PRED("pred", 1, RegClass.PRED, Kind.PREDICATE);
  // @formatter:on

  /** What the bits of a type mean. */
  public enum Kind {
    /** Untyped bits: agrees with every type of the same width. */
    BITS,
    UNSIGNED,
    SIGNED,
    FLOAT,
    PREDICATE
  }

  private static final Map<String, PtxType> BY_NAME = new HashMap<>();

  static {
    for (PtxType type : values()) {
      BY_NAME.put(type.ptxName, type);
    }
  }

  private final String ptxName;
  private final int bits;
  private final RegClass regClass;
  private final Kind kind;

  PtxType(String ptxName, int bits, RegClass regClass, Kind kind) {
    this.ptxName = ptxName;
    this.bits = bits;
    this.regClass = regClass;
    this.kind = kind;
  }

  /** The type of this name without the dot ({@code "bf16x2"}), or empty where PTX has none. */
  public static Optional<PtxType> of(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /** {@link #of} for the inside: null where PTX has no such type. */
  static @Nullable PtxType find(String name) {
    return BY_NAME.get(name);
  }

  /** The name in PTX text, without the dot. */
  public String ptxName() {
    return ptxName;
  }

  /** The width of a value in bits; 1 for a predicate. */
  public int bits() {
    return bits;
  }

  /** The register class of a value; types narrower than 16 bits live in 16-bit registers. */
  public RegClass regClass() {
    return regClass;
  }

  /** What the bits mean. */
  public Kind kind() {
    return kind;
  }

  /** Whether PTX lets a register of {@code other} stand where an operand of this type is wanted. */
  public boolean accepts(RegClass other) {
    if (bits == 8 && other == RegClass.B8) {
      return true;
    }
    boolean sameWidth = other.bits() == regClass.bits();
    return switch (kind) {
      case BITS -> sameWidth && other != RegClass.PRED;
      case UNSIGNED, SIGNED -> sameWidth && untyped(other);
      case FLOAT -> other == regClass || (sameWidth && untyped(other));
      case PREDICATE -> other == RegClass.PRED;
    };
  }

  /**
   * Whether a constant written as {@code literal} may stand for an operand of this type: integers
   * for integers, bits and predicates; {@code 0f3F800000}, {@code 0d…} and decimals for {@code
   * f32}, {@code f64} and bits of the literal's width; nothing for the other floats.
   */
  public boolean acceptsLiteral(String literal) {
    return switch (LiteralKind.of(literal)) {
      case INTEGER -> kind != Kind.FLOAT;
      case SINGLE -> this == F32 || this == F64 || this == B32;
      case DOUBLE -> this == F32 || this == F64 || this == B64;
    };
  }

  /** What a literal's spelling says of it. */
  enum LiteralKind {
    INTEGER,
    /** {@code 0f3F800000}. */
    SINGLE,
    /** {@code 0d3FF0000000000000} or a decimal. */
    DOUBLE;

    static LiteralKind of(String literal) {
      int start = literal.startsWith("-") ? 1 : 0;
      char radix =
          literal.length() > start + 1 && literal.charAt(start) == '0'
              ? literal.charAt(start + 1)
              : ' ';
      return switch (radix) {
        case 'x', 'X', 'b', 'B' -> INTEGER;
        case 'f', 'F' -> SINGLE;
        case 'd', 'D' -> DOUBLE;
        default ->
            literal.indexOf('.') >= 0 || literal.indexOf('e') >= 0 || literal.indexOf('E') >= 0
                ? DOUBLE
                : INTEGER;
      };
    }
  }

  private static boolean untyped(RegClass regClass) {
    return switch (regClass) {
      case B8, B16, B32, B64, B128 -> true;
      case PRED, F32, F64 -> false;
    };
  }

  /**
   * The type of twice the width and the same meaning, as {@code mul.wide} and {@code mad.wide}
   * give.
   */
  PtxType widened() {
    return switch (this) {
      case U8 -> U16;
      case S8 -> S16;
      case U16 -> U32;
      case S16 -> S32;
      case U32 -> U64;
      case S32 -> S64;
      case B32 -> B64;
      case B64 -> B128;
      default -> throw new IllegalStateException("no wide form of " + ptxName);
    };
  }
}
