package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Span;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where instructions come from: the last {@code .loc} of their function, or where there was none
 * yet, their place in the text itself.
 */
final class Places {
  private static final int LONGEST_PATH = 4096;

  /** Where a place is said to be inlined at itself, its chain would grow with each mention. */
  private static final int DEEPEST = 200;

  private final String name;
  private final Lexer lexer;
  private final Constants constants;
  private final Map<Integer, String> files = new HashMap<>();

  /** The places of this function by file, line and column, for {@code inlined_at}. */
  private final Map<Site, Span> sites = new HashMap<>();

  private record Site(int file, int line, int column) {}

  private @Nullable Span current;
  private boolean any;

  Places(String name, String text, Lexer lexer, Constants constants) {
    this.name = name;
    this.lexer = lexer;
    this.constants = constants;
    findFiles(text);
  }

  /** Whether the text has a {@code .loc}. */
  boolean any() {
    return any;
  }

  void startFunction() {
    current = null;
    sites.clear();
  }

  /** The place of what stands at this line and column of the text. */
  Span at(int line, int column, int length) {
    Span known = current;
    return known != null ? known : new Span(name, line, column, length);
  }

  /** {@code .file 1 "name"[, timestamp, size]}, behind its first word. */
  void file() {
    int at = lexer.offset();
    int index = constants.integer("a file's number", 0, Integer.MAX_VALUE);
    String path = lexer.string();
    String known = files.putIfAbsent(index, path);
    if (known != null && !known.equals(path)) {
      throw new Fault(at, "file " + index + " is \"" + known + "\" and \"" + path + "\"");
    }
    while (lexer.accept(',')) {
      constants.integer();
    }
  }

  /** {@code .loc file line column[, function_name label[+n], inlined_at file line column]}. */
  void location() {
    any = true;
    Site site = site();
    Span callSite = null;
    while (lexer.accept(',')) {
      int at = lexer.offset();
      String word = lexer.name("function_name or inlined_at");
      if (word.equals("function_name")) {
        lexer.name("a label");
        if (lexer.accept('+')) {
          constants.integer();
        }
      } else if (word.equals("inlined_at")) {
        Site outer = site();
        Span known = sites.get(outer);
        callSite = known != null && depth(known) < DEEPEST ? known : span(outer, null);
      } else {
        throw new Fault(at, "function_name or inlined_at expected, not '" + word + "'");
      }
    }
    Span span = span(site, callSite);
    sites.put(site, span);
    // Line 0 is code that the compiler made; it belongs to what is around it.
    if (site.line() > 0) {
      current = span;
    }
  }

  private Site site() {
    int at = lexer.offset();
    int file = constants.integer("a file's number", 0, Integer.MAX_VALUE);
    if (!files.containsKey(file)) {
      throw new Fault(at, "no .file " + file + " is declared");
    }
    int line = constants.integer("a line", 0, Integer.MAX_VALUE);
    int column = constants.integer("a column", 0, Integer.MAX_VALUE);
    return new Site(file, line, column);
  }

  private static int depth(Span span) {
    int depth = 0;
    for (Span s = span; s != null; s = s.callSite()) {
      depth++;
    }
    return depth;
  }

  private Span span(Site site, @Nullable Span callSite) {
    return new Span(files.getOrDefault(site.file(), ""), site.line(), site.column(), 1, callSite);
  }

  /** Compilers write {@code .file} last, {@code .loc} names them before. */
  private void findFiles(String text) {
    int at = text.indexOf(".file");
    while (at >= 0) {
      int i = at + 5;
      int number = 0;
      boolean digits = false;
      while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
        i++;
      }
      while (i < text.length()
          && Character.digit(text.charAt(i), 10) >= 0
          && number < 100_000_000) {
        number = number * 10 + Character.digit(text.charAt(i), 10);
        digits = true;
        i++;
      }
      while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
        i++;
      }
      if (digits && i < text.length() && text.charAt(i) == '"') {
        int end = text.indexOf('"', i + 1);
        if (end > 0 && end - i <= LONGEST_PATH) {
          files.putIfAbsent(number, text.substring(i + 1, end));
        }
      }
      at = text.indexOf(".file", i);
    }
  }
}
