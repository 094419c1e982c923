package dev.ringkernel.compiler.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.Trees;
import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.compiler.front.SourceUnit;
import java.util.HashMap;
import java.util.Map;
import javax.annotation.processing.Messager;

/**
 * Hands our diagnostics to javac, each at the tree it is about, with the text that every entry
 * shows.
 */
final class Reporter {
  private final Trees trees;
  private final Messager messager;
  private final Map<String, Known> known = new HashMap<>();

  private record Known(SourceUnit unit, CompilationUnitTree tree) {}

  Reporter(Trees trees, Messager messager) {
    this.trees = trees;
    this.messager = messager;
  }

  /** Remembers javac's tree of a file. */
  void know(SourceUnit unit, CompilationUnitTree tree) {
    known.put(unit.path(), new Known(unit, tree));
  }

  void report(Diagnostic d) {
    Known file = known.get(d.range().path());
    if (file == null) {
      // Not attributed in this run: the place can only be told in words.
      messager.printMessage(javax.tools.Diagnostic.Kind.ERROR, d.render(""));
      return;
    }
    Tree tree = TreeAt.find(trees, file.tree(), file.unit(), d.range());
    trees.printMessage(javax.tools.Diagnostic.Kind.ERROR, text(d, file.unit()), tree, file.tree());
  }

  /** The rendering without its place, which javac writes itself. */
  private static String text(Diagnostic d, SourceUnit unit) {
    String rendered = d.render(unit.text());
    String place = d.range() + ": error ";
    if (!rendered.startsWith(place)) {
      throw new IllegalStateException("a rendering starts with its place: " + rendered);
    }
    return rendered.substring(place.length()).stripTrailing();
  }
}
