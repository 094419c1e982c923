package dev.ringkernel.compiler.entries;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private static final String SOURCE =
      """
      import dev.ringkernel.api.GlobalKernel;

      public final class One {
        @GlobalKernel
        static void one(int[] x) {
          x[0] = 1;
        }

        public static void main(String[] args) {
          if (args.length > 0 && args[0].equals("fail")) {
            throw new IllegalStateException("as asked");
          }
          System.setProperty("one.ran", String.join(",", args));
        }
      }
      """;

  @TempDir Path folder;

  private String source() throws IOException {
    return Files.writeString(folder.resolve("One.java"), SOURCE).toString();
  }

  @Test
  void usageIsTwo() {
    assertThat(Project.cli().exit()).isEqualTo(2);
    assertThat(Project.cli("compile").exit()).isEqualTo(2);
    assertThat(Project.cli("compile", "A.java", "--dump=nothing").err())
        .contains("--dump: 'nothing' is not a stage; there are ir, ")
        .contains("ptx");
    assertThat(Project.cli("compile", "A.java", "--emit=elf").exit()).isEqualTo(2);
    assertThat(Project.cli("bake").exit()).isEqualTo(2);
  }

  @Test
  void everyCommandSaysWhatItTakes() {
    Project.Cli all = Project.cli("--help");
    assertThat(all.exit()).isZero();
    for (String command :
        List.of("compile", "run", "exec", "doctor", "isa", "intrinsics", "explain")) {
      assertThat(all.out()).contains("\n  " + command + " ");
      Project.Cli help = Project.cli(command, "--help");
      assertThat(help.exit()).isZero();
      assertThat(help.out()).startsWith("Usage: ringkernel " + command + " [-hV]");
      assertThat(Project.cli(command, "-V").out()).startsWith("ringkernel ");
    }
    assertThat(Project.cli("compile", "--help").out())
        .contains("FILE|DIR...", "--target=sm_NN[,sm_NN...]", "-o, --output=FILE|DIR|-")
        .contains("PTX, IR, CUBIN, MANIFEST", "-cp, --class-path=PATH")
        .doesNotContain("--device-runtime");
    assertThat(Project.cli().err()).startsWith("Missing required subcommand");
    assertThat(Project.cli("run").err()).startsWith("Missing required parameter: 'FILE|CLASS'");
    assertThat(Project.cli("isa", "a", "b").err()).startsWith("Unmatched argument at index 2: 'b'");
  }

  @Test
  void wrongInputIsOne() throws IOException {
    Project.Cli absent = Project.cli("compile", folder.resolve("Not.java").toString());
    assertThat(absent.exit()).isEqualTo(1);
    assertThat(absent.err()).contains("Not.java does not exist");
    assertThat(Project.cli("compile", folder.toString()).err()).contains("no .java file in ");
    Path plain =
        Files.writeString(folder.resolve("Plain.java"), "public final class Plain { int x; }\n");
    Project.Cli nothing = Project.cli("compile", plain.toString());
    assertThat(nothing.exit()).isEqualTo(1);
    assertThat(nothing.err()).contains("no method is annotated with @RingKernel or @GlobalKernel");
    Path latin =
        Files.write(folder.resolve("Latin.java"), new byte[] {'/', '/', (byte) 0xe9, '\n'});
    assertThat(Project.cli("compile", latin.toString()).err()).contains("is not UTF-8");
    assertThat(Project.cli("explain", "RK9999").exit()).isEqualTo(1);
    assertThat(Project.cli("isa", "nonsense").exit()).isEqualTo(1);
    assertThat(Project.cli("intrinsics", "nonsense").exit()).isEqualTo(1);
  }

  @Test
  void listsAndExplanationsAreThere() {
    assertThat(Project.cli("isa", "popc").out()).contains("popc.type d, a").contains("sm_20");
    assertThat(Project.cli("intrinsics", "popcount").out())
        .contains("int popCount(int)")
        .contains("popc.b32 d, a");
    assertThat(Project.cli("explain", "rk0101").out())
        .startsWith("RK0101: ")
        .contains("For example:");
    assertThat(Project.cli("--version").out()).startsWith("ringkernel 0.");
  }

  @Test
  void aSingleResultGoesToAFile() throws IOException {
    Path ptx = folder.resolve("sub/one.ptx");
    Project.Cli cli = Project.cli("compile", source(), "-o", ptx.toString());
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(ptx).content().contains(".target sm_90").contains("One$_one");
    Project.Cli two =
        Project.cli("compile", source(), "-o", ptx.toString(), "--target=sm_80", "--target=sm_90");
    assertThat(two.exit()).isEqualTo(2);
    assertThat(two.err()).contains("there are 2 results");
    Path manifest = folder.resolve("one.json");
    assertThat(
            Project.cli("compile", source(), "-o", manifest.toString(), "--emit=manifest").exit())
        .isZero();
    assertThat(manifest).content().contains("\"kind\": \"ringkernel-package\"");
  }

  @Test
  void stagesAreDumped() throws IOException {
    Project.Cli cli =
        Project.cli(
            "compile", source(), "--dump=ir,fold,ptx", "-o", folder.resolve("o").toString());
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(cli.out())
        .contains("// One, ir\nmodule \"One\"")
        .contains("// One, fold\n")
        .contains("// One, ptx\n.version");
  }

  @Test
  void aProgramIsCompiledAndRun() throws IOException {
    System.clearProperty("one.ran");
    Project.Cli cli = Project.cli("run", source(), "--", "a", "--backend");
    assertThat(cli.exit()).as(cli.err()).isZero();
    assertThat(System.getProperty("one.ran")).isEqualTo("a,--backend");
    Project.Cli failed = Project.cli("run", source(), "--", "fail");
    assertThat(failed.exit()).isEqualTo(1);
    assertThat(failed.err())
        .contains("java.lang.IllegalStateException: as asked")
        .contains("at One.main(One.java:");
    Project.Cli unknown = Project.cli("run", "no.such.Program");
    assertThat(unknown.exit()).isEqualTo(1);
    assertThat(unknown.err()).contains("no.such.Program is neither a .java file nor a class");
  }

  @Test
  void withoutARuntimeTheDoctorSaysSo() {
    Project.Cli cli = Project.cli("doctor");
    assertThat(cli.exit()).isEqualTo(3);
    assertThat(cli.err()).contains("ringkernel-runtime is not on the class path");
  }
}
