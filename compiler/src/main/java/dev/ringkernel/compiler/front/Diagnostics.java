package dev.ringkernel.compiler.front;

import com.github.javaparser.ast.Node;
import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.compiler.diag.DiagnosticCode;
import dev.ringkernel.compiler.diag.SourceRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is found; the same problem at the same place counts once. */
final class Diagnostics {
  private final Set<Diagnostic> found = new LinkedHashSet<>();

  void report(DiagnosticCode code, SourceFile file, Node at, String... args) {
    report(code, file.range(at), args);
  }

  void report(DiagnosticCode code, SourceRange range, String... args) {
    found.add(new Diagnostic(code, range, args));
  }

  int count() {
    return found.size();
  }

  /** By file, then place, then code. */
  List<Diagnostic> sorted() {
    List<Diagnostic> all = new ArrayList<>(found);
    all.sort(
        Comparator.comparing((Diagnostic d) -> d.range().path())
            .thenComparingInt(d -> d.range().start())
            .thenComparingInt(d -> d.range().length())
            .thenComparing(Diagnostic::code));
    return List.copyOf(all);
  }
}
