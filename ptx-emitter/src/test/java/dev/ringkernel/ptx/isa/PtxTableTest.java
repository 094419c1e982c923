package dev.ringkernel.ptx.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PtxTableTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "popc.b32 d, a",
        "ld.acquire.sys.global.b64 d, [a]",
        "st.release.sys.global.b64 [a], b",
        "atom.relaxed.gpu.global.add.u32 d, [a], b",
        "shfl.sync.idx.b32 d|p, a, b, c, m",
        "bar.sync 0",
        "barrier.cta.sync a, b",
        "barrier.cta.red.or.pred p, a, b, q",
        "mov.u32 d, %tid.x",
        "nanosleep.u32 a",
        "fence.acq_rel.sys",
        "membar.gl",
        "vote.sync.ballot.b32 d, p, m",
        "activemask.b32 d",
        "redux.sync.add.s32 d, a, m",
        "cvt.rn.f32.s32 d, a",
        "fma.rn.f32 d, a, b, c",
        "setp.lt.s32 p, a, b",
        "selp.b32 d, a, b, p",
        "mov.u64 d, %globaltimer",
        "clz.b32 d, a",
        "brev.b32 d, a",
        "bfe.u32 d, a, b, c",
        "bfi.b64 d, a, b, c, e",
        "prmt.b32 d, a, b, 0x123",
        "shf.l.wrap.b32 d, a, b, c",
        "rcp.approx.f32 d, a",
        "sqrt.rn.f64 d, a",
        "mov.b64 d, {a, b}",
        "mov.b64 {d, e}, a",
        "ld.global.v2.b32 {d, e}, [a+16]",
        "st.shared.v4.f32 [a], {b, c, e, f}",
        "mad.wide.s32 d, a, b, c",
        "membar.cta",
        "bra t",
      })
  void printsWhatItRead(String spelling) {
    assertThat(PtxTable.resolve(spelling)).hasToString(spelling);
  }

  @Test
  void knowsOperandsTypesAndEffects() {
    PtxForm load = PtxTable.resolve("ld.acquire.sys.global.v2.b32 {d, e}, [a+8]");
    assertThat(load.results())
        .extracting(Operand::name, Operand::kind, Operand::type, Operand::lane)
        .containsExactly(
            tuple("d", OperandKind.DEST, PtxType.B32, 0),
            tuple("e", OperandKind.DEST, PtxType.B32, 1));
    assertThat(load.inputs()).extracting(Operand::kind).containsExactly(OperandKind.ADDRESS);
    assertThat(load.effects()).hasToString("reads acquire sys");
    assertThat(load.print("%r1", "%r2", "%rd7"))
        .isEqualTo("ld.acquire.sys.global.v2.b32 {%r1, %r2}, [%rd7+8]");

    PtxForm wide = PtxTable.resolve("mul.wide.s32 d, a, 8");
    assertThat(wide.operands()).extracting(Operand::width).containsExactly(64, 32, 32);
    assertThat(wide.formals()).hasSize(2);
    assertThat(wide.effects().pure()).isTrue();

    PtxForm shuffle = PtxTable.resolve("shfl.sync.idx.b32 d|p, a, b, c, m");
    assertThat(shuffle.effects().convergent()).isTrue();
    assertThat(shuffle.operand("p").orElseThrow().kind()).isEqualTo(OperandKind.PRED_DEST);

    assertThat(PtxTable.resolve("mov.u64 d, %clock64").effects().varying()).isTrue();
    assertThat(PtxTable.resolve("mov.u32 d, %laneid").effects().pure()).isTrue();
    assertThat(PtxTable.resolve("fence.sc.sys").effects()).hasToString("reads+writes sc sys");
    assertThat(PtxTable.resolve("membar.gl").effects()).hasToString("reads+writes sc gpu");
    assertThat(PtxTable.resolve("ld.volatile.global.u32 d, [a]").effects())
        .hasToString("reads volatile sys");
    assertThat(PtxTable.resolve("red.global.add.u32 [a], b").effects())
        .hasToString("reads+writes relaxed gpu");
  }

  @Test
  void gatesOnTargetAndVersion() {
    Target h = Target.parse("sm_90");
    PtxForm cluster = PtxTable.resolve("ld.acquire.cluster.u32 d, [a]");
    assertThat(cluster.availability().check(h, new PtxVersion(7, 8))).isEmpty();
    assertThat(cluster.availability().check(Target.parse("sm_80"), new PtxVersion(8, 0)))
        .hasValue("needs sm_90 and PTX 7.8");
    PtxForm wide = PtxTable.resolve("st.relaxed.sys.global.b128 [a], b");
    assertThat(PtxVersion.lowestFor(h, List.of(cluster, wide))).hasToString("8.4");
    assertThatThrownBy(() -> PtxVersion.lowestFor(Target.parse("sm_80"), List.of(cluster)))
        .hasMessage("ld.acquire.cluster.u32 is not available on sm_80: it needs sm_90 and PTX 7.8");
  }

  @Test
  void namesTheNearestRow() {
    assertThatThrownBy(() -> PtxTable.resolve("popc.u32 d, a"))
        .isInstanceOf(PtxTableException.class)
        .hasMessage(
            "'popc.u32 d, a' is no instruction of the PTX table; nearest is 'popc.type d, a':"
                + " it takes no .u32");
    assertThatThrownBy(() -> PtxTable.resolve("frob.u32 d"))
        .hasMessage("'frob.u32 d': the PTX table has no instruction 'frob'");
    assertThatThrownBy(() -> PtxTable.resolve("popc.b32 d, a, b"))
        .hasMessageContaining("2 operands, not 3");
    assertThatThrownBy(() -> PtxTable.resolve("mov.u32 d, %clock64"))
        .hasMessageContaining("%clock64 is u64 and not u32");
    assertThatThrownBy(() -> PtxTable.resolve("ld.global.v4.b64 d, [a]"))
        .hasMessageContaining("vector");
    assertThatThrownBy(() -> PtxTable.resolve("ld.global.v2.b128 {d,e}, [a]"))
        .hasMessageContaining("no spelling with .b128 and .vec");
  }

  @Test
  void everySpellingIsOneFormOfItsOwnRow() {
    int spellings = 0;
    for (PtxRow row : PtxTable.rows()) {
      assertThat(row.spellings()).as(row.syntax()).isNotEmpty().doesNotHaveDuplicates();
      for (String spelling : row.spellings()) {
        PtxForm form = PtxTable.resolve(spelling);
        assertThat(form.row()).as(spelling).isSameAs(row);
        assertThat(form).hasToString(spelling);
        spellings++;
      }
    }
    assertThat(spellings).isGreaterThan(30_000);
  }

  @Test
  void everyRuleAppliesSomewhere() {
    // Rows share texts, so a rule may be idle in one row; idle in all, it is misspelt.
    Set<PtxRow.Rule> idle = new LinkedHashSet<>();
    Set<PtxRow.Rule> used = new HashSet<>();
    for (PtxRow row : PtxTable.rows()) {
      List<Map<String, String>> choices = row.parsedSyntax().choices();
      for (PtxRow.Rule rule : row.rules()) {
        (choices.stream().anyMatch(rule::applies) ? used : idle).add(rule);
      }
    }
    idle.removeAll(used);
    assertThat(idle).isEmpty();
  }

  @Test
  void knowsWhenAFormEnds() {
    PtxForm old = PtxTable.resolve("shfl.idx.b32 d, a, b, c");
    Target turing = Target.parse("sm_75");
    assertThat(old.availability().check(turing, PtxVersion.parse("6.3"))).isEmpty();
    assertThat(old.availability().check(turing, PtxVersion.parse("6.4")))
        .hasValue("needs sm_30 before sm_70 and PTX 3.0, or sm_30 and PTX 3.0 before 6.4");
    PtxForm young = PtxTable.resolve("tanh.approx.f32 d, a");
    assertThatThrownBy(() -> PtxVersion.lowestFor(turing, List.of(old, young)))
        .hasMessageContaining("shfl.idx.b32 is not available on sm_75");
  }

  @Test
  void familyAndArchitectureSuffixesGate() {
    Availability pair = PtxTable.resolve("cvt.rn.satfinite.e2m1x2.f32 d, a, b").availability();
    for (String has :
        new String[] {
          "sm_100a", "sm_100f", "sm_103a", "sm_103f", "sm_110a", "sm_120a", "sm_121f"
        }) {
      assertThat(pair.check(Target.parse(has), PtxVersion.NEWEST)).as(has).isEmpty();
    }
    for (String lacks : new String[] {"sm_90a", "sm_100", "sm_103", "sm_120"}) {
      assertThat(pair.check(Target.parse(lacks), PtxVersion.NEWEST)).as(lacks).isPresent();
    }
    Availability random = PtxTable.resolve("cvt.rs.f16x2.f32 d, a, b, c").availability();
    assertThat(random.check(Target.parse("sm_103a"), PtxVersion.NEWEST)).isEmpty();
    assertThat(random.check(Target.parse("sm_100f"), PtxVersion.NEWEST))
        .hasValue("needs sm_100a and PTX 8.7, or sm_103a and PTX 8.8");
    assertThatThrownBy(() -> Target.parse("sm90"))
        .hasMessageContaining("'sm90' is not a GPU target");
    assertThatThrownBy(() -> PtxVersion.lowestFor(Target.parse("sm_99")))
        .hasMessageContaining("sm_99");
  }

  @Test
  void takesLiteralsAsTheAssemblerDoes() {
    for (String good :
        new String[] {
          "add.u16 d, a, -1",
          "add.f32 d, a, 0f3F800000",
          "add.f64 d, a, 1.5",
          "mov.b64 d, 0d3FF0000000000000",
          "and.b32 d, a, 0f3F800000",
          "mov.pred p, 1",
          "bar.sync 1, 0x40",
        }) {
      assertThat(PtxTable.resolve(good)).hasToString(good);
    }
    for (String bad :
        new String[] {
          "add.f16 d, a, 1", "add.f32 d, a, 1", "add.u32 d, a, 1.5",
              "mov.b32 d, 0d3FF0000000000000",
          "fma.rn.bf16 d, a, 0x3F80, b", "cvt.f32.bf16 d, 0f3F800000", "bra 4", "add.u32 1, a, b",
        }) {
      assertThatThrownBy(() -> PtxTable.resolve(bad)).as(bad).isInstanceOf(PtxTableException.class);
    }
  }

  @Test
  void checksRegisterClasses() {
    PtxForm add = PtxTable.resolve("add.s32 d, a, b");
    assertThat(add.checkClasses(List.of(RegClass.B32, RegClass.B32, RegClass.B32))).isEmpty();
    assertThat(add.checkClasses(List.of(RegClass.B32, RegClass.F32, RegClass.B32)))
        .hasValue("operand a of 'add.s32 d, a, b' is s32 and takes no .f32 register");
    assertThat(
            PtxTable.resolve("ld.global.b32 d, [a]")
                .checkClasses(List.of(RegClass.F32, RegClass.B64)))
        .isEmpty();
    assertThatThrownBy(() -> add.print("%r1")).isInstanceOf(IllegalStateException.class);
  }
}
