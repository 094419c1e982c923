package dev.ringkernel.compiler.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.compiler.diag.DiagnosticCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every code has an example that produces exactly it, and every example has a code. Codes from
 * {@link DiagnosticCode#TARGET_LACKS} on are the pipeline's, which has what targets and runtime can
 * do: to the front end their examples are right.
 */
class DiagnosticExamplesTest {
  private static final Path FOLDER =
      Path.of("src/main/resources/dev/ringkernel/compiler/diag/examples");

  private static final SourceUnit LIBRARY =
      new SourceUnit(
          "Library.java", "final class Library { static int twice(int x) { return 2 * x; } }");

  @TestFactory
  Stream<DynamicTest> eachExampleHasExactlyItsProblem() {
    return Arrays.stream(DiagnosticCode.values())
        .map(c -> DynamicTest.dynamicTest(c.id() + " " + c, () -> check(c)));
  }

  private static void check(DiagnosticCode code) {
    SourceUnit unit = new SourceUnit("Example.java", code.example());
    if (code.compareTo(DiagnosticCode.ALLOCATION) >= 0) {
      // From here on the example is Java that javac accepts.
      JavaClasses.compile(List.of(unit, LIBRARY));
    }
    TypeIndex.Builder builder = TypeIndex.builder().sources(List.of(unit));
    try (TypeIndex index =
        builder.classFiles(JavaClasses.compile(List.of(LIBRARY))::bytes).build()) {
      FrontEndResult result = FrontEnd.compile(index, List.of(unit), FrontEndOptions.DEFAULT);
      assertThat(result.diagnostics())
          .describedAs(
              () ->
                  String.join(
                      "\n", result.diagnostics().stream().map(d -> d.render(unit.text())).toList()))
          .extracting(Diagnostic::code)
          .isEqualTo(code.compareTo(DiagnosticCode.TARGET_LACKS) >= 0 ? List.of() : List.of(code));
    }
  }

  @Test
  void eachFileIsTheExampleOfACode() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      assertThat(files.map(p -> p.getFileName().toString().replace(".java", "")).toList())
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(DiagnosticCode.values()).map(DiagnosticCode::id).toList());
    }
  }

  @Test
  void aRenderedDiagnosticShowsPlaceCaretAndWayOut() {
    SourceUnit unit =
        new SourceUnit(
            "a/B.java",
            "final class B {\n\t@dev.ringkernel.api.GlobalKernel static void k(double[] a) { a[0] = a[1] % 2; }\n}\n");
    try (TypeIndex index = TypeIndex.builder().sources(List.of(unit)).build()) {
      Diagnostic d =
          FrontEnd.compile(index, List.of(unit), FrontEndOptions.DEFAULT).diagnostics().getFirst();
      assertThat(unit.text().substring(d.range().start(), d.range().end())).isEqualTo("a[1] % 2");
      assertThat(d.render(unit.text()))
          .isEqualTo(
              """
              a/B.java:2:70: error RK0109: % on double has no instruction that gives Java's result
              2 | \t@dev.ringkernel.api.GlobalKernel static void k(double[] a) { a[0] = a[1] % 2; }
                | \t                                                                    ^^^^^^^^
                = Use a - b * Math.floor(a / b) or a like form and accept its rounding.
              """);
    }
  }
}
