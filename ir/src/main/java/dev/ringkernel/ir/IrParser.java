package dev.ringkernel.ir;

import dev.ringkernel.ir.IrLexer.Kind;
import dev.ringkernel.ir.IrLexer.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text form that {@link IrPrinter} writes: {@code parse(print(x))} equals {@code x} for
 * every {@linkplain Numbering#canonical canonical} function. What is read is well formed, not
 * verified; see {@link Verifier}.
 */
public final class IrParser {
  private final List<Token> tokens;
  private int next;
  private final Map<Integer, String> files = new HashMap<>();
  private Map<String, Value> values = new HashMap<>();

  private IrParser(String text) {
    tokens = IrLexer.tokens(text);
  }

  /**
   * Reads a module.
   *
   * @throws IrParseException where the text cannot be read
   */
  public static Module parseModule(String text) {
    IrParser p = new IrParser(text);
    p.expect("module");
    String name = p.string();
    List<String> sources = new ArrayList<>();
    while (p.accept("source")) {
      Token index = p.peek();
      if (p.integer() != sources.size()) {
        throw error(index, "expected source " + sources.size());
      }
      sources.add(p.string());
    }
    p.fileTable();
    List<Function> functions = new ArrayList<>();
    while (p.peek().kind() != Kind.END) {
      functions.add(p.function());
    }
    return new Module(name, sources, functions);
  }

  /**
   * Reads one function with its file table.
   *
   * @throws IrParseException where the text cannot be read
   */
  public static Function parseFunction(String text) {
    IrParser p = new IrParser(text);
    p.fileTable();
    Function f = p.function();
    if (p.peek().kind() != Kind.END) {
      throw error(p.peek(), "expected the end of the text after the function");
    }
    return f;
  }

  private void fileTable() {
    while (accept("file")) {
      int index = (int) integer();
      files.put(index, string());
    }
  }

  private Function function() {
    expect("fn");
    Function.Kind kind = word(Function.Kind.values(), "a function kind");
    Token nameToken = peek();
    String name = string();
    values = definedValues();
    List<Value> params = definitions();
    expect("->");
    expect("(");
    List<Type> results = new ArrayList<>();
    while (!accept(")")) {
      comma(results.isEmpty());
      results.add(type());
    }
    Map<String, String> attributes = new TreeMap<>();
    if (accept("[")) {
      while (!accept("]")) {
        comma(attributes.isEmpty());
        String key = string();
        expect(":");
        attributes.put(key, string());
      }
    }
    expect("{");
    List<Block> blocks = new ArrayList<>();
    while (!accept("}")) {
      blocks.add(block(blocks.isEmpty() ? params : null));
    }
    if (blocks.isEmpty()) {
      throw error(nameToken, "function " + name + " has no blocks");
    }
    return new Function(name, kind, results, blocks, attributes);
  }

  /**
   * Finds every {@code %n: type} up to the end of this function, so that uses may stand before
   * definitions.
   */
  private Map<String, Value> definedValues() {
    Map<String, Value> defined = new HashMap<>();
    for (int i = next; i < tokens.size() - 2 && !tokens.get(i).is("}"); i++) {
      Token t = tokens.get(i);
      if (t.kind() != Kind.VALUE || !tokens.get(i + 1).is(":")) {
        continue;
      }
      Type type = Mnemonics.types().get(tokens.get(i + 2).text());
      if (type == null) {
        throw error(tokens.get(i + 2), "expected a type, found " + tokens.get(i + 2).text());
      }
      if (defined.put(t.text(), new Value(number(t), type)) != null) {
        throw error(t, "%" + t.text() + " is defined twice");
      }
    }
    return defined;
  }

  private Block block(@Nullable List<Value> functionParams) {
    int id = blockName();
    List<Value> params = List.of();
    if (functionParams != null) {
      params = functionParams;
    } else if (peek().is("(")) {
      params = definitions();
    }
    expect(":");
    List<Instr> body = new ArrayList<>();
    while (true) {
      Token t = peek();
      switch (t.text()) {
        case "jump", "branch", "switch", "return", "fault", "unreachable" -> {
          return new Block(id, params, body, terminator());
        }
        default -> body.add(instr());
      }
    }
  }

  private Instr instr() {
    List<Value> results = new ArrayList<>();
    if (peek().kind() == Kind.VALUE) {
      do {
        results.add(definition());
      } while (accept(","));
      expect("=");
    }
    Token op = take();
    if (op.kind() != Kind.WORD) {
      throw error(op, "expected an instruction, found " + op.text());
    }
    return switch (op.text()) {
      case "store" -> {
        Value pointer = value();
        long offset = accept("+") ? integer() : 0;
        expect(",");
        Value stored = value();
        none(op, results);
        yield new Instr.Store(pointer, offset, stored, span());
      }
      case "intrinsic" -> {
        String spelling = string();
        List<Value> operands = parenthesized();
        Effects effects = effects();
        yield new Instr.Intrinsic(results, spelling, operands, effects, span());
      }
      case "call" -> {
        String callee = string();
        List<Value> operands = parenthesized();
        yield new Instr.Call(results, callee, operands, span());
      }
      case "const" -> {
        Value result = one(op, results);
        long bits = constant(result.type());
        yield new Instr.Const(result, bits, span());
      }
      case "symbol" -> {
        String name = string();
        yield new Instr.Symbol(one(op, results), name, span());
      }
      case "ptradd" -> {
        Value pointer = value();
        expect("+");
        Value index = value();
        expect("*");
        long scale = integer();
        long offset = accept("+") ? integer() : 0;
        yield new Instr.PtrAdd(one(op, results), pointer, index, (int) scale, offset, span());
      }
      case "load" -> {
        Value pointer = value();
        long offset = accept("+") ? integer() : 0;
        yield new Instr.Load(one(op, results), pointer, offset, span());
      }
      case "alloca" -> {
        int bytes = (int) integer();
        expect("align");
        int align = (int) integer();
        yield new Instr.Alloca(one(op, results), bytes, align, span());
      }
      default -> operation(op, one(op, results));
    };
  }

  private Instr operation(Token name, Value result) {
    Enum<?> op = Mnemonics.opcodes().get(name.text());
    return switch (op) {
      case UnaryOp u -> {
        Value a = value();
        yield new Instr.Unary(result, u, a, span());
      }
      case BinaryOp b -> {
        Value x = value();
        Value y = nextValue();
        yield new Instr.Binary(result, b, x, y, span());
      }
      case TernaryOp t -> {
        Value x = value();
        Value y = nextValue();
        Value z = nextValue();
        yield new Instr.Ternary(result, t, x, y, z, span());
      }
      case CompareOp c -> {
        Value x = value();
        Value y = nextValue();
        yield new Instr.Compare(result, c, x, y, span());
      }
      case ConvertOp c -> {
        Value a = value();
        yield new Instr.Convert(result, c, a, span());
      }
      case null, default -> throw error(name, "unknown instruction " + name.text());
    };
  }

  private Terminator terminator() {
    return switch (take().text()) {
      case "jump" -> {
        Terminator.Edge edge = edge();
        yield new Terminator.Jump(edge, span());
      }
      case "branch" -> {
        Value condition = value();
        expect(",");
        Terminator.Edge ifTrue = edge();
        expect(",");
        Terminator.Edge ifFalse = edge();
        Terminator.Likely likely = Terminator.Likely.UNKNOWN;
        if (accept("likely")) {
          likely = word(Terminator.Likely.values(), "true or false");
        }
        yield new Terminator.Branch(condition, ifTrue, ifFalse, likely, span());
      }
      case "switch" -> {
        Value selector = value();
        List<Terminator.Case> cases = new ArrayList<>();
        expect("[");
        while (!accept("]")) {
          comma(cases.isEmpty());
          long value = integer();
          expect(":");
          cases.add(new Terminator.Case(value, edge()));
        }
        expect("else");
        Terminator.Edge otherwise = edge();
        yield new Terminator.Switch(selector, cases, otherwise, span());
      }
      case "return" -> {
        List<Value> returned = new ArrayList<>();
        while (peek().kind() == Kind.VALUE || !returned.isEmpty()) {
          returned.add(value());
          if (!accept(",")) {
            break;
          }
        }
        yield new Terminator.Return(returned, span());
      }
      case "fault" -> {
        FaultKind kind = word(FaultKind.values(), "a fault kind");
        yield new Terminator.Fault(kind, span());
      }
      case "unreachable" -> new Terminator.Unreachable(span());
      default -> throw new IllegalStateException("not a terminator");
    };
  }

  private Terminator.Edge edge() {
    int target = blockName();
    return new Terminator.Edge(target, peek().is("(") ? parenthesized() : List.of());
  }

  private Span span() {
    if (!accept("!")) {
      return Span.NONE;
    }
    List<Span> chain = new ArrayList<>();
    do {
      Token fileToken = peek();
      String file = files.get((int) integer());
      if (file == null) {
        throw error(fileToken, "file " + fileToken.text() + " is not in the file table");
      }
      expect(":");
      int line = (int) integer();
      expect(":");
      int column = (int) integer();
      expect("+");
      chain.add(new Span(file, line, column, (int) integer()));
    } while (accept("@"));
    Span span = chain.removeLast();
    for (Span inner : chain.reversed()) {
      span = new Span(inner.file(), inner.line(), inner.column(), inner.length(), span);
    }
    return span;
  }

  private Effects effects() {
    if (!accept("effects")) {
      return Effects.PURE;
    }
    expect("(");
    boolean reads = false;
    boolean writes = false;
    boolean convergent = false;
    boolean varying = false;
    Effects.Order order = Effects.Order.NONE;
    Effects.Scope scope = Effects.Scope.NONE;
    for (boolean first = true; !accept(")"); first = false) {
      comma(first);
      Token t = take();
      switch (t.text()) {
        case "reads" -> reads = true;
        case "writes" -> writes = true;
        case "convergent" -> convergent = true;
        case "varying" -> varying = true;
        default -> {
          int dot = t.text().indexOf('.');
          order =
              constant(Effects.Order.values(), dot < 0 ? t.text() : t.text().substring(0, dot), t);
          scope =
              dot < 0 ? scope : constant(Effects.Scope.values(), t.text().substring(dot + 1), t);
        }
      }
    }
    return new Effects(reads, writes, convergent, varying, order, scope);
  }

  private long constant(Type type) {
    Token t = take();
    String s = t.text();
    try {
      if (type == Type.I1 && (t.is("true") || t.is("false"))) {
        return t.is("true") ? 1 : 0;
      }
      if (t.kind() == Kind.NUMBER && s.startsWith("0x")) {
        return Long.parseUnsignedLong(s.substring(2), 16);
      }
      if (t.kind() == Kind.NUMBER && type.isInteger()) {
        long bits = Long.parseLong(s);
        if (type.canonical(bits) == bits) {
          return bits;
        }
      }
      if (t.kind() == Kind.NUMBER && type == Type.F32) {
        return Float.floatToRawIntBits(Float.parseFloat(s.replace("inf", "Infinity")));
      }
      if (t.kind() == Kind.NUMBER && type == Type.F64) {
        return Double.doubleToRawLongBits(Double.parseDouble(s.replace("inf", "Infinity")));
      }
    } catch (NumberFormatException e) {
      throw error(t, s + " is not a constant of type " + type.text());
    }
    throw error(t, s + " is not a constant of type " + type.text());
  }

  private List<Value> definitions() {
    List<Value> list = new ArrayList<>();
    expect("(");
    while (!accept(")")) {
      comma(list.isEmpty());
      list.add(definition());
    }
    return list;
  }

  private Value definition() {
    Value v = value();
    expect(":");
    type();
    return v;
  }

  private List<Value> parenthesized() {
    List<Value> list = new ArrayList<>();
    expect("(");
    while (!accept(")")) {
      comma(list.isEmpty());
      list.add(value());
    }
    return list;
  }

  private Value nextValue() {
    expect(",");
    return value();
  }

  private Value value() {
    Token t = take();
    if (t.kind() != Kind.VALUE) {
      throw error(t, "expected a value, found " + t.text());
    }
    Value v = values.get(t.text());
    if (v == null) {
      throw error(t, "%" + t.text() + " is not defined");
    }
    return v;
  }

  private int blockName() {
    Token t = take();
    try {
      if (t.kind() == Kind.WORD && t.text().startsWith("b")) {
        return Integer.parseUnsignedInt(t.text(), 1, t.text().length(), 10);
      }
    } catch (NumberFormatException e) {
      throw error(t, "expected a block, found " + t.text());
    }
    throw error(t, "expected a block, found " + t.text());
  }

  private Type type() {
    Token t = take();
    Type type = Mnemonics.types().get(t.text());
    if (type == null) {
      throw error(t, "expected a type, found " + t.text());
    }
    return type;
  }

  private <E extends Enum<E>> E word(E[] constants, String what) {
    Token t = take();
    return t.kind() == Kind.WORD ? constant(constants, t.text(), t) : fail(t, what);
  }

  private static <E extends Enum<E>> E constant(E[] constants, String text, Token t) {
    for (E c : constants) {
      if (c.name().equals(text.toUpperCase(Locale.ROOT))) {
        return c;
      }
    }
    return fail(
        t, "one of " + String.join(", ", Arrays.stream(constants).map(Mnemonics::word).toList()));
  }

  private static <E> E fail(Token t, String expected) {
    throw error(t, "expected " + expected + ", found " + t.text());
  }

  private static Value one(Token op, List<Value> results) {
    if (results.size() != 1) {
      throw error(op, op.text() + " defines one value, not " + results.size());
    }
    return results.getFirst();
  }

  private static void none(Token op, List<Value> results) {
    if (!results.isEmpty()) {
      throw error(op, op.text() + " defines no value");
    }
  }

  private void comma(boolean first) {
    if (!first) {
      expect(",");
    }
  }

  private String string() {
    Token t = take();
    if (t.kind() != Kind.STRING) {
      throw error(t, "expected a quoted name, found " + t.text());
    }
    return t.text();
  }

  private long integer() {
    Token t = take();
    try {
      if (t.kind() == Kind.NUMBER) {
        return Long.parseLong(t.text());
      }
    } catch (NumberFormatException e) {
      throw error(t, "expected a whole number of 64 bits, found " + t.text());
    }
    throw error(t, "expected a number, found " + t.text());
  }

  private static int number(Token t) {
    try {
      return Integer.parseInt(t.text());
    } catch (NumberFormatException e) {
      throw error(t, "%" + t.text() + " is too large");
    }
  }

  private Token peek() {
    return tokens.get(next);
  }

  private Token take() {
    Token t = tokens.get(next);
    if (t.kind() != Kind.END) {
      next++;
    }
    return t;
  }

  private boolean accept(String text) {
    if (peek().is(text)) {
      next++;
      return true;
    }
    return false;
  }

  private void expect(String text) {
    if (!accept(text)) {
      throw error(peek(), "expected " + text + ", found " + peek().text());
    }
  }

  private static IrParseException error(Token at, String message) {
    return new IrParseException(at.line(), at.column(), message);
  }
}
