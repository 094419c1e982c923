package dev.ringkernel.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FpTest {
  private static final float INF = Float.POSITIVE_INFINITY;

  /** The special values of the PTX ISA's tables; -0 is told from 0. */
  @Test
  void specialValuesAreThoseOfTheManual() {
    assertThat(Fp.rcpApprox(-INF)).isEqualTo(-0.0f);
    assertThat(Fp.rcpApprox(-0.0f)).isEqualTo(-INF);
    assertThat(Fp.rcpApprox(Float.NaN)).isNaN();
    assertThat(Fp.rcp(3.0f)).isEqualTo(1.0f / 3.0f);
    assertThat(Fp.rcp(3.0)).isEqualTo(1.0 / 3.0);
    assertThat(Fp.sqrtApprox(-0.0f)).isEqualTo(-0.0f);
    assertThat(Fp.sqrtApprox(-1.0f)).isNaN();
    assertThat(Fp.sqrt(2.0f)).isEqualTo((float) Math.sqrt(2.0));
    assertThat(Fp.rsqrtApprox(-0.0f)).isEqualTo(-INF);
    assertThat(Fp.rsqrtApprox(INF)).isEqualTo(0.0f);
    assertThat(Fp.rsqrtApprox(4.0f)).isEqualTo(0.5f);
    assertThat(Fp.divApprox(1.0f, 0.0f)).isEqualTo(INF);
    assertThat(Fp.divFull(6.0f, 3.0f)).isEqualTo(2.0f);
    assertThat(Fp.ex2Approx(-INF)).isEqualTo(0.0f);
    assertThat(Fp.ex2Approx(INF)).isEqualTo(INF);
    assertThat(Fp.ex2Approx(10.0f)).isEqualTo(1024.0f);
    assertThat(Fp.lg2Approx(0.0f)).isEqualTo(-INF);
    assertThat(Fp.lg2Approx(-1.0f)).isNaN();
    assertThat(Fp.lg2Approx(8.0f)).isEqualTo(3.0f);
    assertThat(Fp.sinApprox(INF)).isNaN();
    assertThat(Fp.sinApprox(-0.0f)).isEqualTo(-0.0f);
    assertThat(Fp.cosApprox(0.0f)).isEqualTo(1.0f);
    assertThat(Fp.tanhApprox(-INF)).isEqualTo(-1.0f);
    assertThat(Fp.saturate(Float.NaN)).isEqualTo(0.0f);
    assertThat(Fp.saturate(-3.0f)).isEqualTo(0.0f);
    assertThat(Fp.saturate(0.25f)).isEqualTo(0.25f);
    assertThat(Fp.saturate(INF)).isEqualTo(1.0f);
    assertThat(Fp.fma(3.0f, 0x1.000002p0f, -3.0f)).isEqualTo(0x1.8p-22f);
    assertThat(Fp.fma(1e308, 10, Double.NEGATIVE_INFINITY)).isEqualTo(Double.NEGATIVE_INFINITY);
  }
}
