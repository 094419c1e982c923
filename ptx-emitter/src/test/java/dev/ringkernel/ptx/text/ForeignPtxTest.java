package dev.ringkernel.ptx.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.sim.Nvcc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code nvcc} makes of the kernels in {@code src/test/resources/cuda} is read. */
class ForeignPtxTest {

  private static PtxModule compiled(String target) throws IOException {
    return PtxReader.read("cuda-" + target + ".ptx", Nvcc.ptx(Nvcc.orSkip(), target));
  }

  private static List<String> entries(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(l -> l.startsWith("// entry:"))
        .map(l -> l.substring(9).strip())
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sm_90", "sm_90a"})
  void readsWhatNvccWrites(String target) throws IOException {
    PtxModule module = compiled(target);
    for (Path file : Nvcc.corpus(target)) {
      assertThat(entries(file)).as("%s", file).isNotEmpty();
      for (String entry : entries(file)) {
        assertThat(module.function(entry).orElseThrow().kind()).isEqualTo(PtxFunction.Kind.ENTRY);
      }
    }
    comesBack(module);
  }

  /** Another front end of the compiler, which spells many things otherwise; and places. */
  @Test
  void readsWhatNvccWritesForBlackwell() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String name : List.of("function_pointers", "print", "reduce_shuffle", "wide_math")) {
      files.add(Nvcc.CORPUS.resolve(name + ".cu"));
    }
    String text = Nvcc.ptx(Nvcc.orSkip(), files, "sm_100a", "-lineinfo");
    PtxModule module = PtxReader.read("cuda-sm_100a.ptx", text);
    assertThat(module.lineInfo()).isTrue();
    assertThat(module.function("print").orElseThrow().body())
        .filteredOn(PtxLine.Instr.class::isInstance)
        .anyMatch(l -> ((PtxLine.Instr) l).span().file().endsWith("print.cu"));
    comesBack(module);
  }

  private static void comesBack(PtxModule module) {
    PtxModule again = PtxReader.read("printed", PtxPrinter.print(module));
    assertThat(again).isEqualTo(module);
    assertThat(PtxReader.read("printed", PtxPrinter.print(again))).isEqualTo(module);
  }

  @Test
  void kernelsStateHowTheyRun() throws IOException {
    int files = 0;
    for (String target : List.of("sm_90", "sm_90a")) {
      for (Path file : Nvcc.corpus(target)) {
        List<String> keys = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
          if (line.matches("// (entry|launch|args|expect):  ?.*")) {
            keys.add(line.substring(3, line.indexOf(':')));
          }
        }
        List<String> one = List.of("entry", "launch", "args", "expect");
        assertThat(keys).as("%s", file).hasSizeGreaterThanOrEqualTo(4);
        for (int i = 0; i < keys.size(); i++) {
          assertThat(keys.get(i)).as("%s, statement %s", file, i).isEqualTo(one.get(i % 4));
        }
        files++;
      }
    }
    assertThat(files).isGreaterThan(35);
  }

  /** A row is marked as foreign because another compiler writes it; each opcode is shown. */
  @Test
  void foreignRowsAreWrittenByNvcc() throws IOException {
    Set<String> written = new HashSet<>();
    for (PtxFunction f : compiled("sm_90").functions()) {
      for (PtxLine line : f.body()) {
        PtxForm form =
            line instanceof PtxLine.Instr i
                ? i.form()
                : line instanceof PtxLine.Call c ? c.form() : null;
        if (form != null && form.row().isForeign()) {
          written.add(form.row().base());
        }
      }
    }
    Set<String> foreign = new TreeSet<>();
    for (PtxRow row : PtxTable.rows()) {
      if (row.isForeign()) {
        foreign.add(row.base());
      }
    }
    assertThat(written).containsAll(foreign);
  }
}
