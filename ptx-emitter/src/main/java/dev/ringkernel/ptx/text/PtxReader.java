package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ptx.isa.PtxVersion;
import dev.ringkernel.ptx.isa.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads PTX text: what {@link PtxPrinter} prints, and what other compilers write.
 *
 * <p>An instruction is what the table has a row for; the row's syntax line is its grammar. Names
 * give way to the model's: registers are numbered by class in the order of their declarations,
 * labels and storage that share a name within a function are told apart, calls that pass registers
 * or constants get slots, and vectors are laid flat. Instructions come from the place that the last
 * {@code .loc} of their function names, or where there is none before them, from their place in the
 * text. Debug sections are stepped over.
 *
 * <p>Reading is total: any text gives a module or a {@link PtxSyntaxException}, in time and memory
 * in proportion to its length. A text has at most {@value #MOST_CHARS} characters, a function 2^20
 * registers of a class, braces nest 1000 deep, an initialiser leaves out 2^22 values, and after 20
 * faults reading ends. Safe for threads.
 */
public final class PtxReader {
  /** The longest text, in characters. */
  public static final int MOST_CHARS = 1 << 26;

  private static final int MOST_FAULTS = 20;
  private static final int LONGEST_LINE = 160;

  private final String name;
  private final String text;
  private final Lexer lexer;
  private final Constants constants;
  private final SymbolTable symbols = new SymbolTable();
  private final Declarations declarations;
  private final Signatures signatures;
  private final Places places;
  private final Bodies bodies;
  private final List<PtxAlias> aliases = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();

  /** Ends the reading of a text with too many faults. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Enough() {
      super(null, null, false, false);
    }
  }

  private PtxReader(String name, String text) {
    this.name = name;
    this.text = text;
    this.lexer = new Lexer(text);
    this.constants = new Constants(lexer);
    this.declarations = new Declarations(lexer, constants, symbols::isAddressable);
    this.signatures = new Signatures(lexer, constants, declarations);
    this.places = new Places(name, text, lexer, constants);
    this.bodies =
        new Bodies(lexer, constants, declarations, signatures, symbols, places, this::wrong);
  }

  /**
   * Reads a module.
   *
   * @param name what the text is called in messages and places, such as a file's name
   * @throws PtxSyntaxException where the text is no module; it says where and why
   */
  public static PtxModule read(String name, String text) {
    if (text.length() > MOST_CHARS) {
      throw new PtxSyntaxException(
          List.of(
              new PtxDiagnostic(
                  name,
                  1,
                  1,
                  "the text has "
                      + text.length()
                      + " characters; at most "
                      + MOST_CHARS
                      + " are read",
                  "",
                  0)));
    }
    return new PtxReader(name, text).module();
  }

  private PtxModule module() {
    Header header = new Header(new PtxVersion(0, 0), new Target(0, Target.Suffix.NONE));
    try {
      header = header();
      boolean more = true;
      while (more) {
        try {
          more = lexer.peek() != Lexer.END;
          if (more) {
            statement();
          }
        } catch (Fault f) {
          wrong(f.offset(), f.reason());
          lexer.recoverModule();
        }
      }
      finish();
    } catch (Fault f) {
      faults.add(f);
    } catch (Enough e) {
      // The faults so far are told.
    }
    if (!faults.isEmpty()) {
      throw new PtxSyntaxException(diagnostics());
    }
    return new PtxModule(
        header.version(),
        header.target(),
        places.any(),
        symbols.variables(),
        symbols.functions(),
        aliases);
  }

  private record Header(PtxVersion version, Target target) {}

  private Header header() {
    if (!lexer.acceptDirective(".version")) {
      throw lexer.fault("a PTX text begins with .version, not " + lexer.shown());
    }
    int at = lexer.offset();
    PtxVersion version;
    try {
      version = PtxVersion.parse(lexer.number());
    } catch (IllegalArgumentException e) {
      throw new Fault(at, String.valueOf(e.getMessage()));
    }
    if (!lexer.acceptDirective(".target")) {
      throw lexer.fault(".target follows .version, not " + lexer.shown());
    }
    Target target = target();
    while (lexer.accept(',')) {
      int option = lexer.offset();
      String word = lexer.name("a target's option");
      if (!word.equals("debug") && !word.startsWith("texmode_")) {
        throw new Fault(option, "'" + word + "' is no option of a target that is supported");
      }
    }
    return new Header(version, target);
  }

  private Target target() {
    int at = lexer.offset();
    try {
      return Target.parse(lexer.name("a target"));
    } catch (IllegalArgumentException e) {
      throw new Fault(at, String.valueOf(e.getMessage()));
    }
  }

  private void statement() {
    int at = lexer.offset();
    String word = lexer.directive("a directive");
    Optional<PtxLinkage> linkage = Declarations.linkage(word);
    if (linkage.isPresent()) {
      at = lexer.offset();
      word = lexer.directive("a variable's space, .func or .entry");
    }
    Optional<Space> space = Declarations.space(word);
    if (space.isPresent()) {
      variables(space.get(), linkage.orElse(PtxLinkage.MODULE), at);
    } else if (word.equals(".func") || word.equals(".entry")) {
      function(word.equals(".entry"), linkage.orElse(PtxLinkage.MODULE));
    } else if (linkage.isPresent()) {
      throw new Fault(at, "a variable's space, .func or .entry expected, not '" + word + "'");
    } else {
      other(word, at);
    }
  }

  private void other(String word, int at) {
    switch (word) {
      case ".address_size" -> {
        int size = constants.integer("an address size", 0, Integer.MAX_VALUE);
        if (size != 64) {
          throw new Fault(at, "addresses have 64 bits here, not " + size);
        }
      }
      case ".file" -> places.file();
      case ".loc" -> places.location();
      case ".section" -> {
        lexer.directive("a section's name");
        lexer.expect('{');
        lexer.skipBehind('}');
      }
      case ".pragma" -> signatures.pragmas();
      case ".alias" -> alias(at);
      default ->
          throw new Fault(
              at,
              "'"
                  + word
                  + "' is no directive of a module; known are .entry .func .global .const .shared"
                  + " .extern .visible .weak .common .alias .file .section .pragma");
    }
  }

  private void variables(Space space, PtxLinkage linkage, int at) {
    if (space == Space.LOCAL) {
      throw new Fault(at, "a module has no .local variables");
    }
    for (PtxVariable v : declarations.variables(space, linkage)) {
      symbols.declareVariable(v, at);
    }
  }

  private void alias(int at) {
    String alias = lexer.name("a function");
    lexer.expect(',');
    String target = lexer.name("a function");
    lexer.expect(';');
    for (String function : List.of(alias, target)) {
      if (symbols.function(function) == null) {
        throw new Fault(at, "no function '" + function + "' is declared");
      }
    }
    aliases.add(new PtxAlias(alias, target));
  }

  private void function(boolean entry, PtxLinkage linkage) {
    Signatures.@Nullable Entry result = entry ? null : signatures.result();
    int at = lexer.offset();
    String function = lexer.name("a function's name");
    List<Signatures.Entry> params = signatures.entries();
    List<PtxDirective> directives = signatures.directives();
    PtxFunction head =
        new PtxFunction(
            function,
            PtxNames.source(function),
            entry ? PtxFunction.Kind.ENTRY : PtxFunction.Kind.FUNCTION,
            linkage,
            result == null ? null : result.param(),
            params.stream().map(Signatures.Entry::param).toList(),
            directives,
            List.of(),
            Map.of(),
            List.of());
    symbols.declareFunction(head, at);
    if (lexer.accept(';')) {
      return;
    }
    lexer.expect('{');
    symbols.defineFunction(bodies.read(head, result, params), at);
  }

  /** What can be told only when all is read. */
  private void finish() {
    Set<String> elsewhere = new HashSet<>();
    for (PtxAlias alias : aliases) {
      elsewhere.add(alias.name());
      if (!symbols.isDefined(alias.target())) {
        wrong(
            text.length(),
            "'" + alias.target() + "', which '" + alias.name() + "' is to be, is not defined");
      }
    }
    for (PtxFunction f : symbols.functions()) {
      if (!symbols.isDefined(f.name())
          && f.linkage() != PtxLinkage.EXTERN
          && !elsewhere.contains(f.name())) {
        wrong(
            text.length(),
            "'"
                + f.name()
                + "' is declared and not defined; .extern says that another module does");
      }
    }
  }

  private void wrong(int offset, String message) {
    faults.add(new Fault(offset, message));
    if (faults.size() == MOST_FAULTS) {
      throw new Enough();
    }
  }

  private List<PtxDiagnostic> diagnostics() {
    faults.sort(Comparator.comparingInt(Fault::offset));
    List<PtxDiagnostic> all = new ArrayList<>();
    int line = 1;
    int start = 0;
    for (Fault f : faults) {
      int offset = Math.min(f.offset(), text.length());
      for (int next = text.indexOf('\n', start); next >= 0 && next < offset; ) {
        line++;
        start = next + 1;
        next = text.indexOf('\n', start);
      }
      all.add(diagnostic(f, line, start, offset));
    }
    return all;
  }

  private PtxDiagnostic diagnostic(Fault f, int line, int start, int offset) {
    int end = text.indexOf('\n', offset);
    end = end < 0 ? text.length() : end;
    int from = offset - start > LONGEST_LINE / 2 ? offset - LONGEST_LINE / 2 : start;
    String source = text.substring(from, Math.min(end, from + LONGEST_LINE));
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < source.length(); i++) {
      char c = source.charAt(i);
      shown.append(c < ' ' || c > '~' ? (c == '\t' || c == '\r' ? ' ' : '?') : c);
    }
    return new PtxDiagnostic(
        name, line, offset - start + 1, f.reason(), shown.toString(), offset - from);
  }
}
