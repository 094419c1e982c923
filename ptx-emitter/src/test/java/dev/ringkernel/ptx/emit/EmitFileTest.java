package dev.ringkernel.ptx.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ir.IrParser;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Verifier;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus {@code src/test/resources/emit/*.ir}. A file states in comments
 *
 * <ul>
 *   <li>{@code // check: TEXT}: a line of the PTX contains the text, behind the line of the check
 *       before;
 *   <li>{@code // not: TEXT}: no line does;
 *   <li>{@code // violation: TEXT}: a violation contains the text; without any, there are none;
 *   <li>{@code // target: sm_NN}: for which target the golden file is, sm_90 if not said;
 *   <li>{@code // least: sm_NN}: no older target is tried.
 * </ul>
 *
 * Beside it lies the golden {@code .ptx}; {@code -Dbless} writes it. Text without violations is
 * assembled for every target.
 */
class EmitFileTest {
  private static final Path CORPUS = Path.of("src/test/resources/emit");

  static Stream<String> files() throws IOException {
    try (Stream<Path> list = Files.list(CORPUS)) {
      return list
          .map(p -> p.getFileName().toString())
          .filter(n -> n.endsWith(".ir"))
          .sorted()
          .toList()
          .stream();
    }
  }

  private static List<String> stated(String text, String word) {
    return text.lines()
        .map(String::strip)
        .filter(l -> l.startsWith("// " + word + ": "))
        .map(l -> l.substring(word.length() + 5).strip())
        .toList();
  }

  private static Target target(String text, String word, String otherwise) {
    return Target.parse(stated(text, word).stream().findFirst().orElse(otherwise));
  }

  @ParameterizedTest
  @MethodSource("files")
  void givesWhatTheFileStates(String name) throws IOException {
    String text = Files.readString(CORPUS.resolve(name));
    Module module = IrParser.parseModule(text);
    assertThat(Verifier.verify(module)).isEmpty();
    EmitResult result =
        PtxEmitter.emit(module, target(text, "target", "sm_90"), EmitOptions.DEFAULT);

    List<String> lines = result.text().lines().toList();
    int from = 0;
    for (String check : stated(text, "check")) {
      int at = from;
      while (at < lines.size() && !lines.get(at).contains(check)) {
        at++;
      }
      assertThat(at)
          .as("'%s' behind line %s of\n%s", check, from, result.text())
          .isLessThan(lines.size());
      from = at + 1;
    }
    for (String not : stated(text, "not")) {
      assertThat(lines).as(not).noneMatch(l -> l.contains(not));
    }
    List<String> violations = stated(text, "violation");
    assertThat(result.violations()).hasSize(violations.size());
    for (int i = 0; i < violations.size(); i++) {
      assertThat(result.violations().get(i).toString()).contains(violations.get(i));
    }

    PtxModule read = PtxReader.read(name, result.text());
    assertThat(read).isEqualTo(result.module());
    samePlaces(result.module(), read);

    Path golden = CORPUS.resolve(name.replace(".ir", ".ptx"));
    if (System.getProperty("bless") != null) {
      Files.writeString(golden, result.text());
    }
    assertThat(golden).as("run with -Dbless to write it").exists();
    assertThat(result.text()).isEqualTo(Files.readString(golden));
    assertThat(PtxEmitter.emit(module, target(text, "target", "sm_90"), EmitOptions.DEFAULT).text())
        .isEqualTo(result.text());
  }

  /** By file and line: the text states a place where the line changes. */
  private static void samePlaces(PtxModule emitted, PtxModule read) {
    for (int f = 0; f < emitted.functions().size(); f++) {
      Span last = Span.NONE;
      List<PtxLine> lines = emitted.functions().get(f).body();
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i) instanceof PtxLine.Instr instr) {
          last = instr.span().line() > 0 ? instr.span() : last;
          PtxLine.Instr other = (PtxLine.Instr) read.functions().get(f).body().get(i);
          if (last.line() > 0) {
            assertThat(lines(other.span())).as(instr.text()).isEqualTo(lines(last));
          }
        }
      }
    }
  }

  private static List<String> lines(Span span) {
    List<String> lines = new ArrayList<>();
    for (Span s = span; s != null; s = s.callSite()) {
      lines.add(s.file() + ":" + s.line());
    }
    return lines;
  }

  @ParameterizedTest
  @MethodSource("files")
  void isTakenByTheAssembler(String name) throws IOException {
    String text = Files.readString(CORPUS.resolve(name));
    Target least = target(text, "least", "sm_75");
    for (Target target : Assembler.TARGETS) {
      if (target.sm() >= least.sm() && stated(text, "violation").isEmpty()) {
        EmitResult result =
            PtxEmitter.emit(IrParser.parseModule(text), target, EmitOptions.DEFAULT);
        assertThat(result.violations()).isEmpty();
        Assembler.assemble(result.text(), target, result.text().contains(".extern") ? "-c" : "-v");
      }
    }
  }
}
