package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Label;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ir.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Structured code at random: every operator on the Java types, branches, loops that end, switches,
 * memory, calls, faults.
 */
final class RandomFunctions {
  static final List<Type> PARAMS =
      List.of(Type.I64, Type.I32, Type.I32, Type.I64, Type.F32, Type.F64, Type.I1, Type.PTR_GLOBAL);
  private static final List<Type> TYPES = List.of(Type.I32, Type.I64, Type.F32, Type.F64, Type.I1);
  private static final long[] SALT = {
    0, 1, -1, 2, 3, 8, 31, 33, 64, 255, Integer.MIN_VALUE, Integer.MAX_VALUE, Long.MIN_VALUE
  };
  private static final double[] REALS = {
    0.0, -0.0, 1, -1, 0.5, Double.NaN, Double.POSITIVE_INFINITY, 1e30, -2.75
  };

  private final Random random;
  private final List<Function> callees = new ArrayList<>();
  private FunctionBuilder b;
  private List<Variable> variables;
  private int line;

  private RandomFunctions(Random random) {
    this.random = random;
  }

  /** A module of two helpers and a handler {@code main} over {@link #PARAMS}. */
  static Module module(Random random) {
    RandomFunctions r = new RandomFunctions(random);
    r.callees.add(r.function("one", Function.Kind.DEVICE, List.of(Type.I32, Type.F64), 2));
    r.callees.add(r.function("two", Function.Kind.DEVICE, List.of(Type.I64), 2));
    Function main = r.function("main", Function.Kind.HANDLER, List.of(Type.I32), 4);
    List<Function> all = new ArrayList<>(r.callees);
    all.add(main);
    return new Module("random", List.of("R.java"), all);
  }

  private Function function(String name, Function.Kind kind, List<Type> results, int depth) {
    b = new FunctionBuilder(name, kind, PARAMS, results);
    variables = new ArrayList<>();
    Value local = b.alloca(Space.LOCAL, 96, 8);
    for (int i = 0; i < PARAMS.size() - 1; i++) {
      Variable v = b.variable(PARAMS.get(i), "v" + i);
      b.write(v, b.param(i));
      variables.add(v);
    }
    for (int i = 0; i < 12; i++) {
      b.store(local, 8 * i, b.lconst(i));
    }
    block(depth, local);
    b.ret(results.stream().map(this::value).toList());
    return b.build();
  }

  private void block(int depth, Value local) {
    int statements = 1 + random.nextInt(4);
    for (int i = 0; i < statements; i++) {
      b.at(new Span("R.java", ++line, 1, 3));
      switch (random.nextInt(depth > 0 ? 10 : 6)) {
        case 0, 1, 2 -> {
          Variable v = variables.get(random.nextInt(variables.size()));
          b.write(v, expression(v.type(), 3));
        }
        case 3 -> store(random.nextBoolean() ? local : b.param(7));
        case 4 -> load(random.nextBoolean() ? local : b.param(7));
        case 5 -> call();
        case 6 -> branch(depth, local);
        case 7 -> loop(depth, local);
        case 8 -> choose(depth, local);
        default -> divide();
      }
    }
  }

  private Value value(Type type) {
    List<Variable> fitting = variables.stream().filter(v -> v.type() == type).toList();
    return b.read(fitting.get(random.nextInt(fitting.size())));
  }

  private Value element(Value base) {
    Value index = b.binary(BinaryOp.AND, value(Type.I32), b.iconst(7));
    return random.nextBoolean()
        ? b.ptrAdd(base, index, 8, 0)
        : b.ptrAdd(base, b.convert(ConvertOp.SEXT, index, Type.I64), 4, 16);
  }

  private void store(Value base) {
    Type type = TYPES.get(random.nextInt(4));
    if (random.nextBoolean()) {
      b.store(base, 8 * random.nextInt(4), value(type));
    } else {
      b.store(
          b.ptrAdd(element(base), 4 * random.nextInt(2)),
          -4 * random.nextInt(2) + 4,
          value(Type.I32));
    }
  }

  private void load(Value base) {
    Variable v = variables.get(random.nextInt(2) + 1);
    b.write(
        v, b.load(Type.I32, random.nextBoolean() ? base : element(base), 4 * random.nextInt(4)));
    Value small = b.load(Type.I8, base, random.nextInt(8));
    b.write(
        variables.get(1),
        b.binary(BinaryOp.XOR, value(Type.I32), b.convert(ConvertOp.ZEXT, small, Type.I32)));
  }

  private void call() {
    if (callees.isEmpty()) {
      return;
    }
    Function callee = callees.get(random.nextInt(callees.size()));
    List<Value> args = new ArrayList<>();
    for (Type t : PARAMS) {
      args.add(t == Type.PTR_GLOBAL ? b.param(7) : expression(t, 1));
    }
    List<Value> results = b.call(callee.name(), callee.results(), args);
    for (Value r : results) {
      List<Variable> fitting = variables.stream().filter(v -> v.type() == r.type()).toList();
      b.write(fitting.getLast(), r);
    }
  }

  private void divide() {
    Type type = random.nextBoolean() ? Type.I32 : Type.I64;
    Value divisor = value(type);
    Label zero = b.newBlock();
    Label fine = b.newBlock();
    b.branch(b.compare(CompareOp.EQ, divisor, b.constant(type, 0)), zero, fine);
    b.seal(zero);
    b.seal(fine);
    b.place(zero);
    b.fault(FaultKind.DIVIDE);
    b.place(fine);
    BinaryOp[] ops = {BinaryOp.DIV, BinaryOp.REM, BinaryOp.UDIV, BinaryOp.UREM};
    b.write(
        variables.get(type == Type.I32 ? 1 : 3),
        b.binary(ops[random.nextInt(4)], value(type), divisor));
  }

  private void branch(int depth, Value local) {
    Label then = b.newBlock();
    Label otherwise = b.newBlock();
    Label join = b.newBlock();
    b.branch(expression(Type.I1, 2), then, otherwise);
    b.seal(then);
    b.seal(otherwise);
    b.place(then);
    block(depth - 1, local);
    b.jump(join);
    b.place(otherwise);
    if (random.nextBoolean()) {
      block(depth - 1, local);
    }
    b.jump(join);
    b.seal(join);
    b.place(join);
  }

  private void choose(int depth, Value local) {
    Map<Long, Label> cases = new LinkedHashMap<>();
    Label join = b.newBlock();
    Label otherwise = b.newBlock();
    for (int i = 0; i < 3; i++) {
      cases.put((long) i, random.nextInt(3) == 0 ? join : b.newBlock());
    }
    b.switchOn(b.binary(BinaryOp.AND, value(Type.I32), b.iconst(3)), cases, otherwise);
    cases.put(-1L, otherwise);
    for (Label l : cases.values()) {
      if (l != join) {
        b.seal(l);
        b.place(l);
        block(depth - 1, local);
        b.jump(join);
      }
    }
    b.seal(join);
    b.place(join);
  }

  private void loop(int depth, Value local) {
    Variable i = b.variable(Type.I32, "i");
    boolean constant = random.nextBoolean();
    b.write(i, b.iconst(0));
    Label header = b.newBlock();
    Label body = b.newBlock();
    Label step = b.newBlock();
    Label exit = b.newBlock();
    b.jump(header);
    b.place(header);
    Value bound = constant ? b.iconst(3) : b.binary(BinaryOp.AND, value(Type.I32), b.iconst(3));
    b.branch(b.compare(CompareOp.LT, b.read(i), bound), body, exit);
    b.seal(body);
    b.place(body);
    block(Math.min(1, depth - 1), local);
    int early = random.nextInt(4);
    if (early < 2) {
      Label rest = b.newBlock();
      b.branch(expression(Type.I1, 1), early == 0 ? exit : step, rest);
      b.seal(rest);
      b.place(rest);
      block(0, local);
    }
    b.jump(step);
    b.seal(step);
    b.place(step);
    b.write(i, b.binary(BinaryOp.ADD, b.read(i), b.iconst(1)));
    b.jump(header);
    b.seal(header);
    b.seal(exit);
    b.place(exit);
  }

  private Value expression(Type type, int depth) {
    if (depth == 0 || random.nextInt(5) == 0) {
      return random.nextInt(3) == 0 ? constant(type) : value(type);
    }
    if (random.nextInt(8) == 0) {
      return b.select(
          expression(Type.I1, depth - 1), expression(type, depth - 1), expression(type, depth - 1));
    }
    return switch (type) {
      case I1 -> truth(depth);
      case I32, I64 -> integer(type, depth);
      default -> real(type, depth);
    };
  }

  private Value constant(Type type) {
    long salt = SALT[random.nextInt(SALT.length)];
    double real = REALS[random.nextInt(REALS.length)];
    return switch (type) {
      case F32 -> b.fconst((float) real);
      case F64 -> b.dconst(real);
      default -> b.constant(type, salt);
    };
  }

  private Value truth(int depth) {
    if (random.nextInt(4) == 0) {
      BinaryOp[] ops = {BinaryOp.AND, BinaryOp.OR, BinaryOp.XOR};
      return b.binary(
          ops[random.nextInt(3)], expression(Type.I1, depth - 1), expression(Type.I1, depth - 1));
    }
    if (random.nextInt(4) == 0) {
      return b.unary(UnaryOp.NOT, expression(Type.I1, depth - 1));
    }
    Type of = TYPES.get(random.nextInt(4));
    CompareOp op = CompareOp.values()[random.nextInt(of.isFloat() ? 6 : 10)];
    Value left = expression(of, depth - 1);
    return b.compare(op, left, random.nextInt(6) == 0 ? left : expression(of, depth - 1));
  }

  private Value integer(Type type, int depth) {
    switch (random.nextInt(8)) {
      case 0 -> {
        UnaryOp[] ops = {UnaryOp.NEG, UnaryOp.NOT, UnaryOp.ABS};
        return b.unary(ops[random.nextInt(3)], expression(type, depth - 1));
      }
      case 1 -> {
        Type from = random.nextBoolean() ? Type.F32 : Type.F64;
        return b.convert(ConvertOp.FLOAT_TO_SIGNED, expression(from, depth - 1), type);
      }
      case 2 -> {
        return type == Type.I32
            ? b.convert(ConvertOp.TRUNC, expression(Type.I64, depth - 1), Type.I32)
            : b.convert(
                random.nextBoolean() ? ConvertOp.SEXT : ConvertOp.ZEXT,
                expression(Type.I32, depth - 1),
                Type.I64);
      }
      case 3 -> {
        return random.nextBoolean()
            ? b.convert(ConvertOp.ZEXT, expression(Type.I1, depth - 1), type)
            : b.convert(
                ConvertOp.BITCAST,
                expression(type == Type.I32 ? Type.F32 : Type.F64, depth - 1),
                type);
      }
      default -> {
        BinaryOp op;
        do {
          op = BinaryOp.values()[random.nextInt(BinaryOp.values().length)];
        } while (!op.onIntegers() || op.name().endsWith("DIV") || op.name().endsWith("REM"));
        Value left = expression(type, depth - 1);
        Value right = expression(op.isShift() ? Type.I32 : type, depth - 1);
        return b.binary(op, left, !op.isShift() && random.nextInt(8) == 0 ? left : right);
      }
    }
  }

  private Value real(Type type, int depth) {
    switch (random.nextInt(6)) {
      case 0 -> {
        UnaryOp op = UnaryOp.values()[random.nextInt(UnaryOp.values().length)];
        return b.unary(op == UnaryOp.NOT ? UnaryOp.NEG : op, expression(type, depth - 1));
      }
      case 1 -> {
        Type from = random.nextBoolean() ? Type.I32 : Type.I64;
        ConvertOp op =
            random.nextBoolean() ? ConvertOp.SIGNED_TO_FLOAT : ConvertOp.UNSIGNED_TO_FLOAT;
        return b.convert(op, expression(from, depth - 1), type);
      }
      case 2 -> {
        return b.convert(
            ConvertOp.FLOAT_TO_FLOAT,
            expression(type == Type.F32 ? Type.F64 : Type.F32, depth - 1),
            type);
      }
      default -> {
        BinaryOp[] ops = {
          BinaryOp.ADD,
          BinaryOp.SUB,
          BinaryOp.MUL,
          BinaryOp.DIV,
          BinaryOp.REM,
          BinaryOp.MIN,
          BinaryOp.MAX
        };
        return b.binary(
            ops[random.nextInt(ops.length)],
            expression(type, depth - 1),
            expression(type, depth - 1));
      }
    }
  }
}
