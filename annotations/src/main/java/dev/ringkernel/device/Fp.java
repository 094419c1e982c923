package dev.ringkernel.device;

/**
 * Fast floating point: one instruction each, whose results may be off by what {@link Tolerance}
 * says. The Java bodies give the correctly rounded result or nearly so. Tolerances are those of the
 * PTX ISA's tables; methods without one give the same bits on the device.
 */
public final class Fp {
  private Fp() {}

  // @formatter:off
  /** 1 / a, off by at most 1 ulp. */
  @Intrinsic("rcp.approx.f32 d, a") @Tolerance(ulps = 1)
  public static float rcpApprox(float a) { return (float) (1.0 / a); }

  /** 1 / a, rounded to nearest. */
  @Intrinsic("rcp.rn.f32 d, a")
  public static float rcp(float a) { return 1.0f / a; }

  /** 1 / a, rounded to nearest. */
  @Intrinsic("rcp.rn.f64 d, a")
  public static double rcp(double a) { return 1.0 / a; }

  /** Square root with a relative error of at most 2^-23. */
  @Intrinsic("sqrt.approx.f32 d, a") @Tolerance(ulps = 2)
  public static float sqrtApprox(float a) { return (float) Math.sqrt(a); }

  /** Square root, rounded to nearest. */
  @Intrinsic("sqrt.rn.f32 d, a")
  public static float sqrt(float a) { return (float) Math.sqrt(a); }

  /** 1 / sqrt(a) with a relative error of at most 2^-22.9; infinite with the sign of a for a zero. */
  @Intrinsic("rsqrt.approx.f32 d, a") @Tolerance(ulps = 2)
  public static float rsqrtApprox(float a) { return a == 0 ? 1.0f / a : (float) (1.0 / Math.sqrt(a)); }

  /** a / b with 2 ulp for |b| in [2^-126, 2^126]; beyond that the device gives 0, or NaN for an infinite a. */
  @Intrinsic("div.approx.f32 d, a, b") @Tolerance(ulps = 2)
  public static float divApprox(float a, float b) { return (float) ((double) a / b); }

  /** a / b with 2 ulp for all of b's range. */
  @Intrinsic("div.full.f32 d, a, b") @Tolerance(ulps = 2)
  public static float divFull(float a, float b) { return (float) ((double) a / b); }

  /** 2 to the a, with 2 ulp + 2^-22 relative. */
  @Intrinsic("ex2.approx.f32 d, a") @Tolerance(ulps = 4)
  public static float ex2Approx(float a) { return (float) Math.pow(2.0, a); }

  /** Logarithm to base 2: 2^-22 absolute for a in [0.5, 2], 2^-22 relative elsewhere; NaN below 0. */
  @Intrinsic("lg2.approx.f32 d, a") @Tolerance(ulps = 4, absolute = 0x1p-21)
  public static float lg2Approx(float a) { return (float) (Math.log(a) / Math.log(2.0)); }

  /** Sine with 2^-20.5 absolute for |a| up to pi; worse beyond. */
  @Intrinsic("sin.approx.f32 d, a") @Tolerance(absolute = 0x1p-20)
  public static float sinApprox(float a) { return (float) Math.sin(a); }

  /** Cosine with 2^-20.5 absolute for |a| up to pi; worse beyond. */
  @Intrinsic("cos.approx.f32 d, a") @Tolerance(absolute = 0x1p-20)
  public static float cosApprox(float a) { return (float) Math.cos(a); }

  /** Hyperbolic tangent with a relative error of at most 2^-11. */
  @Intrinsic("tanh.approx.f32 d, a") @Tolerance(ulps = 8192)
  public static float tanhApprox(float a) { return (float) Math.tanh(a); }

  /** a held in [0, 1]; 0 for NaN. */
  @Intrinsic("cvt.sat.f32.f32 d, a")
  public static float saturate(float a) { return a > 0 ? Math.min(a, 1.0f) : 0.0f; }

  /** {@code Math.fma}: a * b + c with one rounding. */
  @Intrinsic("fma.rn.f32 d, a, b, c")
  public static float fma(float a, float b, float c) { return Math.fma(a, b, c); }

  /** {@code Math.fma}: a * b + c with one rounding. */
  @Intrinsic("fma.rn.f64 d, a, b, c")
  public static double fma(double a, double b, double c) { return Math.fma(a, b, c); }
  // @formatter:on
}
