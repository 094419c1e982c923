package dev.ringkernel.ir;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The type of an SSA value. Integers carry no sign: the opcode does. Java's {@code byte}, {@code
 * short}, {@code char} and {@code int} are {@link #I32} while they are values and have their own
 * width only in memory.
 *
 * <p>The last column is the product's policy for the least compute capability (major × 10 + minor)
 * that may use the type; the PTX table carries what the hardware accepts, and both must hold.
 */
public enum Type {
  // @formatter:off
  I1(1,    Kind.BOOLEAN, null, 0),
  I8(8,    Kind.INTEGER, null, 0),
  I16(16,  Kind.INTEGER, null, 0),
  I32(32,  Kind.INTEGER, null, 0),
  I64(64,  Kind.INTEGER, null, 0),
  F16(16,  Kind.FLOAT,   null, 0),
  BF16(16, Kind.FLOAT,   null, 80),
  F32(32,  Kind.FLOAT,   null, 0),
  F64(64,  Kind.FLOAT,   null, 0),
  E4M3(8,  Kind.FLOAT,   null, 90),
  E5M2(8,  Kind.FLOAT,   null, 90),
  E3M2(6,  Kind.FLOAT,   null, 100),
  E2M3(6,  Kind.FLOAT,   null, 100),
  E2M1(4,  Kind.FLOAT,   null, 100),
  PTR(64,        Kind.POINTER, Space.GENERIC, 0),
  PTR_GLOBAL(64, Kind.POINTER, Space.GLOBAL,  0),
  PTR_SHARED(32, Kind.POINTER, Space.SHARED,  0),
  PTR_LOCAL(32,  Kind.POINTER, Space.LOCAL,   0),
  PTR_CONST(64,  Kind.POINTER, Space.CONST,   0);
  // @formatter:on

  /** What operations a type takes part in. */
  public enum Kind {
    BOOLEAN,
    INTEGER,
    FLOAT,
    POINTER
  }

  private final int bits;
  private final Kind kind;
  private final @Nullable Space space;
  private final int minCc;
  private final String text;

  Type(int bits, Kind kind, @Nullable Space space, int minCc) {
    this.bits = bits;
    this.kind = kind;
    this.space = space;
    this.minCc = minCc;
    this.text = space == Space.GENERIC ? "ptr" : name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  public int bits() {
    return bits;
  }

  /** Bytes in memory; sub-byte formats take one byte each unless packed. */
  public int bytes() {
    return (bits + 7) / 8;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isInteger() {
    return kind == Kind.INTEGER;
  }

  public boolean isFloat() {
    return kind == Kind.FLOAT;
  }

  public boolean isPointer() {
    return kind == Kind.POINTER;
  }

  /** The space a pointer type points into. */
  public Space space() {
    if (space == null) {
      throw new IllegalStateException(text + " is not a pointer type");
    }
    return space;
  }

  /** Least compute capability (major × 10 + minor) by the product's policy; 0 for none. */
  public int minComputeCapability() {
    return minCc;
  }

  /** The pointer type into {@code space}. */
  public static Type pointer(Space space) {
    return switch (space) {
      case GENERIC -> PTR;
      case GLOBAL -> PTR_GLOBAL;
      case SHARED -> PTR_SHARED;
      case LOCAL -> PTR_LOCAL;
      case CONST -> PTR_CONST;
    };
  }

  /**
   * The one representation of a constant of this type among all that agree in the low {@link
   * #bits()} bits: integers are sign-extended, all else is zero-extended.
   */
  public long canonical(long value) {
    if (bits == 64) {
      return value;
    }
    int unused = 64 - bits;
    return kind == Kind.INTEGER ? value << unused >> unused : value << unused >>> unused;
  }

  /** The name in the text form: {@code i32}, {@code f64}, {@code ptr.shared}. */
  public String text() {
    return text;
  }
}
