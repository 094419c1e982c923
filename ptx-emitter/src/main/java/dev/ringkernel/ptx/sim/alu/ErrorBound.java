package dev.ringkernel.ptx.sim.alu;

/**
 * How far a result of an {@code approx} form may be from the exact value, by the manual.
 *
 * @param measure what {@code limit} bounds
 * @param limit the largest error
 */
public record ErrorBound(Measure measure, double limit) {

  /** What an error is measured in. */
  public enum Measure {
    /** Units in the last place of the correctly rounded result. */
    ULP,
    /** The error divided by the exact value. */
    RELATIVE,
    /** The error itself. */
    ABSOLUTE,
    /** The manual states no error; the limit is what the hardware shows, relative. */
    OBSERVED
  }
}
