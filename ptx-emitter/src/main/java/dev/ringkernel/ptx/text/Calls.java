package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.Given;
import dev.ringkernel.ptx.isa.PtxMatch;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.text.Bodies.Start;
import dev.ringkernel.ptx.text.Operands.Leaf;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import dev.ringkernel.ptx.text.PtxOperand.Sym;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls. Where the text gives or takes registers and constants, slots are made for them, so
 * that a call of the model always passes slots.
 */
final class Calls {
  private final Lexer lexer;
  private final Operands operands;
  private final SymbolTable symbols;
  private final Bodies body;

  /** What a call passes: results, callee, arguments, prototype. */
  private record Parts(
      List<Leaf> results, Leaf callee, List<Leaf> arguments, @Nullable Leaf prototype) {}

  /** What the callee takes and gives. */
  private record Shape(@Nullable PtxParam result, List<PtxParam> params) {}

  Calls(Lexer lexer, Operands operands, SymbolTable symbols, Bodies body) {
    this.lexer = lexer;
    this.operands = operands;
    this.symbols = symbols;
    this.body = body;
  }

  /** The type that loads and stores of a slot move. */
  static String moved(PtxParam slot) {
    PtxType type = slot.ptxType();
    return type.kind() == PtxType.Kind.FLOAT && type != PtxType.F32 && type != PtxType.F64
        ? "b" + type.bits()
        : type.ptxName();
  }

  /** Reads a call behind its opcode. */
  void read(Start start, String opcode) {
    Parts parts = parts();
    boolean direct = parts.callee().operand() instanceof Sym;
    Leaf named = parts.prototype();
    if (direct == (named != null)) {
      throw new Fault(
          parts.callee().offset(),
          direct
              ? "a call of a function by its name takes no prototype"
              : "a call through a register needs a prototype or a list of targets");
    }
    Shape shape = direct ? function(parts.callee()) : prototype(named);
    check(parts, shape, start);
    List<PtxLine> before = new ArrayList<>();
    List<String> slots = new ArrayList<>();
    for (int i = 0; i < parts.arguments().size(); i++) {
      Leaf argument = parts.arguments().get(i);
      if (isSlot(argument)) {
        slots.add(argument.operand().text());
      } else {
        PtxParam slot = slot("$in" + i, shape.params().get(i), argument);
        slots.add(slot.name());
        before.add(new PtxLine.Slot(slot));
        before.add(body.store(start, slot, given(argument), argument.operand()));
      }
    }
    List<PtxLine> after = new ArrayList<>();
    String result = null;
    if (!parts.results().isEmpty() && shape.result() != null) {
      Leaf leaf = parts.results().getFirst();
      result = leaf.operand().text();
      if (leaf.operand() instanceof Reg reg) {
        PtxParam slot = slot("$out", shape.result(), leaf);
        result = slot.name();
        before.add(new PtxLine.Slot(slot));
        after.add(body.load(start, reg, slot));
      }
    }
    boolean scoped = !before.isEmpty();
    if (scoped) {
      body.line(new PtxLine.Brace(true));
    }
    before.forEach(body::line);
    String label = named == null ? null : named.operand().text();
    if (named != null) {
      Labels.Mention mention = new Labels.Mention(named.operand().text(), named.offset());
      body.labels().use(body.next(), -1, mention, Scope.Label.Kind.CALLEES, symbols.scope());
    }
    body.line(
        new PtxLine.Call(
            start.guard(),
            form(start, opcode, parts).form(),
            result,
            parts.callee().operand(),
            slots,
            label,
            start.span(),
            start.line()));
    after.forEach(body::line);
    if (scoped) {
      body.line(new PtxLine.Brace(false));
    }
  }

  private Parts parts() {
    List<Leaf> results = lexer.peek() == '(' ? list() : List.of();
    if (!results.isEmpty() || lexer.peek() == ',') {
      lexer.expect(',');
    }
    Leaf callee = operands.one();
    List<Leaf> arguments = List.of();
    Leaf prototype = null;
    if (lexer.accept(',')) {
      if (lexer.peek() == '(') {
        arguments = list();
        prototype = lexer.accept(',') ? operands.one() : null;
      } else {
        prototype = operands.one();
      }
    }
    lexer.expect(';');
    return new Parts(results, callee, arguments, prototype);
  }

  private List<Leaf> list() {
    List<Leaf> list = new ArrayList<>();
    lexer.expect('(');
    if (lexer.accept(')')) {
      return list;
    }
    do {
      list.add(operands.one());
    } while (lexer.accept(','));
    lexer.expect(')');
    return list;
  }

  private Shape function(Leaf callee) {
    PtxFunction f = symbols.function(callee.operand().text());
    if (f == null) {
      throw new Fault(
          callee.offset(),
          "no function '" + callee.operand().text() + "' is declared before this call");
    }
    if (f.kind() == PtxFunction.Kind.ENTRY) {
      throw new Fault(callee.offset(), "'" + f.name() + "' is an entry, which cannot be called");
    }
    return new Shape(f.result(), f.params());
  }

  private Shape prototype(@Nullable Leaf named) {
    if (named == null || !(named.operand() instanceof Sym label)) {
      throw new Fault(
          named == null ? lexer.offset() : named.offset(), "a prototype's name expected");
    }
    PtxLine.Prototype p =
        body.prototypeAt(label.text())
            .orElseThrow(
                () ->
                    new Fault(
                        named.offset(),
                        "no .callprototype or .calltargets '"
                            + label.text()
                            + "' stands before this call"));
    return new Shape(p.result(), p.params());
  }

  private void check(Parts parts, Shape shape, Start start) {
    int takes = shape.params().size();
    boolean more = takes > 0 && shape.params().getLast().size() == 0;
    int given = parts.arguments().size();
    if (given != takes && !(more && given == takes - 1)) {
      throw new Fault(start.offset(), "the callee takes " + takes + " arguments, not " + given);
    }
    int gives = shape.result() == null ? 0 : 1;
    if (parts.results().size() > gives) {
      throw new Fault(
          start.offset(), "the callee gives " + gives + " results, not " + parts.results().size());
    }
    if (parts.results().isEmpty() && gives > 0) {
      throw new Fault(start.offset(), "the callee gives a result, which the call must take");
    }
    for (Leaf leaf : parts.results()) {
      if (!isSlot(leaf) && !(leaf.operand() instanceof Reg)) {
        throw new Fault(leaf.offset(), "a result is a .param variable or a register");
      }
    }
  }

  /** Whether it names a {@code .param} variable; else it is a register or constant to be copied. */
  private boolean isSlot(Leaf leaf) {
    if (!(leaf.operand() instanceof Sym sym)) {
      return false;
    }
    if (symbols.find(sym.text()) instanceof Named.Param) {
      return true;
    }
    throw new Fault(leaf.offset(), "'" + sym.text() + "' is no .param variable");
  }

  private PtxParam slot(String wanted, PtxParam shape, Leaf leaf) {
    if (!shape.isScalar()) {
      throw new Fault(leaf.offset(), "the callee wants bytes, which only a .param variable can be");
    }
    String name = wanted;
    while (symbols.find(name) != null) {
      name += "$";
    }
    return PtxParam.scalar(name, shape.type());
  }

  private static Given given(Leaf leaf) {
    return switch (leaf.operand()) {
      case Reg reg -> new Given.Register(reg.regClass(), false);
      case PtxOperand.Imm imm -> new Given.Literal(imm.text());
      case Sym s -> throw notPassed(leaf);
      case PtxOperand.Sink s -> throw notPassed(leaf);
      case PtxOperand.Addr a -> throw notPassed(leaf);
    };
  }

  private static Fault notPassed(Leaf leaf) {
    return new Fault(leaf.offset(), "'" + leaf.operand().text() + "' cannot be an argument");
  }

  private static PtxMatch form(Start start, String opcode, Parts parts) {
    List<Given> given = new ArrayList<>();
    if (!parts.results().isEmpty()) {
      given.add(new Given.Slots(parts.results().size()));
    }
    given.add(
        parts.callee().operand() instanceof Reg reg
            ? new Given.Register(reg.regClass(), false)
            : new Given.Symbol());
    if (!parts.arguments().isEmpty()) {
      given.add(new Given.Slots(parts.arguments().size()));
    }
    if (parts.prototype() != null) {
      given.add(new Given.Symbol());
    }
    return Bodies.match(start, opcode, given);
  }
}
