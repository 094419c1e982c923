package dev.ringkernel.compiler.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.ringkernel.compiler.diag.SourceRange;
import dev.ringkernel.compiler.front.SourceUnit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * Finds javac's tree for a range of text: the one with exactly that span, else the smallest that
 * encloses it. javac keeps the ends of trees only when a listener asked for diagnostics, so the
 * file is parsed once more where they are missing, and the tree found there is taken by kind, start
 * and order.
 */
final class TreeAt {
  private TreeAt() {}

  static Tree find(Trees trees, CompilationUnitTree file, SourceUnit unit, SourceRange range) {
    Parsed again = parse(unit);
    List<Tree> theirs = all(again.file());
    Tree best = again.file();
    long size = Long.MAX_VALUE;
    for (Tree t : theirs) {
      long start = again.positions().getStartPosition(again.file(), t);
      long end = again.positions().getEndPosition(again.file(), t);
      if (start >= 0 && start <= range.start() && end >= range.end() && end - start < size) {
        best = t;
        size = end - start;
      }
    }
    Key key = key(again.positions(), again.file(), best);
    int order = 0;
    for (Tree t : theirs) {
      if (t == best) {
        break;
      }
      order += key(again.positions(), again.file(), t).equals(key) ? 1 : 0;
    }
    Tree enclosing = file;
    for (Tree t : all(file)) {
      if (key(trees.getSourcePositions(), file, t).equals(key)) {
        enclosing = t;
        if (order-- == 0) {
          return t;
        }
      }
    }
    return enclosing;
  }

  private record Key(Tree.Kind kind, long start) {}

  private static Key key(SourcePositions positions, CompilationUnitTree file, Tree tree) {
    return new Key(tree.getKind(), positions.getStartPosition(file, tree));
  }

  private static List<Tree> all(CompilationUnitTree file) {
    List<Tree> all = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
        if (tree != null) {
          all.add(tree);
        }
        return super.scan(tree, nothing);
      }
    }.scan(file, null);
    return all;
  }

  private record Parsed(CompilationUnitTree file, SourcePositions positions) {}

  private static Parsed parse(SourceUnit unit) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new IllegalStateException("inside javac there is no javac");
    }
    JavaFileObject source =
        new SimpleJavaFileObject(URI.create("memory:///Unit.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return unit.text();
          }
        };
    JavacTask task =
        (JavacTask)
            compiler.getTask(
                null,
                null,
                new DiagnosticCollector<JavaFileObject>(),
                List.of("-proc:none"),
                null,
                List.of(source));
    task.setLocale(Locale.ROOT);
    try {
      CompilationUnitTree file = task.parse().iterator().next();
      return new Parsed(file, Trees.instance(task).getSourcePositions());
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory was parsed", e);
    }
  }
}
