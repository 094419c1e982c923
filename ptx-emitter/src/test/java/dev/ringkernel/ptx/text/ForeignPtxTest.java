package dev.ringkernel.ptx.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What {@code nvcc} makes of the kernels in {@code src/test/resources/cuda} is read; {@code
 * -Dcuda.arch=sm_100a} compiles for another GPU than the H100.
 */
class ForeignPtxTest {

  static Stream<String> kernels() {
    return Nvcc.kernels().stream();
  }

  private static PtxModule compiled(Path nvcc, String kernel) {
    String architecture = System.getProperty("cuda.arch", Nvcc.architecture(kernel, "sm_90"));
    return PtxReader.read(kernel, Nvcc.ptx(nvcc, kernel, architecture, "-lineinfo"));
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void readsWhatNvccWrites(String kernel) {
    PtxModule module = compiled(Nvcc.orSkip(), kernel);
    List<String> entries =
        Nvcc.source(kernel)
            .lines()
            .filter(l -> l.startsWith("// entry:"))
            .map(l -> l.substring(9).strip())
            .toList();
    assertThat(entries).isNotEmpty();
    for (String entry : entries) {
      assertThat(module.function(entry).orElseThrow().kind()).isEqualTo(PtxFunction.Kind.ENTRY);
    }
    assertThat(module.lineInfo()).isTrue();
    String printed = PtxPrinter.print(module);
    PtxModule again = PtxReader.read("printed", printed);
    assertThat(again).isEqualTo(module);
    assertThat(PtxReader.read("printed", PtxPrinter.print(again))).isEqualTo(module);
  }

  @Test
  void kernelsStateHowTheyRun() {
    for (String kernel : Nvcc.kernels()) {
      List<String> keys = new ArrayList<>();
      for (String line : Nvcc.source(kernel).lines().toList()) {
        if (line.matches("// (entry|arch|launch|args|expect):  ?.*")) {
          keys.add(line.substring(3, line.indexOf(':')));
        }
      }
      keys.remove("arch");
      List<String> one = List.of("entry", "launch", "args", "expect");
      assertThat(keys).as(kernel).hasSizeGreaterThanOrEqualTo(4);
      for (int i = 0; i < keys.size(); i++) {
        assertThat(keys.get(i)).as("%s, statement %s", kernel, i).isEqualTo(one.get(i % 4));
      }
    }
    assertThat(Nvcc.kernels()).hasSizeGreaterThan(35);
  }

  /** A row is marked as foreign because another compiler writes it; each opcode is shown. */
  @Test
  void foreignRowsAreWrittenByNvcc() {
    Path nvcc = Nvcc.orSkip();
    Set<String> written = new HashSet<>();
    for (String kernel : Nvcc.kernels()) {
      for (PtxFunction f : compiled(nvcc, kernel).functions()) {
        for (PtxLine line : f.body()) {
          if (line instanceof PtxLine.Instr i && i.form().row().isForeign()) {
            written.add(i.form().row().base());
          }
          if (line instanceof PtxLine.Call c && c.form().row().isForeign()) {
            written.add(c.form().row().base());
          }
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
