package dev.ringkernel.compiler.front;

import com.github.javaparser.Problem;
import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.compiler.diag.DiagnosticCode;
import java.util.ArrayList;
import java.util.List;

/** The source front end's one entrance. */
public final class FrontEnd {
  private FrontEnd() {}

  /**
   * Compiles every class of {@code units} that has {@code @RingKernel}, {@code @GlobalKernel} or
   * {@code @Export} methods. The code is expected to be well-typed Java: javac has accepted it.
   *
   * @param index where all names are looked up; units that are not in it are added
   */
  public static FrontEndResult compile(
      TypeIndex index, List<SourceUnit> units, FrontEndOptions options) {
    Diagnostics diagnostics = new Diagnostics();
    List<SourceFile> files = new ArrayList<>();
    for (SourceUnit unit : units) {
      SourceFile file = index.file(unit);
      files.add(file);
      for (Problem problem : file.problems()) {
        String text = problem.getMessage().lines().findFirst().orElse("");
        diagnostics.report(DiagnosticCode.SYNTAX, file.range(problem), text);
      }
    }
    AttributionCache attributions = new AttributionCache(index, diagnostics);
    List<KernelClass> classes = new ArrayList<>();
    for (SourceFile file : files) {
      for (TypeInfo type : index.typesOf(file)) {
        new ClassLowering(index, attributions, diagnostics, options, type)
            .compile()
            .ifPresent(classes::add);
      }
    }
    List<Diagnostic> sorted = diagnostics.sorted();
    return new FrontEndResult(classes, sorted);
  }
}
