package dev.ringkernel.compiler.front;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.ArrayCreationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LiteralExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.UnaryExpr;
import com.github.javaparser.ast.expr.VariableDeclarationExpr;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.ringkernel.compiler.diag.SourceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * For every expression of a corpus: our type, our choice among overloads and our constants are
 * javac's.
 */
class JavacAgreementTest {
  /** What javac says of one expression. */
  private record Said(String type, String method, Object constant, boolean isVariable) {}

  @TestFactory
  Stream<DynamicTest> corpus() throws IOException {
    List<Path> alone = new ArrayList<>();
    alone.addAll(list(Path.of("src/test/resources/device")));
    alone.addAll(list(Path.of("src/test/resources/resolve")));
    List<Path> runtime = list(Path.of("../runtime/src/main/java/dev/ringkernel/runtime/device"));
    assertThat(runtime).isNotEmpty();
    alone.removeIf(p -> !DeviceFile.read(p).errors().isEmpty());
    return Stream.concat(
        alone.stream()
            .map(
                p ->
                    DynamicTest.dynamicTest(
                        p.getFileName().toString(), () -> compare(List.of(p), true))),
        Stream.of(DynamicTest.dynamicTest("the device runtime", () -> compare(runtime, false))));
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(p -> p.toString().endsWith(".java") && !p.endsWith("package-info.java"))
          .sorted()
          .toList();
    }
  }

  /** Methods that the subset refuses are left out, or where {@code strict} none may be. */
  private static void compare(List<Path> paths, boolean strict) throws IOException {
    List<SourceUnit> units = new ArrayList<>();
    for (Path p : paths) {
      units.add(new SourceUnit(p.getFileName().toString(), Files.readString(p)));
    }
    Map<String, Map<String, Said>> javac = javac(units);
    List<String> differences = new ArrayList<>();
    int compared = 0;
    try (TypeIndex index = TypeIndex.builder().sources(units).build()) {
      for (SourceUnit unit : units) {
        compared += compare(index, unit, javac.get(unit.path()), strict, differences);
      }
    }
    assertThat(differences).isEmpty();
    assertThat(compared).isGreaterThan(20);
  }

  private static int compare(
      TypeIndex index,
      SourceUnit unit,
      Map<String, Said> javac,
      boolean strict,
      List<String> differences) {
    int compared = 0;
    SourceFile file = index.file(unit);
    for (TypeInfo type : index.typesOf(file)) {
      for (MethodInfo m : type.methods()) {
        if (m.declaration() == null || m.isConstructor()) {
          continue;
        }
        Attribution out = new Attribution();
        Diagnostics found = new Diagnostics();
        Attributor attributor = new Attributor(index, found, out, file, type, m.isStatic());
        // Strings are refused on the device, but have types.
        attributor.textDepth++;
        attributor.statements().method(m);
        if (found.count() > 0 && !strict) {
          continue;
        }
        found.sorted().forEach(d -> differences.add(d.render(unit.text())));
        for (Map.Entry<Expression, JType> e : out.types().entrySet()) {
          compared += compare(unit, file, out, e.getKey(), e.getValue(), javac, differences);
        }
      }
    }
    return compared;
  }

  private static int compare(
      SourceUnit unit,
      SourceFile file,
      Attribution out,
      Expression e,
      JType type,
      Map<String, Said> javac,
      List<String> differences) {
    Node parent = e.getParentNode().orElse(null);
    boolean folded =
        e instanceof LiteralExpr
            && parent instanceof UnaryExpr u
            && u.getOperator() == UnaryExpr.Operator.MINUS;
    boolean partOfNew = e instanceof ArrayInitializerExpr && parent instanceof ArrayCreationExpr;
    if (e instanceof VariableDeclarationExpr
        || folded
        || partOfNew
        || out.symbol(e) instanceof Symbol.PackageName) {
      // What javac has no tree of its own for.
      return 0;
    }
    SourceRange r = file.range(e);
    String where = r + " `" + unit.text().substring(r.start(), r.end()) + "`: ";
    Said said = javac.get(r.start() + ":" + r.end());
    if (said == null) {
      differences.add(where + "javac has no expression here");
      return 1;
    }
    if (!said.type().equals(type.text())) {
      differences.add(where + "we say " + type.text() + ", javac " + said.type());
    }
    if (e instanceof MethodCallExpr && out.symbol(e) instanceof MethodInfo m) {
      String ours =
          m.owner().type().text()
              + "."
              + m.name()
              + m.paramTypes().stream().map(JType::text).collect(Collectors.joining(",", "(", ")"));
      if (!ours.equals(said.method())) {
        differences.add(where + "we call " + ours + ", javac " + said.method());
      }
    }
    if (said.isVariable()) {
      Object constant = out.constant(e);
      if (constant == null ? said.constant() != null : !constant.equals(said.constant())) {
        differences.add(
            where + "constant " + constant + " to us, " + said.constant() + " to javac");
      }
    }
    return 1;
  }

  private static Map<String, Map<String, Said>> javac(List<SourceUnit> units) throws IOException {
    List<javax.tools.Diagnostic<?>> problems = new ArrayList<>();
    List<JavaClasses.Text> texts = units.stream().map(JavaClasses.Text::new).toList();
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, problems::add, List.of("-proc:none"), null, texts);
    Map<String, Map<String, Said>> all = new HashMap<>();
    List<CompilationUnitTree> trees = new ArrayList<>();
    task.parse().forEach(trees::add);
    task.analyze();
    assertThat(problems.stream().filter(p -> p.getKind() == javax.tools.Diagnostic.Kind.ERROR))
        .isEmpty();
    for (CompilationUnitTree tree : trees) {
      String path = Path.of(tree.getSourceFile().getName()).getFileName().toString();
      Map<String, Said> said = new TreeMap<>();
      new Scanner(task, tree, said).scan(new TreePath(tree), null);
      all.put(path, said);
    }
    return all;
  }

  private static final class Scanner extends TreePathScanner<Void, Void> {
    private final Trees trees;
    private final Types types;
    private final Elements elements;
    private final SourcePositions positions;
    private final CompilationUnitTree unit;
    private final Map<String, Said> said;

    Scanner(JavacTask task, CompilationUnitTree unit, Map<String, Said> said) {
      this.trees = Trees.instance(task);
      this.types = task.getTypes();
      this.elements = task.getElements();
      this.positions = trees.getSourcePositions();
      this.unit = unit;
      this.said = said;
    }

    @Override
    public Void scan(Tree tree, Void nothing) {
      if (tree instanceof ExpressionTree) {
        TreePath path = new TreePath(getCurrentPath(), tree);
        TypeMirror type = trees.getTypeMirror(path);
        if (type != null
            && type.getKind() != TypeKind.EXECUTABLE
            && type.getKind() != TypeKind.PACKAGE) {
          Element element = trees.getElement(path);
          String key =
              positions.getStartPosition(unit, tree) + ":" + positions.getEndPosition(unit, tree);
          boolean call = tree instanceof MethodInvocationTree;
          String method = call && element instanceof ExecutableElement m ? signature(m) : "";
          boolean variable = !call && element instanceof VariableElement;
          Object constant = variable ? ((VariableElement) element).getConstantValue() : null;
          said.put(key, new Said(text(type), method, constant, variable));
        }
      }
      return super.scan(tree, nothing);
    }

    private String signature(ExecutableElement m) {
      String owner =
          elements
              .getBinaryName((TypeElement) m.getEnclosingElement())
              .toString()
              .replace('$', '.');
      return owner
          + "."
          + m.getSimpleName()
          + m.getParameters().stream()
              .map(p -> text(p.asType()))
              .collect(Collectors.joining(",", "(", ")"));
    }

    private String text(TypeMirror type) {
      return switch (type.getKind()) {
        case NULL -> "null";
        case VOID -> "void";
        default -> types.erasure(type).toString();
      };
    }
  }
}
