package dev.ringkernel.ptx.sim.alu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class MeaningsTest {

  /** Pure forms whose inputs are more than bits: state spaces, special registers, 128 bits. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "mov.type d, sreg",
          "mov.b128 d, a",
          "mov.b128 d, {a, b}",
          "mov.b128 {d, e}, a",
          "cvta.space.size d, a",
          "cvta.to.space.size d, a",
          "isspacep.space p, a",
          "mapa{.space}.type d, a, b",
          "getctarank{.space}.type d, a",
          "clusterlaunchcontrol.query_cancel.is_canceled.pred.b128 p, a",
          "clusterlaunchcontrol.query_cancel.dim.b32.b128 d, a",
          "mbarrier.pending_count.b64 d, a");

  @Test
  void everyPureFormHasAMeaningOfItsShape() {
    Set<String> without = new TreeSet<>();
    for (PtxRow row : PtxTable.rows()) {
      for (String spelling : row.spellings()) {
        PtxForm form = PtxTable.resolve(spelling);
        Optional<FormMeaning> meaning = Meanings.of(form);
        if (row.section().startsWith("Extended-Precision")) {
          int reads = row.base().endsWith("c") ? 1 : 0;
          int writes = form.modifier("cc").isPresent() ? 1 : 0;
          assertThat(meaning.orElseThrow().results()).as(spelling).hasSize(1 + writes);
          for (Meaning result : meaning.get().results()) {
            assertThat(result.arity()).as(spelling).isEqualTo(form.inputs().size() + reads);
          }
        } else if (!form.effects().pure()) {
          assertThat(meaning).as(spelling).isEmpty();
        } else if (meaning.isEmpty()) {
          without.add(row.syntax());
        } else {
          assertThat(meaning.get().results()).as(spelling).hasSameSizeAs(form.results());
          for (Meaning result : meaning.get().results()) {
            assertThat(result.arity()).as(spelling).isEqualTo(form.inputs().size());
          }
        }
      }
    }
    assertThat(without).containsExactlyInAnyOrderElementsOf(ELSEWHERE);
  }

  @Test
  void onlyTheBitsOfTheTypesCount() {
    SplittableRandom random = new SplittableRandom(7);
    for (PtxRow row : PtxTable.rows()) {
      for (String spelling : row.spellings()) {
        PtxForm form = PtxTable.resolve(spelling);
        Optional<FormMeaning> meaning = Meanings.of(form);
        for (int i = 0; meaning.isPresent() && i < form.results().size(); i++) {
          Meaning result = meaning.get().results().get(i);
          long[] cut = new long[result.arity()];
          long[] dirty = new long[result.arity()];
          for (int j = 0; j < cut.length; j++) {
            // Behind the inputs comes the carry flag.
            int width = j < form.inputs().size() ? form.inputs().get(j).width() : 1;
            cut[j] = random.nextLong() & Bits.mask(width);
            dirty[j] = cut[j] | (random.nextLong() & ~Bits.mask(width));
          }
          long value = result.apply(cut);
          Reference.same(result.apply(dirty), value, spelling, dirty);
          Reference.same(value & ~Bits.mask(form.results().get(i).width()), 0, spelling, cut);
        }
      }
    }
  }
}
