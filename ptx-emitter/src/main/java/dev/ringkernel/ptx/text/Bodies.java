package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.isa.Given;
import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxMatch;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxTableException;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxLine.Guard;
import dev.ringkernel.ptx.text.PtxOperand.Addr;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import dev.ringkernel.ptx.text.PtxOperand.Sym;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the body of a function, line by line. */
final class Bodies {
  private static final int LONGEST_OPCODE = 200;

  private final Lexer lexer;
  private final Constants constants;
  private final Declarations declarations;
  private final Signatures signatures;
  private final SymbolTable symbols;
  private final Operands operands;
  private final Places places;
  private final Calls calls;
  private final BiConsumer<Integer, String> wrong;

  private final List<PtxLine> lines = new ArrayList<>();
  private final List<PtxVariable> variables = new ArrayList<>();
  private final Labels labels = new Labels();

  /** Prototypes by their unique names. */
  private final Map<String, PtxLine.Prototype> prototypes = new HashMap<>();

  /** The register that the signature names as the result, and its slot. */
  private Signatures.@Nullable Entry result;

  /**
   * A statement's beginning.
   *
   * @param guard the predicate before it, or null
   */
  record Start(@Nullable Guard guard, int offset, int line, Span span) {}

  Bodies(
      Lexer lexer,
      Constants constants,
      Declarations declarations,
      Signatures signatures,
      SymbolTable symbols,
      Places places,
      BiConsumer<Integer, String> wrong) {
    this.lexer = lexer;
    this.constants = constants;
    this.declarations = declarations;
    this.signatures = signatures;
    this.symbols = symbols;
    this.operands = new Operands(lexer, constants, symbols);
    this.places = places;
    this.calls = new Calls(lexer, operands, symbols, this);
    this.wrong = wrong;
  }

  /** The function of this signature, whose opening brace was taken. */
  PtxFunction read(
      PtxFunction head, Signatures.@Nullable Entry result, List<Signatures.Entry> params) {
    symbols.startFunction();
    places.startFunction();
    lines.clear();
    variables.clear();
    labels.clear();
    prototypes.clear();
    this.result = result;
    int start = lexer.offset();
    parameters(head, result, params, start);
    symbols.open(start);
    boolean open = true;
    while (open) {
      int began = start;
      try {
        began = lexer.offset();
        open = statement();
      } catch (Fault f) {
        wrong.accept(f.offset(), f.reason());
        lexer.recover(began);
        if (lexer.peekOrEnd() == Lexer.END) {
          break;
        }
      }
    }
    labels.resolve(lines, wrong);
    return new PtxFunction(
        head.name(),
        head.source(),
        head.kind(),
        head.linkage(),
        head.result(),
        head.params(),
        head.directives(),
        variables,
        symbols.registers(),
        lines);
  }

  /** A body that control can run out of returns there; written out, nobody need know. */
  private void end(Start brace) {
    int last = lines.size() - 1;
    while (last >= 0 && lines.get(last) instanceof PtxLine.Brace) {
      last--;
    }
    if (last >= 0
        && lines.get(last) instanceof PtxLine.Instr i
        && i.guard() == null
        && i.form().effects().control()) {
      return;
    }
    leave(brace, "ret");
  }

  private void leave(Start start, String opcode) {
    if (result != null && result.register() != null) {
      Reg value = register(result.register().name());
      lines.add(store(start, result.param(), new Given.Register(value.regClass(), false), value));
    }
    lines.add(instr(start, opcode, List.of(), List.of()));
  }

  private void parameters(
      PtxFunction head,
      Signatures.@Nullable Entry given,
      List<Signatures.Entry> params,
      int start) {
    PtxParam slot = head.result();
    if (slot != null) {
      symbols.declareParam(slot, start);
    }
    if (given != null && given.register() != null) {
      symbols.declareRegister(
          given.register().name(), given.register().regClass(), 1, given.offset());
    }
    for (Signatures.Entry entry : params) {
      symbols.declareParam(entry.param(), entry.offset());
      Signatures.Register register = entry.register();
      if (register != null) {
        symbols.declareRegister(register.name(), register.regClass(), 1, entry.offset());
        Span span = places.at(lexer.line(), lexer.column(), 1);
        Start here = new Start(null, entry.offset(), lexer.line(), span);
        line(load(here, register(register.name()), entry.param()));
      }
    }
  }

  private Reg register(String name) {
    if (symbols.find(name) instanceof Named.One one) {
      return one.reg();
    }
    throw new IllegalStateException("'" + name + "' was declared as a register");
  }

  /** Copies a slot to a register. */
  PtxLine load(Start start, Reg to, PtxParam slot) {
    return instr(
        start,
        "ld.param." + Calls.moved(slot),
        List.of(new Given.Register(to.regClass(), false), new Given.Address(null)),
        List.of(to, new Addr(new Sym(slot.name()), 0)));
  }

  /** Copies a register or constant to a slot. */
  PtxLine store(Start start, PtxParam slot, Given given, PtxOperand value) {
    return instr(
        start,
        "st.param." + Calls.moved(slot),
        List.of(new Given.Address(null), given),
        List.of(new Addr(new Sym(slot.name()), 0), value));
  }

  private static PtxLine instr(
      Start start, String opcode, List<Given> given, List<PtxOperand> operands) {
    return new PtxLine.Instr(
        start.guard(), match(start, opcode, given).form(), operands, start.span(), start.line());
  }

  static PtxMatch match(Start start, String opcode, List<Given> given) {
    try {
      return PtxTable.match(opcode, given);
    } catch (PtxTableException e) {
      throw new Fault(start.offset(), String.valueOf(e.getMessage()));
    }
  }

  void line(PtxLine line) {
    lines.add(line);
  }

  /** The index of the next line. */
  int next() {
    return lines.size();
  }

  /** False behind the function's closing brace. */
  private boolean statement() {
    int c = lexer.peek();
    if (c == '{') {
      int at = lexer.offset();
      lexer.accept('{');
      symbols.open(at);
      lines.add(new PtxLine.Brace(true));
    } else if (c == '}') {
      Start here =
          new Start(null, lexer.offset(), lexer.line(), places.at(lexer.line(), lexer.column(), 1));
      lexer.accept('}');
      symbols.close();
      if (symbols.scope().outer() == null) {
        end(here);
        return false;
      }
      lines.add(new PtxLine.Brace(false));
    } else if (c == '.') {
      directive();
    } else if (c == '@') {
      lexer.accept('@');
      boolean negated = lexer.accept('!');
      int at = lexer.offset();
      String name = lexer.name("a predicate register");
      if (!(symbols.find(name) instanceof Named.One one) || one.reg().regClass() != RegClass.PRED) {
        throw new Fault(at, "'" + name + "' is no declared predicate register");
      }
      instruction(new Guard(one.reg(), negated));
    } else if (lexer.atName()) {
      instruction(null);
    } else if (c == Lexer.END) {
      throw lexer.fault("the function has no closing brace");
    } else {
      throw lexer.fault("an instruction or directive expected, not " + lexer.shown());
    }
    return true;
  }

  private void instruction(@Nullable Guard guard) {
    int at = lexer.offset();
    int line = lexer.line();
    int column = lexer.column();
    String base = lexer.name("an instruction");
    if (guard == null && lexer.peek() == ':' && lexer.accept(':')) {
      label(base, at);
      return;
    }
    String opcode = base + lexer.modifiers();
    if (opcode.length() > LONGEST_OPCODE) {
      throw new Fault(at, "no instruction has a name of " + opcode.length() + " characters");
    }
    Start start = new Start(guard, at, line, places.at(line, column, opcode.length()));
    if (base.equals("call")) {
      calls.read(start, opcode);
      return;
    }
    List<Given> given = operands.all();
    if (base.equals("ret") && given.isEmpty()) {
      leave(start, opcode);
      return;
    }
    PtxMatch match = known(start, opcode, given);
    lines.add(
        new PtxLine.Instr(guard, match.form(), taken(base, match), start.span(), start.line()));
  }

  private PtxMatch known(Start start, String opcode, List<Given> given) {
    try {
      return match(start, opcode, given);
    } catch (Fault f) {
      for (Operands.Leaf leaf : operands.leaves()) {
        if (!leaf.declared()) {
          throw undeclared(leaf);
        }
      }
      throw f;
    }
  }

  private static Fault undeclared(Operands.Leaf leaf) {
    return new Fault(leaf.offset(), "'" + leaf.operand().text() + "' is not declared");
  }

  private List<PtxOperand> taken(String base, PtxMatch match) {
    List<PtxOperand> taken = new ArrayList<>(match.formals().size());
    List<Operands.Leaf> leaves = operands.leaves();
    for (int i = 0; i < leaves.size(); i++) {
      if (!match.taken().get(i)) {
        continue;
      }
      Operands.Leaf leaf = leaves.get(i);
      Operand formal = match.formals().get(taken.size());
      if (formal.kind() == OperandKind.LABEL) {
        if (!(leaf.operand() instanceof Sym sym)) {
          throw new Fault(leaf.offset(), "a label expected, not '" + leaf.operand().text() + "'");
        }
        Scope.Label.Kind kind =
            base.equals("brx") ? Scope.Label.Kind.TARGETS : Scope.Label.Kind.CODE;
        Labels.Mention mention = new Labels.Mention(sym.text(), leaf.offset());
        labels.use(lines.size(), taken.size(), mention, kind, symbols.scope());
      } else if (!leaf.declared()) {
        throw undeclared(leaf);
      }
      taken.add(leaf.operand());
    }
    return taken;
  }

  private void label(String name, int at) {
    String word = lexer.peekDirective();
    switch (word) {
      case ".branchtargets" -> {
        lexer.directive("");
        List<Labels.Mention> mentions = names();
        String unique = symbols.declareLabel(name, Scope.Label.Kind.TARGETS, at);
        labels.table(lines.size(), mentions, symbols.scope());
        lines.add(
            new PtxLine.Targets(unique, mentions.stream().map(Labels.Mention::name).toList()));
      }
      case ".calltargets" -> {
        lexer.directive("");
        List<Labels.Mention> mentions = names();
        for (Labels.Mention m : mentions) {
          if (symbols.function(m.name()) == null) {
            throw new Fault(m.offset(), "no function '" + m.name() + "' is declared");
          }
        }
        String unique = symbols.declareLabel(name, Scope.Label.Kind.CALLEES, at);
        lines.add(
            new PtxLine.CallTargets(unique, mentions.stream().map(Labels.Mention::name).toList()));
        prototypes.put(unique, targets(unique, mentions.getFirst().name()));
      }
      case ".callprototype" -> {
        lexer.directive("");
        String unique = symbols.declareLabel(name, Scope.Label.Kind.CALLEES, at);
        PtxLine.Prototype prototype = prototype(unique);
        prototypes.put(unique, prototype);
        lines.add(prototype);
      }
      default -> {
        String unique = symbols.declareLabel(name, Scope.Label.Kind.CODE, at);
        lines.add(new PtxLine.Label(unique));
      }
    }
  }

  private PtxLine.Prototype targets(String name, String first) {
    PtxFunction f = symbols.function(first);
    if (f == null) {
      throw new IllegalStateException(first);
    }
    return new PtxLine.Prototype(name, f.result(), f.params(), List.of());
  }

  private PtxLine.Prototype prototype(String unique) {
    Signatures.Entry gives = signatures.result();
    lexer.name("'_'");
    List<PtxParam> takes = signatures.entries().stream().map(Signatures.Entry::param).toList();
    List<PtxDirective> directives = signatures.directives();
    lexer.expect(';');
    return new PtxLine.Prototype(unique, gives == null ? null : gives.param(), takes, directives);
  }

  /** The shape that a call through the label has, or empty where it is not declared before. */
  Optional<PtxLine.Prototype> prototypeAt(String label) {
    Scope.Label found = symbols.scope().findLabel(label);
    return Optional.ofNullable(found == null ? null : prototypes.get(found.name()));
  }

  Labels labels() {
    return labels;
  }

  private List<Labels.Mention> names() {
    List<Labels.Mention> names = new ArrayList<>();
    do {
      int at = lexer.offset();
      names.add(new Labels.Mention(lexer.name("a name"), at));
    } while (lexer.accept(','));
    lexer.expect(';');
    return names;
  }

  private void directive() {
    int at = lexer.offset();
    String word = lexer.directive("a directive");
    Optional<Space> space = Declarations.space(word);
    if (space.isPresent()) {
      storage(space.get());
      return;
    }
    switch (word) {
      case ".reg" -> registers();
      case ".param" -> {
        for (PtxParam slot : declarations.slots()) {
          symbols.declareParam(slot, at);
          lines.add(new PtxLine.Slot(slot));
        }
      }
      case ".loc" -> places.location();
      case ".pragma" -> signatures.pragmas().forEach(p -> lines.add(new PtxLine.Pragma(p)));
      default ->
          throw new Fault(
              at,
              "'"
                  + word
                  + "' is no directive of a body; known are .reg .param .local .shared .global"
                  + " .const .loc .pragma");
    }
  }

  private void storage(Space space) {
    int at = lexer.offset();
    for (PtxVariable v : declarations.variables(space, PtxLinkage.MODULE)) {
      String unique = symbols.declareStorage(v.name(), at);
      variables.add(
          new PtxVariable(
              space,
              v.linkage(),
              v.managed(),
              v.align(),
              v.type(),
              unique,
              v.elements(),
              v.init()));
    }
  }

  private void registers() {
    int at = lexer.offset();
    Declarations.Head head = declarations.head();
    RegClass c = Declarations.regClass(head.type());
    if (c == null) {
      throw new Fault(at, "'." + head.type() + "' is no type of a register");
    }
    do {
      int start = lexer.offset();
      String name = lexer.name("a register");
      if (lexer.accept('<')) {
        int count = constants.literal("a number of registers", 1 << 20);
        lexer.expect('>');
        symbols.declareRegisters(name, c, head.lanes(), count, start);
      } else {
        symbols.declareRegister(name, c, head.lanes(), start);
      }
    } while (lexer.accept(','));
    lexer.expect(';');
  }
}
