package dev.ringkernel.ptx.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
            org.assertj.core.groups.Tuple.tuple("d", OperandKind.DEST, PtxType.B32, 0),
            org.assertj.core.groups.Tuple.tuple("e", OperandKind.DEST, PtxType.B32, 1));
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
    assertThat(PtxVersion.lowestFor(h, java.util.List.of(cluster, wide))).hasToString("8.4");
    assertThatThrownBy(
            () -> PtxVersion.lowestFor(Target.parse("sm_80"), java.util.List.of(cluster)))
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
}
