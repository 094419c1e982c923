package dev.ringkernel.ptx.isa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxPrinter;
import dev.ringkernel.ptx.text.PtxReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reader finds, for every spelling of every row, the form that the spelling names. */
class ReadSpellingsTest {

  @Test
  void everySpellingReadsBackToItsForm() {
    int spellings = 0;
    for (PtxRow row : PtxTable.rows()) {
      List<PtxForm> forms = row.spellings().stream().map(PtxTable::resolve).toList();
      List<String> text = Ptxas.header(Target.parse("sm_100a"), PtxVersion.NEWEST);
      text.addAll(Ptxas.open("f", PtxVersion.NEWEST));
      int before = text.size();
      for (PtxForm form : forms) {
        text.add(form.print(AssemblerTableTest.sample(form)) + ";");
      }
      text.add("ret; }");
      PtxModule module = PtxReader.read(row.syntax(), String.join("\n", text));

      PtxFunction f = module.function("f").orElseThrow();
      List<PtxForm> read = new ArrayList<>();
      for (PtxLine line : f.body()) {
        switch (line) {
          case PtxLine.Instr i when read.size() == forms.size() ->
              assertThat(i.text()).isEqualTo("ret;");
          case PtxLine.Instr i -> {
            assertThat(i.text()).isEqualTo(text.get(i.line() - 1));
            assertThat(i.line()).isGreaterThan(before);
            read.add(i.form());
          }
          case PtxLine.Call c -> read.add(c.form());
          case PtxLine.Label l -> {}
          case PtxLine.Targets t -> {}
          case PtxLine.CallTargets t -> {}
          case PtxLine.Prototype p -> {}
          case PtxLine.Brace b -> {}
          case PtxLine.Slot s -> {}
          case PtxLine.Pragma p -> {}
        }
      }
      assertThat(read).hasSameSizeAs(forms);
      for (int i = 0; i < read.size(); i++) {
        assertThat(read.get(i).row()).as(forms.get(i).toString()).isSameAs(row);
        assertThat(read.get(i).opcode()).isEqualTo(forms.get(i).opcode());
        if (!row.base().equals("call")) {
          assertThat(read.get(i)).isEqualTo(forms.get(i));
        }
      }
      assertThat(PtxReader.read("again", PtxPrinter.print(module))).isEqualTo(module);
      spellings += read.size();
    }
    assertThat(spellings).isGreaterThan(30_000);
  }
}
