package dev.ringkernel.ptx.sim.alu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.ptx.isa.PtxTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeaningTest {

  @Test
  void resultsAreCutToTheirType() {
    FormMeaning not = Meanings.of(PtxTable.resolve("not.b16 d, a")).orElseThrow();
    assertThat(not.results().getFirst().apply(0xabcd_0001L)).isEqualTo(0xfffe);
    FormMeaning predicate = Meanings.of(PtxTable.resolve("not.pred d, a")).orElseThrow();
    assertThat(predicate.results().getFirst().apply(1)).isZero();
  }

  @Test
  void aMeaningNamesTheInputsItLacks() {
    Meaning.Binary or = (a, b) -> a | b;
    assertThatThrownBy(() -> or.apply(1)).hasMessage("a meaning of 2 inputs was given 1");
    Meaning.Unary same = a -> a;
    assertThatThrownBy(() -> new FormMeaning(List.of(or, same)))
        .hasMessageContaining("different inputs");
  }

  @Test
  void whatTouchesMoreThanRegistersHasNone() {
    for (String spelling :
        List.of("ld.global.u32 d, [a]", "bar.sync 0", "mov.u32 d, %tid.x", "mov.b128 d, a")) {
      assertThat(Meanings.of(PtxTable.resolve(spelling))).as(spelling).isEmpty();
    }
  }
}
