package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.Given;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.isa.SpecialRegister;
import dev.ringkernel.ptx.text.PtxOperand.Addr;
import dev.ringkernel.ptx.text.PtxOperand.Imm;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import dev.ringkernel.ptx.text.PtxOperand.Sink;
import dev.ringkernel.ptx.text.PtxOperand.Sym;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the operands of one instruction after another: what stands there, for the choice of the
 * form, and laid flat what the line will have as operands.
 */
final class Operands {
  private static final int MOST = 64;
  private static final int LONGEST_VECTOR = 256;
  private static final Given.Register[] PLAIN = registers(false);
  private static final Given.Register[] NEGATED = registers(true);
  private static final Given SINK = new Given.Sink();
  private static final Given SYMBOL = new Given.Symbol();
  private static final Given.Address[] BY_CLASS = addresses();
  private static final Given OTHER_ADDRESS = new Given.Address(null);

  /**
   * One operand without braces and brackets.
   *
   * @param declared false for a name that only a label to come may have
   */
  record Leaf(PtxOperand operand, int offset, boolean declared) {}

  private final Lexer lexer;
  private final Constants constants;
  private final SymbolTable symbols;
  private List<Leaf> leaves = new ArrayList<>();

  Operands(Lexer lexer, Constants constants, SymbolTable symbols) {
    this.lexer = lexer;
    this.constants = constants;
    this.symbols = symbols;
  }

  private static Given.Register[] registers(boolean negated) {
    RegClass[] classes = RegClass.values();
    Given.Register[] all = new Given.Register[classes.length];
    for (RegClass c : classes) {
      all[c.ordinal()] = new Given.Register(c, negated);
    }
    return all;
  }

  private static Given.Address[] addresses() {
    RegClass[] classes = RegClass.values();
    Given.Address[] all = new Given.Address[classes.length];
    for (RegClass c : classes) {
      all[c.ordinal()] = new Given.Address(c);
    }
    return all;
  }

  /** Of the operands read last, laid flat. */
  List<Leaf> leaves() {
    return leaves;
  }

  /** Reads up to the semicolon, which it takes. */
  List<Given> all() {
    leaves = new ArrayList<>();
    List<Given> given = new ArrayList<>();
    if (lexer.accept(';')) {
      return given;
    }
    do {
      if (given.size() == MOST) {
        throw lexer.fault("an instruction has no more than " + MOST + " operands");
      }
      given.add(operand());
    } while (lexer.accept(','));
    lexer.expect(';');
    return given;
  }

  /** Reads one operand of a call: a name, register or constant. */
  Leaf one() {
    leaves = new ArrayList<>();
    int at = lexer.offset();
    simple();
    if (leaves.size() != 1) {
      throw new Fault(at, "a vector register cannot be passed");
    }
    return leaves.getFirst();
  }

  private Given operand() {
    int c = lexer.peek();
    if (c == '[') {
      return address();
    }
    if (c == '{') {
      return vector();
    }
    Given first = simple();
    return lexer.accept('|') ? new Given.Pair(first, simple()) : first;
  }

  private Given vector() {
    lexer.expect('{');
    List<Given> elements = new ArrayList<>();
    do {
      if (elements.size() == LONGEST_VECTOR) {
        throw lexer.fault("a vector has no more than " + LONGEST_VECTOR + " elements");
      }
      elements.add(simple());
    } while (lexer.accept(','));
    lexer.expect('}');
    return new Given.Vector(elements);
  }

  private Given simple() {
    int at = lexer.offset();
    if (lexer.atName()) {
      return named(at, false);
    }
    if (lexer.peek() == '!' && lexer.accept('!')) {
      if (lexer.atName()) {
        return named(at, true);
      }
      String opposite = constants.integer() == 0 ? "1" : "0";
      return leaf(new Imm(opposite), at, new Given.Literal(opposite));
    }
    if (!constants.comesNext()) {
      throw lexer.fault("an operand expected, not " + lexer.shown());
    }
    String text = constants.text();
    return leaf(new Imm(text), at, new Given.Literal(text));
  }

  private Given leaf(PtxOperand operand, int at, Given given) {
    leaves.add(new Leaf(operand, at, true));
    return given;
  }

  private Given named(int at, boolean negated) {
    String name = lexer.dottedName("a name");
    Named named = symbols.find(name);
    switch (named) {
      case Named.One one -> {
        Reg reg = one.reg();
        return leaf(reg, at, (negated ? NEGATED : PLAIN)[reg.regClass().ordinal()]);
      }
      case Named.Several several -> {
        List<Given> elements = new ArrayList<>();
        for (Reg reg : several.regs()) {
          elements.add(leaf(reg, at, PLAIN[reg.regClass().ordinal()]));
        }
        return new Given.Vector(elements);
      }
      case Named.Storage storage -> {
        return symbol(storage.sym(), at);
      }
      case Named.Param param -> {
        return symbol(param.sym(), at);
      }
      case Named.Family family ->
          throw new IllegalStateException("a family of registers has no name of its own");
      case null -> {
        return unknown(name, at);
      }
    }
  }

  private Given symbol(Sym sym, int at) {
    if (!lexer.accept('+')) {
      return leaf(sym, at, SYMBOL);
    }
    long offset = constants.integer();
    return leaf(offset == 0 ? sym : new Addr(sym, offset), at, SYMBOL);
  }

  /** No register and no storage: {@code _}, an element, a special register, or a label to come. */
  private Given unknown(String name, int at) {
    if (name.equals("_")) {
      return leaf(new Sink(), at, SINK);
    }
    if (name.equals("WARP_SZ")) {
      return leaf(new Imm("32"), at, new Given.Literal("32"));
    }
    int dot = name.indexOf('.');
    Reg element = dot > 0 ? element(name.substring(0, dot), name.substring(dot + 1)) : null;
    if (element != null) {
      return leaf(element, at, PLAIN[element.regClass().ordinal()]);
    }
    if (name.charAt(0) == '%' && SpecialRegister.of(name).isPresent()) {
      return leaf(new Sym(name), at, new Given.Special(name));
    }
    if (name.charAt(0) == '%' || dot > 0) {
      throw new Fault(at, "'" + name + "' is no declared register and no special one");
    }
    leaves.add(new Leaf(new Sym(name), at, false));
    return SYMBOL;
  }

  private @Nullable Reg element(String name, String selector) {
    int index = selector.length() == 1 ? "xyzwrgba".indexOf(selector.charAt(0)) % 4 : -1;
    return index >= 0
            && symbols.find(name) instanceof Named.Several several
            && index < several.regs().size()
        ? several.regs().get(index)
        : null;
  }

  private Given address() {
    lexer.expect('[');
    int at = lexer.offset();
    Given given;
    PtxOperand base;
    if (lexer.atName()) {
      String name = lexer.dottedName("a register or variable");
      switch (symbols.find(name)) {
        case Named.One one -> {
          base = one.reg();
          given = BY_CLASS[one.reg().regClass().ordinal()];
        }
        case Named.Storage storage -> {
          base = storage.sym();
          given = OTHER_ADDRESS;
        }
        case Named.Param param -> {
          base = param.sym();
          given = OTHER_ADDRESS;
        }
        case Named.Several several ->
            throw new Fault(at, "the vector register '" + name + "' is no address");
        case Named.Family family ->
            throw new IllegalStateException("a family of registers has no name of its own");
        case null -> throw new Fault(at, "'" + name + "' is no declared register or variable");
      }
    } else {
      base = new Imm(Long.toString(constants.integer()));
      given = OTHER_ADDRESS;
    }
    long offset = 0;
    while (lexer.accept('+')) {
      offset += constants.integer();
    }
    lexer.expect(']');
    return leaf(new Addr(base, offset), at, given);
  }
}
