package dev.ringkernel.ir;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates operations on constants by Java's rules. Constants are held as {@link Type#canonical}
 * bits. A null result means "not known here": a division by zero, a pointer, a float type that Java
 * lacks. A NaN that is computed is Java's canonical NaN.
 */
public final class ConstantFolder {
  private ConstantFolder() {}

  /** {@code op a}, of type {@code type}. */
  public static @Nullable Long unary(UnaryOp op, Type type, long a) {
    return switch (type) {
      case I1 -> op == UnaryOp.NOT ? Long.valueOf(a ^ 1) : null;
      case I32, I64 ->
          switch (op) {
            case NEG -> type.canonical(-a);
            case NOT -> type.canonical(~a);
            case ABS -> type.canonical(Math.abs(a));
            case SQRT, FLOOR, CEIL, RINT, TRUNC_FLOAT -> null;
          };
      case F32 -> {
        float x = f32(a);
        if (Float.isNaN(x) && (op == UnaryOp.NEG || op == UnaryOp.ABS)) {
          yield null;
        }
        yield op == UnaryOp.NOT
            ? null
            : Long.valueOf(bits(op == UnaryOp.NEG ? -x : (float) round(op, x)));
      }
      case F64 -> {
        double x = f64(a);
        if (Double.isNaN(x) && (op == UnaryOp.NEG || op == UnaryOp.ABS)) {
          yield null;
        }
        yield op == UnaryOp.NOT ? null : Long.valueOf(bits(round(op, x)));
      }
      case I8, I16, F16, BF16, E4M3, E5M2, E3M2, E2M3, E2M1 -> null;
      case PTR, PTR_GLOBAL, PTR_SHARED, PTR_LOCAL, PTR_CONST -> null;
    };
  }

  // The square root of a float rounded from the exact double root is the correctly rounded float
  // root (Figueroa 1995).
  private static double round(UnaryOp op, double x) {
    return switch (op) {
      case NEG -> -x;
      case ABS -> Math.abs(x);
      case SQRT -> Math.sqrt(x);
      case FLOOR -> Math.floor(x);
      case CEIL -> Math.ceil(x);
      case RINT -> Math.rint(x);
      case TRUNC_FLOAT -> x < 0 ? Math.ceil(x) : Math.floor(x);
      case NOT -> throw new IllegalStateException("not of a float");
    };
  }

  /** {@code a op b}, of type {@code type}; shift amounts are I32. */
  public static @Nullable Long binary(BinaryOp op, Type type, long a, long b) {
    return switch (type) {
      case I1 ->
          switch (op) {
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
            default -> null;
          };
      case I32 -> ints(op, (int) a, (int) b);
      case I64 -> longs(op, a, b);
      case F32 -> floats(op, f32(a), f32(b));
      case F64 -> doubles(op, f64(a), f64(b));
      case I8, I16, F16, BF16, E4M3, E5M2, E3M2, E2M3, E2M1 -> null;
      case PTR, PTR_GLOBAL, PTR_SHARED, PTR_LOCAL, PTR_CONST -> null;
    };
  }

  private static @Nullable Long ints(BinaryOp op, int a, int b) {
    if (b == 0 && divides(op)) {
      return null;
    }
    long result =
        switch (op) {
          case ADD -> a + b;
          case SUB -> a - b;
          case MUL -> a * b;
          case DIV -> a / b;
          case REM -> a % b;
          case UDIV -> Integer.divideUnsigned(a, b);
          case UREM -> Integer.remainderUnsigned(a, b);
          case MULHI -> (int) (((long) a * b) >> 32);
          case UMULHI -> (int) (((a & 0xffffffffL) * (b & 0xffffffffL)) >>> 32);
          case MIN -> Math.min(a, b);
          case MAX -> Math.max(a, b);
          case UMIN -> Integer.compareUnsigned(a, b) <= 0 ? a : b;
          case UMAX -> Integer.compareUnsigned(a, b) >= 0 ? a : b;
          case AND -> a & b;
          case OR -> a | b;
          case XOR -> a ^ b;
          case SHL -> a << b;
          case SHR -> a >> b;
          case USHR -> a >>> b;
          case COPYSIGN -> throw new IllegalStateException("copysign of integers");
        };
    return result;
  }

  private static @Nullable Long longs(BinaryOp op, long a, long b) {
    if (b == 0 && divides(op)) {
      return null;
    }
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case UDIV -> Long.divideUnsigned(a, b);
      case UREM -> Long.remainderUnsigned(a, b);
      case MULHI -> Math.multiplyHigh(a, b);
      case UMULHI -> Math.unsignedMultiplyHigh(a, b);
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case UMIN -> Long.compareUnsigned(a, b) <= 0 ? a : b;
      case UMAX -> Long.compareUnsigned(a, b) >= 0 ? a : b;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case SHL -> a << b;
      case SHR -> a >> b;
      case USHR -> a >>> b;
      case COPYSIGN -> throw new IllegalStateException("copysign of integers");
    };
  }

  private static boolean divides(BinaryOp op) {
    return op == BinaryOp.DIV || op == BinaryOp.REM || op == BinaryOp.UDIV || op == BinaryOp.UREM;
  }

  private static @Nullable Long floats(BinaryOp op, float a, float b) {
    return switch (op) {
      case ADD -> bits(a + b);
      case SUB -> bits(a - b);
      case MUL -> bits(a * b);
      case DIV -> bits(a / b);
      case REM -> bits(a % b);
      case MIN -> bits(Math.min(a, b));
      case MAX -> bits(Math.max(a, b));
      case COPYSIGN -> Float.isNaN(a) || Float.isNaN(b) ? null : bits(Math.copySign(a, b));
      default -> null;
    };
  }

  private static @Nullable Long doubles(BinaryOp op, double a, double b) {
    return switch (op) {
      case ADD -> bits(a + b);
      case SUB -> bits(a - b);
      case MUL -> bits(a * b);
      case DIV -> bits(a / b);
      case REM -> bits(a % b);
      case MIN -> bits(Math.min(a, b));
      case MAX -> bits(Math.max(a, b));
      case COPYSIGN -> Double.isNaN(a) || Double.isNaN(b) ? null : bits(Math.copySign(a, b));
      default -> null;
    };
  }

  /** {@code a op b} for operands of {@code type}. */
  public static @Nullable Boolean compare(CompareOp op, Type type, long a, long b) {
    if (type == Type.F32 || type == Type.F64) {
      double x = type == Type.F32 ? f32(a) : f64(a);
      double y = type == Type.F32 ? f32(b) : f64(b);
      return switch (op) {
        case EQ -> x == y;
        case NE -> x != y;
        case LT -> x < y;
        case LE -> x <= y;
        case GT -> x > y;
        case GE -> x >= y;
        case ULT, ULE, UGT, UGE -> null;
      };
    }
    if (type.isFloat()) {
      return null;
    }
    return switch (op) {
      case EQ -> a == b;
      case NE -> a != b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case ULT -> Long.compareUnsigned(a, b) < 0;
      case ULE -> Long.compareUnsigned(a, b) <= 0;
      case UGT -> Long.compareUnsigned(a, b) > 0;
      case UGE -> Long.compareUnsigned(a, b) >= 0;
    };
  }

  /** {@code a} of type {@code from} as {@code to}. */
  public static @Nullable Long convert(ConvertOp op, Type from, Type to, long a) {
    return switch (op) {
      case SEXT, TRUNC -> to.canonical(a);
      case ZEXT -> to.canonical(from.bits() == 64 ? a : a & (1L << from.bits()) - 1);
      case SIGNED_TO_FLOAT ->
          to == Type.F32
              ? Long.valueOf(bits((float) a))
              : to == Type.F64 ? Long.valueOf(bits((double) a)) : null;
      case UNSIGNED_TO_FLOAT -> {
        BigInteger n =
            new BigInteger(
                Long.toUnsignedString(from.bits() == 64 ? a : a & (1L << from.bits()) - 1));
        yield to == Type.F32
            ? Long.valueOf(bits(n.floatValue()))
            : to == Type.F64 ? Long.valueOf(bits(n.doubleValue())) : null;
      }
      case FLOAT_TO_SIGNED -> {
        if (from != Type.F32 && from != Type.F64) {
          yield null;
        }
        double x = from == Type.F32 ? f32(a) : f64(a);
        yield to == Type.I32
            ? Long.valueOf((int) x)
            : to == Type.I64 ? Long.valueOf((long) x) : null;
      }
      case FLOAT_TO_FLOAT -> {
        if (from == Type.F32 && to == Type.F64) {
          yield bits((double) f32(a));
        }
        yield from == Type.F64 && to == Type.F32 ? Long.valueOf(bits((float) f64(a))) : null;
      }
      case BITCAST -> to.canonical(a);
      case POINTER_TO_INT, INT_TO_POINTER, TO_GENERIC -> null;
    };
  }

  /** {@code Math.fma(a, b, c)} on {@code type}. */
  public static @Nullable Long fma(Type type, long a, long b, long c) {
    return switch (type) {
      case F32 -> bits(Math.fma(f32(a), f32(b), f32(c)));
      case F64 -> bits(Math.fma(f64(a), f64(b), f64(c)));
      default -> null;
    };
  }

  private static float f32(long bits) {
    return Float.intBitsToFloat((int) bits);
  }

  private static double f64(long bits) {
    return Double.longBitsToDouble(bits);
  }

  private static long bits(float x) {
    return Float.floatToIntBits(x) & 0xffffffffL;
  }

  private static long bits(double x) {
    return Double.doubleToLongBits(x);
  }
}
