package dev.ringkernel.ir;

import java.util.List;

/**
 * An instruction inside a block. Few shapes, many opcodes. Every shape names its results first;
 * operands follow in evaluation order.
 */
public sealed interface Instr {
  /** Where the instruction comes from. */
  Span span();

  /** Values defined here; empty for stores. */
  List<Value> results();

  /** Values used here, in order. */
  List<Value> operands();

  /** What it does beyond its results. */
  Effects effects();

  /**
   * Whether it may be dropped if nothing uses its results; what has none is there for what it does.
   */
  default boolean isRemovable() {
    return !results().isEmpty() && effects().isRemovable();
  }

  /**
   * A constant; floats by their IEEE encoding. Only the low {@code result.type().bits()} bits given
   * count; they are kept as {@link Type#canonical} says.
   */
  record Const(Value result, long bits, Span span) implements Instr {
    public Const {
      bits = result.type().canonical(bits);
    }

    @Override
    public List<Value> results() {
      return List.of(result);
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Effects effects() {
      return Effects.PURE;
    }
  }

  /** A constant known when modules are linked, such as {@code type:samples.Add} (a wire id). */
  record Symbol(Value result, String name, Span span) implements Instr {
    @Override
    public List<Value> results() {
      return List.of(result);
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Effects effects() {
      return Effects.PURE;
    }
  }

  record Unary(Value result, UnaryOp op, Value a, Span span) implements Instr {
    @Override
    public List<Value> results() {
      return List.of(result);
    }

    @Override
    public List<Value> operands() {
      return List.of(a);
    }

    @Override
    public Effects effects() {
      return Effects.PURE;
    }
  }

  record Binary(Value result, BinaryOp op, Value a, Value b, Span span) implements Instr {
    @Override
    public List<Value> results() {
      return List.of(result);
    }

    @Override
    public List<Value> operands() {
      return List.of(a, b);
    }

    @Override
    public Effects effects() {
      return Effects.PURE;
    }
  }

  record Ternary(Value result, TernaryOp op, Value a, Value b, Value c, Span span)
      implements Instr {
    @Override
    public List<Value> results() {
      return List.of(result);
    }

    @Override
    public List<Value> operands() {
      return List.of(a, b, c);
    }

    @Override
    public Effects effects() {
      return Effects.PURE;
    }
  }

  record Compare(Value result, CompareOp op, Value a, Value b, Span span) implements Instr {
    @Override
    public List<Value> results() {
      return List.of(result);
    }

    @Override
    public List<Value> operands() {
      return List.of(a, b);
    }

    @Override
    public Effects effects() {
      return Effects.PURE;
    }
  }

  record Convert(Value result, ConvertOp op, Value a, Span span) implements Instr {
    @Override
    public List<Value> results() {
      return List.of(result);
    }

    @Override
    public List<Value> operands() {
      return List.of(a);
    }

    @Override
    public Effects effects() {
      return Effects.PURE;
    }
  }

  /**
   * {@code pointer + index × scale + offset} bytes, in the pointer's space; index is I32
   * (sign-extended) or I64.
   */
  record PtrAdd(Value result, Value pointer, Value index, int scale, long offset, Span span)
      implements Instr {
    @Override
    public List<Value> results() {
      return List.of(result);
    }

    @Override
    public List<Value> operands() {
      return List.of(pointer, index);
    }

    @Override
    public Effects effects() {
      return Effects.PURE;
    }
  }

  /**
   * A weak load of {@code result.type()} from {@code pointer + offset}, naturally aligned. I1 is a
   * byte, 0 or 1.
   */
  record Load(Value result, Value pointer, long offset, Span span) implements Instr {
    @Override
    public List<Value> results() {
      return List.of(result);
    }

    @Override
    public List<Value> operands() {
      return List.of(pointer);
    }

    @Override
    public Effects effects() {
      return Effects.WEAK_READ;
    }
  }

  /** A weak store of {@code value} to {@code pointer + offset}, naturally aligned. */
  record Store(Value pointer, long offset, Value value, Span span) implements Instr {
    @Override
    public List<Value> results() {
      return List.of();
    }

    @Override
    public List<Value> operands() {
      return List.of(pointer, value);
    }

    @Override
    public Effects effects() {
      return Effects.WEAK_WRITE;
    }
  }

  /**
   * Static storage of one thread (LOCAL result) or one block (SHARED result); one object however
   * often it is executed.
   */
  record Alloca(Value result, int bytes, int align, Span span) implements Instr {
    @Override
    public List<Value> results() {
      return List.of(result);
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Effects effects() {
      return Effects.PURE;
    }
  }

  /**
   * One target instruction by its spelling, for example {@code atom.add.relaxed.gpu.global.u32 d,
   * [a], b}. Results bind to the destination operands in order, operands to the sources in order
   * (addresses included).
   */
  record Intrinsic(
      List<Value> results, String spelling, List<Value> operands, Effects effects, Span span)
      implements Instr {
    public Intrinsic {
      results = List.copyOf(results);
      operands = List.copyOf(operands);
    }
  }

  /** A direct call of a function of this module, or of one that linking supplies. */
  record Call(List<Value> results, String callee, List<Value> operands, Span span)
      implements Instr {
    public Call {
      results = List.copyOf(results);
      operands = List.copyOf(operands);
    }

    @Override
    public Effects effects() {
      return Effects.ANY;
    }
  }
}
