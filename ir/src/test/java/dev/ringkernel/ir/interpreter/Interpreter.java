package dev.ringkernel.ir.interpreter;

import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.TernaryOp;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ir.Value;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Executes IR on one thread, over one flat memory that all spaces share. Bits are as {@link
 * Type#canonical} has them. A NaN becomes Java's canonical one where its bits can be seen: in
 * memory, in a bitcast and in a result.
 */
public final class Interpreter {
  private final Module module;
  private final ByteBuffer memory;
  private final BiFunction<String, long[], long[]> externals;
  private final Map<Instr.Alloca, Long> storage = new IdentityHashMap<>();
  private long top;
  private long fuel;

  /**
   * How a run ended: results, or {@code fault} not null; and a hash of the first half of the
   * memory.
   */
  public record Outcome(List<Long> results, FaultKind fault, int memory) {}

  private static final class Faulted extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final FaultKind kind;

    Faulted(FaultKind kind) {
      super(kind.text(), null, false, false);
      this.kind = kind;
    }
  }

  /**
   * @param memory from address 0; allocas are taken from its second half
   * @param externals calls and intrinsics: name or spelling and operands to results
   */
  public Interpreter(Module module, byte[] memory, BiFunction<String, long[], long[]> externals) {
    this.module = module;
    this.memory = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
    this.externals = externals;
    this.top = memory.length / 2;
  }

  /** Runs a function, at most a million instructions. */
  public Outcome run(String name, long... args) {
    fuel = 1_000_000;
    Function f = module.function(name).orElseThrow();
    List<Long> results = List.of();
    FaultKind fault = null;
    try {
      long[] raw = call(f, args);
      List<Long> seen = new ArrayList<>();
      for (int i = 0; i < raw.length; i++) {
        seen.add(visible(f.results().get(i), raw[i]));
      }
      results = seen;
    } catch (Faulted e) {
      fault = e.kind;
    }
    byte[] shown = new byte[memory.capacity() / 2];
    memory.get(0, shown);
    return new Outcome(results, fault, Arrays.hashCode(shown));
  }

  private long[] call(Function f, long[] args) {
    Map<Integer, Long> env = new HashMap<>();
    Map<Integer, Block> blocks = new HashMap<>();
    f.blocks().forEach(b -> blocks.put(b.id(), b));
    Block block = f.entry();
    long[] passed = args;
    while (true) {
      for (int i = 0; i < block.params().size(); i++) {
        env.put(block.params().get(i).id(), passed[i]);
      }
      for (Instr instr : block.body()) {
        if (fuel-- == 0) {
          throw new IllegalStateException("out of fuel");
        }
        long[] in = all(instr.operands(), env);
        long[] out = step(instr, in);
        for (int i = 0; i < out.length; i++) {
          Value r = instr.results().get(i);
          env.put(r.id(), r.type().canonical(out[i]));
        }
      }
      Terminator.Edge taken;
      switch (block.terminator()) {
        case Terminator.Jump j -> taken = j.edge();
        case Terminator.Branch b ->
            taken = env.get(b.condition().id()) != 0 ? b.ifTrue() : b.ifFalse();
        case Terminator.Switch s -> {
          taken = s.otherwise();
          for (Terminator.Case c : s.cases()) {
            taken = c.value() == env.get(s.selector().id()) ? c.edge() : taken;
          }
        }
        case Terminator.Return r -> {
          return all(r.values(), env);
        }
        case Terminator.Fault x -> throw new Faulted(x.kind());
        case Terminator.Unreachable u -> throw new IllegalStateException("unreachable reached");
      }
      passed = all(taken.args(), env);
      block = blocks.get(taken.target());
    }
  }

  private static long[] all(List<Value> values, Map<Integer, Long> env) {
    return values.stream().mapToLong(v -> env.get(v.id())).toArray();
  }

  private long[] step(Instr instr, long[] in) {
    return switch (instr) {
      case Instr.Const c -> new long[] {c.bits()};
      case Instr.Symbol s -> externals.apply(s.name(), in);
      case Instr.Unary u -> new long[] {unary(u.op(), u.a().type(), in[0])};
      case Instr.Binary b -> new long[] {binary(b.op(), b.a().type(), in[0], in[1])};
      case Instr.Ternary t ->
          new long[] {
            t.op() == TernaryOp.SELECT ? (in[0] != 0 ? in[1] : in[2]) : fma(t.result().type(), in)
          };
      case Instr.Compare c -> new long[] {compare(c.op(), c.a().type(), in[0], in[1]) ? 1 : 0};
      case Instr.Convert c -> new long[] {convert(c.op(), c.a().type(), c.result().type(), in[0])};
      case Instr.PtrAdd p -> new long[] {in[0] + in[1] * p.scale() + p.offset()};
      case Instr.Load l -> new long[] {load(l.result().type(), in[0] + l.offset())};
      case Instr.Store s -> {
        store(s.value().type(), in[0] + s.offset(), visible(s.value().type(), in[1]));
        yield new long[0];
      }
      case Instr.Alloca a ->
          new long[] {storage.computeIfAbsent(a, x -> allocate(x.bytes(), x.align()))};
      case Instr.Intrinsic i -> externals.apply(i.spelling(), in);
      case Instr.Call c -> {
        Function callee = module.function(c.callee()).orElse(null);
        yield callee == null ? externals.apply(c.callee(), in) : call(callee, in);
      }
    };
  }

  private long allocate(int bytes, int align) {
    top = (top + align - 1) & -align;
    long at = top;
    top += bytes;
    return at;
  }

  private long load(Type type, long address) {
    int at = (int) address;
    return switch (type.bytes()) {
      case 1 -> memory.get(at);
      case 2 -> memory.getShort(at);
      case 4 -> memory.getInt(at);
      default -> memory.getLong(at);
    };
  }

  private void store(Type type, long address, long bits) {
    int at = (int) address;
    switch (type.bytes()) {
      case 1 -> memory.put(at, (byte) bits);
      case 2 -> memory.putShort(at, (short) bits);
      case 4 -> memory.putInt(at, (int) bits);
      default -> memory.putLong(at, bits);
    }
  }

  private static long visible(Type type, long bits) {
    return switch (type) {
      case F32 -> type.canonical(Float.floatToIntBits(Float.intBitsToFloat((int) bits)));
      case F64 -> Double.doubleToLongBits(Double.longBitsToDouble(bits));
      default -> bits;
    };
  }

  private static long unary(UnaryOp op, Type type, long a) {
    if (type == Type.F32) {
      float x = Float.intBitsToFloat((int) a);
      float r =
          switch (op) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SQRT -> (float) Math.sqrt(x);
            case FLOOR -> (float) Math.floor(x);
            case CEIL -> (float) Math.ceil(x);
            case RINT -> (float) Math.rint(x);
            case TRUNC_FLOAT -> (float) (x < 0 ? Math.ceil(x) : Math.floor(x));
            case NOT -> throw new IllegalStateException();
          };
      return Float.floatToRawIntBits(r);
    }
    if (type == Type.F64) {
      double x = Double.longBitsToDouble(a);
      double r =
          switch (op) {
            case NEG -> -x;
            case ABS -> Math.abs(x);
            case SQRT -> Math.sqrt(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case RINT -> Math.rint(x);
            case TRUNC_FLOAT -> x < 0 ? Math.ceil(x) : Math.floor(x);
            case NOT -> throw new IllegalStateException();
          };
      return Double.doubleToRawLongBits(r);
    }
    return switch (op) {
      case NEG -> -a;
      case NOT -> ~a;
      case ABS -> a < 0 ? -a : a;
      default -> throw new IllegalStateException(op + " of integers");
    };
  }

  private static long binary(BinaryOp op, Type type, long a, long b) {
    if (type == Type.F32) {
      float x = Float.intBitsToFloat((int) a);
      float y = Float.intBitsToFloat((int) b);
      float r =
          switch (op) {
            case ADD -> x + y;
            case SUB -> x - y;
            case MUL -> x * y;
            case DIV -> x / y;
            case REM -> x % y;
            case MIN -> Math.min(x, y);
            case MAX -> Math.max(x, y);
            case COPYSIGN -> Math.copySign(x, y);
            default -> throw new IllegalStateException(op + " of floats");
          };
      return Float.floatToRawIntBits(r);
    }
    if (type == Type.F64) {
      double x = Double.longBitsToDouble(a);
      double y = Double.longBitsToDouble(b);
      double r =
          switch (op) {
            case ADD -> x + y;
            case SUB -> x - y;
            case MUL -> x * y;
            case DIV -> x / y;
            case REM -> x % y;
            case MIN -> Math.min(x, y);
            case MAX -> Math.max(x, y);
            case COPYSIGN -> Math.copySign(x, y);
            default -> throw new IllegalStateException(op + " of floats");
          };
      return Double.doubleToRawLongBits(r);
    }
    int bits = type.bits();
    long ua = bits == 64 ? a : a & ((1L << bits) - 1);
    long ub = bits == 64 ? b : b & ((1L << bits) - 1);
    int shift = (int) b & (bits - 1);
    BigInteger wide = BigInteger.ONE.shiftLeft(64);
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case UDIV -> Long.divideUnsigned(ua, ub);
      case UREM -> Long.remainderUnsigned(ua, ub);
      case MULHI ->
          BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).shiftRight(bits).longValue();
      case UMULHI ->
          BigInteger.valueOf(ua)
              .mod(wide)
              .multiply(BigInteger.valueOf(ub).mod(wide))
              .shiftRight(bits)
              .longValue();
      case MIN -> Math.min(a, b);
      case MAX -> Math.max(a, b);
      case UMIN -> Long.compareUnsigned(ua, ub) < 0 ? a : b;
      case UMAX -> Long.compareUnsigned(ua, ub) > 0 ? a : b;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case SHL -> a << shift;
      case SHR -> a >> shift;
      case USHR -> ua >>> shift;
      case COPYSIGN -> throw new IllegalStateException();
    };
  }

  private static long fma(Type type, long[] in) {
    return type == Type.F32
        ? Float.floatToRawIntBits(
            Math.fma(
                Float.intBitsToFloat((int) in[0]),
                Float.intBitsToFloat((int) in[1]),
                Float.intBitsToFloat((int) in[2])))
        : Double.doubleToRawLongBits(
            Math.fma(
                Double.longBitsToDouble(in[0]),
                Double.longBitsToDouble(in[1]),
                Double.longBitsToDouble(in[2])));
  }

  private static boolean compare(CompareOp op, Type type, long a, long b) {
    if (type.isFloat()) {
      double x = type == Type.F32 ? Float.intBitsToFloat((int) a) : Double.longBitsToDouble(a);
      double y = type == Type.F32 ? Float.intBitsToFloat((int) b) : Double.longBitsToDouble(b);
      return switch (op) {
        case EQ -> x == y;
        case NE -> x != y;
        case LT -> x < y;
        case LE -> x <= y;
        case GT -> x > y;
        case GE -> x >= y;
        default -> throw new IllegalStateException(op + " of floats");
      };
    }
    int signed = Long.compare(a, b);
    int unsigned = Long.compareUnsigned(a, b);
    return switch (op) {
      case EQ -> signed == 0;
      case NE -> signed != 0;
      case LT -> signed < 0;
      case LE -> signed <= 0;
      case GT -> signed > 0;
      case GE -> signed >= 0;
      case ULT -> unsigned < 0;
      case ULE -> unsigned <= 0;
      case UGT -> unsigned > 0;
      case UGE -> unsigned >= 0;
    };
  }

  private static long convert(ConvertOp op, Type from, Type to, long a) {
    long unsigned = from.bits() == 64 ? a : a & ((1L << from.bits()) - 1);
    double real = from == Type.F32 ? Float.intBitsToFloat((int) a) : Double.longBitsToDouble(a);
    return switch (op) {
      case SEXT, TRUNC, POINTER_TO_INT, INT_TO_POINTER, TO_GENERIC -> a;
      case ZEXT -> unsigned;
      case SIGNED_TO_FLOAT ->
          to == Type.F32
              ? Float.floatToRawIntBits((float) a)
              : Double.doubleToRawLongBits((double) a);
      case UNSIGNED_TO_FLOAT -> {
        BigInteger n = new BigInteger(Long.toUnsignedString(unsigned));
        yield to == Type.F32
            ? Float.floatToRawIntBits(n.floatValue())
            : Double.doubleToRawLongBits(n.doubleValue());
      }
      case FLOAT_TO_SIGNED -> to == Type.I32 ? (int) real : (long) real;
      case FLOAT_TO_FLOAT ->
          to == Type.F32 ? Float.floatToRawIntBits((float) real) : Double.doubleToRawLongBits(real);
      case BITCAST -> visible(from, a);
    };
  }
}
