package dev.ringkernel.ptx.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.IrParser;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ptx.isa.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What the assembler makes of the text: loops unrolled, no spills, lines that lead back to Java.
 */
class AssemblerShapeTest {
  private static final Target TARGET = Target.parse("sm_90");

  private static Module matvec() throws IOException {
    return IrParser.parseModule(Files.readString(Path.of("src/test/resources/emit/matvec.ir")));
  }

  @Test
  void loopHasOnePositiveBackEdgeAndIsUnrolled() throws IOException {
    String text = PtxEmitter.emit(matvec(), TARGET, EmitOptions.DEFAULT).text();
    List<String> lines = text.lines().map(String::strip).toList();
    int loop = lines.indexOf("$B3:");
    List<String> backEdges =
        lines.subList(loop, lines.size()).stream().filter(l -> l.endsWith("bra $B3;")).toList();
    assertThat(backEdges).singleElement().asString().matches("@%p\\d+ bra \\$B3;");

    Assembler.Report report = Assembler.assemble(text, TARGET);
    assertThat(report.spillBytes()).isZero();
    // Left as it is, the loop takes 12 registers; unrolled by four, about 30.
    assertThat(report.registers()).isBetween(20, 40);
  }

  @Test
  void lineTableNamesTheJavaFile() throws IOException {
    String text = PtxEmitter.emit(matvec(), TARGET, EmitOptions.DEFAULT).text();
    byte[] cubin = Assembler.cubin(text, TARGET, "--generate-line-info");
    String bytes = new String(cubin, StandardCharsets.ISO_8859_1);
    assertThat(bytes).contains(".debug_line").contains("MatVec.java");
    String without = PtxEmitter.emit(matvec(), TARGET, new EmitOptions(false)).text();
    byte[] plain = Assembler.cubin(without, TARGET, "--generate-line-info");
    assertThat(new String(plain, StandardCharsets.ISO_8859_1)).doesNotContain("MatVec.java");
  }

  @Test
  void lineInfoCostsNoRegisters() throws IOException {
    Assembler.Report with =
        Assembler.assemble(PtxEmitter.emit(matvec(), TARGET, new EmitOptions(true)).text(), TARGET);
    Assembler.Report without =
        Assembler.assemble(
            PtxEmitter.emit(matvec(), TARGET, new EmitOptions(false)).text(), TARGET);
    assertThat(with.registers()).isEqualTo(without.registers());
  }

  @Test
  void callOfWhatLinkingSuppliesIsDeclared() {
    Module module =
        IrParser.parseModule(
            """
            module "T"
            fn device "T.handler"(%0: i64, %1: i32) -> (i32) {
            b0:
              %2: i32, %3: i64 = call "rk.self"(%0, %1)
              call "rk.poll"()
              return %2
            }
            """);
    String text = PtxEmitter.emit(module, TARGET, EmitOptions.DEFAULT).text();
    assertThat(text)
        .contains(".extern .func (.param .align 8 .b8 $R[16]) rk$_self(")
        .contains(".extern .func rk$_poll();")
        .contains("call.uni rk$_poll;");
    Assembler.cubin(text, TARGET, "-c");
  }

  @Test
  void attributesBecomeDirectives() throws IOException {
    Function f = matvec().functions().getFirst();
    Function bounded =
        new Function(
            f.name(),
            f.kind(),
            f.results(),
            f.blocks(),
            java.util.Map.of("threads", "128", "minBlocks", "4", "maxRegisters", "24"));
    String text =
        PtxEmitter.emit(new Module("T", List.of(), List.of(bounded)), TARGET, EmitOptions.DEFAULT)
            .text();
    assertThat(text).contains(".maxntid 128\n.minnctapersm 4\n.maxnreg 24\n");
    assertThat(Assembler.assemble(text, TARGET).registers()).isLessThanOrEqualTo(24);
  }
}
