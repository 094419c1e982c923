package dev.ringkernel.compiler.front;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.compiler.diag.Diagnostic;
import dev.ringkernel.compiler.diag.DiagnosticCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Messages, constants and enums may come from class files; code may not, a record's own code
 * included.
 */
class ClassPathTest {
  private static final SourceUnit LIBRARY =
      new SourceUnit(
          "lib/Plain.java",
          """
          package lib;
          import dev.ringkernel.api.*;
          @RingMessage public record Plain(int n, long w, boolean b, double d, @Capacity(2) int[] a, Kind kind, ActorRef<?> to) {
            public enum Kind { A, B }
            public static final int LIMIT = 3;
            public static final char C = 'c';
          }
          """);
  private static final SourceUnit OWN =
      new SourceUnit(
          "lib/Own.java",
          """
          package lib;
          @dev.ringkernel.api.RingMessage public record Own(int n) {
            public Own { if (n < 0) throw new IllegalArgumentException(); }
          }
          """);
  private static final SourceUnit ACCESSOR =
      new SourceUnit(
          "lib/Accessor.java",
          """
          package lib;
          @dev.ringkernel.api.RingMessage public record Accessor(int n) { public int n() { return -n; } }
          """);

  private static final SourceUnit SWAPPED =
      new SourceUnit(
          "lib/Swapped.java",
          """
          package lib;
          @dev.ringkernel.api.RingMessage public record Swapped(long a, long b) {
            public Swapped(long a, long b) { this.a = b; this.b = a; }
          }
          """);

  private static FrontEndResult compile(String text) {
    SourceUnit unit = new SourceUnit("A.java", text);
    JavaClasses library = JavaClasses.compile(List.of(LIBRARY, OWN, ACCESSOR, SWAPPED));
    try (TypeIndex index =
        TypeIndex.builder().sources(List.of(unit)).classFiles(library::bytes).build()) {
      return FrontEnd.compile(index, List.of(unit), FrontEndOptions.DEFAULT);
    }
  }

  @Test
  void plainRecordsConstantsAndEnumsAreTaken() {
    FrontEndResult r =
        compile(
            """
            import dev.ringkernel.api.*;
            import lib.Plain;
            final class A {
              private long total;
              @RingKernel Plain handle(Plain m) {
                total += m.n() + Plain.LIMIT + Plain.C;
                Plain.Kind k = m.kind() == Plain.Kind.B ? Plain.Kind.A : m.kind();
                return new Plain(m.n(), m.w(), !m.b(), m.d(), m.a(), k, m.to());
              }
            }
            """);
    assertThat(r.diagnostics()).isEmpty();
    assertThat(
            r.classes()
                .getFirst()
                .draft()
                .messages()
                .getFirst()
                .layout()
                .field("kind")
                .orElseThrow()
                .type())
        .isEqualTo("enum lib.Plain$Kind(A,B)");
  }

  @Test
  void recordsWithCodeOfTheirOwnAreRefused() {
    for (String message : List.of("lib.Own", "lib.Accessor", "lib.Swapped")) {
      FrontEndResult r =
          compile(
              "final class A { @dev.ringkernel.api.RingKernel static void handle("
                  + message
                  + " m) {} }");
      assertThat(r.diagnostics())
          .extracting(Diagnostic::code)
          .containsExactly(DiagnosticCode.MESSAGE_MEMBERS);
    }
  }
}
