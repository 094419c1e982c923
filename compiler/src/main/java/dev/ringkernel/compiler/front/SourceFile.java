package dev.ringkernel.compiler.front;

import com.github.javaparser.JavaParser;
import com.github.javaparser.ParseResult;
import com.github.javaparser.ParserConfiguration;
import com.github.javaparser.Position;
import com.github.javaparser.Problem;
import com.github.javaparser.Range;
import com.github.javaparser.ast.CompilationUnit;
import com.github.javaparser.ast.Node;
import dev.ringkernel.compiler.diag.SourceRange;
import dev.ringkernel.ir.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A parsed source file. It is parsed once, when it enters the index. */
final class SourceFile {
  private final SourceUnit unit;
  private final int[] lineStarts;
  private final @Nullable CompilationUnit tree;
  private final List<Problem> problems;

  private SourceFile(SourceUnit unit, @Nullable CompilationUnit tree, List<Problem> problems) {
    this.unit = unit;
    this.tree = tree;
    this.problems = problems;
    this.lineStarts = lineStarts(unit.text());
  }

  static SourceFile parse(SourceUnit unit) {
    ParserConfiguration configuration =
        new ParserConfiguration()
            .setLanguageLevel(ParserConfiguration.LanguageLevel.JAVA_25)
            .setAttributeComments(false)
            .setTabSize(1);
    ParseResult<CompilationUnit> result = new JavaParser(configuration).parse(unit.text());
    return new SourceFile(
        unit, result.isSuccessful() ? result.getResult().orElse(null) : null, result.getProblems());
  }

  SourceUnit unit() {
    return unit;
  }

  String path() {
    return unit.path();
  }

  /** The syntax tree; null when the parser refused the file. */
  @Nullable CompilationUnit tree() {
    return tree;
  }

  List<Problem> problems() {
    return problems;
  }

  String packageName() {
    return tree == null
        ? ""
        : tree.getPackageDeclaration().map(p -> p.getNameAsString()).orElse("");
  }

  SourceRange range(Node node) {
    Range r =
        node.getRange()
            .orElseThrow(
                () -> new IllegalStateException("node without a range in " + path() + ": " + node));
    return range(r);
  }

  SourceRange range(Range r) {
    int start = offset(r.begin);
    int end = offset(r.end) + 1;
    return new SourceRange(path(), start, Math.max(1, end - start), r.begin.line, r.begin.column);
  }

  /** The range of a parser problem, the start of the file when it has none. */
  SourceRange range(Problem problem) {
    Optional<Range> r = problem.getLocation().flatMap(l -> l.toRange());
    return r.map(this::range).orElseGet(() -> new SourceRange(path(), 0, 1, 1, 1));
  }

  SourceRange range(Span span) {
    int start = offset(new Position(span.line(), span.column()));
    return new SourceRange(path(), start, span.length(), span.line(), span.column());
  }

  Span span(Node node) {
    SourceRange r = range(node);
    return new Span(path(), r.line(), r.column(), r.length());
  }

  private int offset(Position p) {
    int line = Math.max(1, Math.min(p.line, lineStarts.length));
    return Math.min(lineStarts[line - 1] + p.column - 1, unit.text().length());
  }

  private static int[] lineStarts(String text) {
    List<Integer> starts = new ArrayList<>();
    starts.add(0);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        starts.add(i + 1);
      }
    }
    return starts.stream().mapToInt(Integer::intValue).toArray();
  }
}
