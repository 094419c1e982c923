package dev.ringkernel.compiler;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.device.IntrinsicsInventory;
import dev.ringkernel.device.JdkIntrinsics;
import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.ConvertOp;
import dev.ringkernel.ir.TernaryOp;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxTableException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the device API names by a string exists: PTX spellings in the table, operations in the IR.
 */
class IntrinsicSpellingsTest {

  @Test
  void everySpellingIsOneFormOfThePtxTable() {
    List<String> wrong = new ArrayList<>();
    int resolved = 0;
    for (IntrinsicsInventory.Entry entry : IntrinsicsInventory.entries()) {
      if (entry.target().equals("java") || entry.target().startsWith("ir:")) {
        continue;
      }
      for (String space : List.of(".global", ".shared")) {
        try {
          PtxTable.resolve(entry.target().replace("{.ss}", space));
          resolved++;
        } catch (PtxTableException e) {
          wrong.add(entry.group() + "." + entry.signature() + ": " + e.getMessage());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(resolved).isGreaterThan(800);
  }

  @Test
  void everyOperationIsOneOfTheIr() {
    List<String> operations =
        Stream.of(UnaryOp.values(), BinaryOp.values(), TernaryOp.values(), ConvertOp.values())
            .flatMap(Stream::of)
            .map(Enum::name)
            .toList();
    assertThat(operations).doesNotHaveDuplicates();
    for (JdkIntrinsics.Row row : JdkIntrinsics.rows()) {
      if (row.kind() == JdkIntrinsics.Kind.IR) {
        assertThat(operations).as(row.signature()).contains(row.target());
      }
    }
  }
}
