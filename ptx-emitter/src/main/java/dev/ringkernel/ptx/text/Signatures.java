package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxDirective.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what functions and prototypes take and give, and the directives behind. */
final class Signatures {
  private final Lexer lexer;
  private final Constants constants;
  private final Declarations declarations;

  /**
   * A parameter or result. One that the text has in a register comes in a slot like all others, and
   * is copied.
   *
   * @param register name and class of the register, or null
   */
  record Entry(PtxParam param, @Nullable Register register, int offset) {}

  /** A register that a signature declares. */
  record Register(String name, RegClass regClass) {}

  Signatures(Lexer lexer, Constants constants, Declarations declarations) {
    this.lexer = lexer;
    this.constants = constants;
    this.declarations = declarations;
  }

  /** Parameters in parentheses; empty where there are none. */
  List<Entry> entries() {
    List<Entry> entries = new ArrayList<>();
    if (!lexer.accept('(') || lexer.accept(')')) {
      return entries;
    }
    do {
      entries.add(entry(entries.size()));
    } while (lexer.accept(','));
    lexer.expect(')');
    return entries;
  }

  /** The result in parentheses, or null where there is none. */
  @Nullable Entry result() {
    int at = lexer.offset();
    List<Entry> results = entries();
    if (results.size() > 1) {
      throw new Fault(at, "a function has one result, not " + results.size());
    }
    return results.isEmpty() ? null : results.getFirst();
  }

  private Entry entry(int index) {
    if (lexer.acceptDirective(".param")) {
      int at = lexer.offset();
      return new Entry(declarations.param(), null, at);
    }
    int at = lexer.offset();
    if (!lexer.acceptDirective(".reg")) {
      throw lexer.fault(".param or .reg expected, not " + lexer.shown());
    }
    Declarations.Head head = declarations.head();
    RegClass c = Declarations.regClass(head.type());
    if (c == null || c == RegClass.PRED || c.bits() < 32 || head.lanes() > 1) {
      throw new Fault(at, "a register of type ." + head.type() + " cannot be passed");
    }
    String name = lexer.name("a register");
    PtxParam slot = PtxParam.scalar(name + "$" + index, "." + c.declared().substring(1));
    return new Entry(slot, new Register(name, c), at);
  }

  /** The directives before a body or a semicolon. */
  List<PtxDirective> directives() {
    List<PtxDirective> directives = new ArrayList<>();
    while (lexer.atDirective()) {
      int at = lexer.offset();
      String word = lexer.directive("a directive");
      Optional<Kind> kind = Kind.of(word);
      if (kind.isEmpty()) {
        throw new Fault(at, "'" + word + "' is no directive of a function; known are " + known());
      }
      if (kind.get() == Kind.PRAGMA) {
        pragmas().forEach(p -> directives.add(PtxDirective.pragma(p)));
        continue;
      }
      List<Integer> values = new ArrayList<>();
      if (kind.get().most() > 0) {
        do {
          values.add(constants.integer("a value of " + word, 0, Integer.MAX_VALUE));
        } while (values.size() < kind.get().most() && lexer.accept(','));
      }
      directives.add(new PtxDirective(kind.get(), values, ""));
    }
    return directives;
  }

  /** The strings behind {@code .pragma}, and the semicolon. */
  List<String> pragmas() {
    List<String> pragmas = new ArrayList<>();
    do {
      pragmas.add(lexer.string());
    } while (lexer.accept(','));
    lexer.expect(';');
    return pragmas;
  }

  private static String known() {
    List<String> known = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      known.add(kind.spelling().toLowerCase(Locale.ROOT));
    }
    return String.join(" ", known);
  }
}
