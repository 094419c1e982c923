package dev.ringkernel.compiler.entries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.compiler.project.ProjectResult.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import javax.tools.Diagnostic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same sources through the command line, javac and the build tool's entry. */
class EntriesTest {
  private static final String KERNEL =
      """
      package a;

      import dev.ringkernel.api.GlobalKernel;
      import dev.ringkernel.device.Grid;

      final class Scale {
        @GlobalKernel
        static void scale(float[] x, float by) {
          int i = Grid.blockIdxX() * Grid.blockDimX() + Grid.threadIdxX();
          if (i < x.length) {
            x[i] = Helper.twice(x[i]) * by;
          }
        }

        static final class Inner {
          @GlobalKernel
          static void fill(int[] x) {
            x[Grid.threadIdxX()] = 7;
          }
        }
      }
      """;

  private static final String HELPER =
      """
      package a;

      final class Helper {
        static float twice(float x) {
          return 2 * x;
        }
      }
      """;

  private static final String REFUSED =
      """
      package a;

      import dev.ringkernel.api.GlobalKernel;

      final class Bad {
        @GlobalKernel
        static void bad(int[] x) {
          x[0] = new Object().hashCode();
          x[1] += 1 + new Object().hashCode();
          x[1] = "abc".length();
        }
      }
      """;

  @TempDir Path folder;
  private Project project;

  @BeforeEach
  void project() throws IOException {
    project = new Project(folder).file("a/Scale.java", KERNEL).file("a/Helper.java", HELPER);
  }

  @Test
  void allEntriesWriteTheSameBytes() throws IOException {
    Path cli = project.output("cli");
    Path processor = project.output("processor");
    Path tool = project.output("tool");
    Project.Cli said =
        Project.cli(
            "compile",
            project.sources().toString(),
            "--target",
            "sm_80,sm_90",
            "-o",
            cli.toString());
    assertThat(said.exit()).as(said.err()).isZero();
    Project.Javac javac = project.processor(processor, "-Aringkernel.targets=sm_80,sm_90");
    assertThat(javac.ok()).as(javac.text()).isTrue();
    assertThat(project.javac(tool, "-proc:none", "-g:none").ok()).isTrue();
    assertThat(project.build(tool, "sm_80", "sm_90").outcome()).isEqualTo(Outcome.WRITTEN);

    Map<String, String> files = Project.packed(cli);
    assertThat(files.keySet())
        .containsExactlyInAnyOrder(
            "META-INF/ringkernel/a.Scale/manifest.json",
            "META-INF/ringkernel/a.Scale/kernel.ir",
            "META-INF/ringkernel/a.Scale/sm_80.ptx",
            "META-INF/ringkernel/a.Scale/sm_90.ptx",
            "META-INF/ringkernel/a.Scale$Inner/manifest.json",
            "META-INF/ringkernel/a.Scale$Inner/kernel.ir",
            "META-INF/ringkernel/a.Scale$Inner/sm_80.ptx",
            "META-INF/ringkernel/a.Scale$Inner/sm_90.ptx");
    assertThat(Project.packed(processor)).isEqualTo(files);
    assertThat(Project.packed(tool)).isEqualTo(files);
    assertThat(files.get("META-INF/ringkernel/a.Scale/manifest.json"))
        .contains("\"name\": \"a.Scale\"")
        .contains("\"name\": \"a.Helper\"");
  }

  @Test
  void theBuildToolLeavesWhatIsPackedAndFollowsAChangedHelper() throws IOException {
    Path classes = project.output("classes");
    assertThat(project.processor(classes).ok()).isTrue();
    assertThat(project.build(classes, "sm_90").outcome()).isEqualTo(Outcome.CURRENT);
    assertThat(project.build(classes, "sm_80").outcome()).isEqualTo(Outcome.WRITTEN);
    assertThat(Project.packed(classes).keySet())
        .contains("META-INF/ringkernel/a.Scale/sm_80.ptx")
        .doesNotContain("META-INF/ringkernel/a.Scale/sm_90.ptx");

    project.file("a/Helper.java", HELPER.replace("2 * x", "3 * x"));
    assertThat(project.javac(classes, "-proc:none").ok()).isTrue();
    var result = project.build(classes, "sm_80");
    assertThat(result.outcome()).isEqualTo(Outcome.WRITTEN);
    assertThat(result.written()).contains("a.Scale");
    assertThat(project.build(classes, "sm_80").outcome()).isEqualTo(Outcome.CURRENT);

    String withoutInner = KERNEL.substring(0, KERNEL.indexOf("  static final class Inner")) + "}\n";
    project.file("a/Scale.java", withoutInner);
    Files.delete(classes.resolve("a/Scale$Inner.class"));
    assertThat(project.javac(classes, "-proc:none").ok()).isTrue();
    assertThat(project.build(classes, "sm_80").outcome()).isEqualTo(Outcome.CURRENT);
    assertThat(classes.resolve("META-INF/ringkernel/a.Scale$Inner")).doesNotExist();

    Path ptx = classes.resolve("META-INF/ringkernel/a.Scale/sm_80.ptx");
    Files.writeString(ptx, "damaged");
    assertThat(project.build(classes, "sm_80").outcome()).isEqualTo(Outcome.WRITTEN);
    assertThat(ptx).content().startsWith(".version");
  }

  @Test
  void javacReportsAtTheExpressionAndWritesNoClass() throws IOException {
    project.file("a/Bad.java", REFUSED);
    Path classes = project.output("classes");
    Project.Javac javac = project.processor(classes);
    assertThat(javac.ok()).isFalse();
    var errors =
        javac.diagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).toList();
    assertThat(errors).hasSize(3);
    assertThat(
            REFUSED.substring(
                (int) errors.get(0).getStartPosition(), (int) errors.get(0).getEndPosition()))
        .isEqualTo("new Object()");
    assertThat(errors.get(0).getMessage(Locale.ROOT))
        .startsWith("RK0101: new java.lang.Object would allocate");
    assertThat(
            REFUSED.substring(
                (int) errors.get(2).getStartPosition(), (int) errors.get(2).getEndPosition()))
        .isEqualTo("\"abc\"");
    assertThat(classes.resolve("a/Bad.class")).doesNotExist();
    assertThat(Project.packed(classes))
        .doesNotContainKey("META-INF/ringkernel/a.Bad/manifest.json");

    Project.Cli cli =
        Project.cli("compile", project.sources().toString(), "-o", folder.resolve("o").toString());
    assertThat(cli.exit()).isEqualTo(1);
    // javac indents every line of a message but the first.
    String text = errors.get(0).getMessage(Locale.ROOT).replace("\n  ", "\n");
    assertThat(text)
        .contains("8 |     x[0] = new Object().hashCode();\n  |            ^^^^^^^^^^^^\n");
    assertThat(cli.err())
        .contains("a/Bad.java:8:12: error " + text)
        .contains("ringkernel: 3 errors");
    assertThat(project.javac(classes, "-proc:none").ok()).isTrue();
    assertThat(project.build(classes, "sm_90").problems())
        .anySatisfy(p -> assertThat(p).contains(text));
  }

  @Test
  void illTypedCodeIsJavacsErrorInEveryEntry() throws IOException {
    project.file(
        "a/Bad.java", REFUSED.replace("new Object().hashCode()", "new Object().hashcode() + true"));
    Project.Javac javac = project.processor(project.output("classes"));
    assertThat(javac.ok()).isFalse();
    assertThat(javac.text()).contains("cannot find symbol").doesNotContain("defect");
    Project.Cli cli =
        Project.cli("compile", project.sources().toString(), "-o", folder.resolve("o").toString());
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err())
        .contains("a/Bad.java:8:12: error: cannot find symbol\n")
        .contains("8 |     x[0] = new Object().hashcode() + true;\n")
        .doesNotContain("RK0");
    assertThat(folder.resolve("o")).doesNotExist();
  }

  @Test
  void aTargetThatLacksSomethingIsRefusedAtTheExpression() throws IOException {
    project.file(
        "a/Reduce.java",
        """
        package a;

        import dev.ringkernel.api.GlobalKernel;
        import dev.ringkernel.device.Warp;

        final class Reduce {
          @GlobalKernel
          static void run(int[] a) {
            a[0] = Warp.reduceAdd(a[1], Warp.FULL);
          }
        }
        """);
    Project.Javac javac =
        project.processor(project.output("c"), "-Aringkernel.targets=sm_75,sm_80");
    assertThat(javac.ok()).isFalse();
    assertThat(javac.text())
        .contains("RK0301")
        .contains("needs sm_80")
        .contains("the target is sm_75");
    assertThat(javac.diagnostics()).anySatisfy(d -> assertThat(d.getLineNumber()).isEqualTo(9));
    Project.Cli cli =
        Project.cli(
            "compile",
            project.sources().resolve("a/Reduce.java").toString(),
            "--target",
            "sm_75",
            "-o",
            folder.resolve("o").toString());
    assertThat(cli.exit()).isEqualTo(1);
    assertThat(cli.err()).contains("Reduce.java:9:").contains("the target is sm_75");
  }

  @Test
  void anUnknownTargetIsRefused() throws IOException {
    Project.Javac javac = project.processor(project.output("c"), "-Aringkernel.targets=volta");
    assertThat(javac.ok()).isFalse();
    assertThat(javac.text()).contains("-Aringkernel.targets: 'volta' is not a GPU target");
    Project.Cli cli = Project.cli("compile", project.sources().toString(), "--target", "volta");
    assertThat(cli.exit()).isEqualTo(2);
    assertThat(cli.err()).contains("--target: 'volta' is not a GPU target");
  }

  @Test
  void anActorNeedsTheDeviceRuntime() throws IOException {
    project.file(
        "a/Actor.java",
        """
        package a;

        import dev.ringkernel.api.RingKernel;
        import dev.ringkernel.api.RingMessage;

        final class Actor {
          @RingMessage
          record Ping(int value) {}

          @RingKernel
          Ping ping(Ping m) {
            return m;
          }
        }
        """);
    Project.Javac javac = project.processor(project.output("c"));
    assertThat(javac.ok()).isFalse();
    assertThat(javac.text())
        .contains("RK0302: a.Actor is an actor, and there is no device runtime");
  }
}
