package dev.ringkernel.runtime.driver;

/**
 * One row of {@code ringkernel doctor}.
 *
 * @param feature what was asked about
 * @param answer whether it is there
 * @param reason what was found, and where the answer is no, why and what would change it
 */
public record FeatureAnswer(String feature, Answer answer, String reason) {

  /** Whether a feature is there. */
  public enum Answer {
    /** It is there, or it is as it should be. */
    YES,
    /** It is not there. */
    NO,
    /** It works, and deserves attention. */
    CAUTION,
    /** Nothing at hand can tell. */
    UNKNOWN
  }
}
