package dev.ringkernel.ptx.isa;

import java.util.Locale;

/**
 * A GPU target as the assembler names it: {@code sm_90}, {@code sm_90a}, {@code sm_100f}.
 *
 * @param sm architecture number, ten times the compute capability (90 for 9.0)
 * @param suffix whether features of this very architecture or of its family are included
 */
public record Target(int sm, Suffix suffix) implements Comparable<Target> {

  /** The letter after the architecture number. */
  public enum Suffix {
    /** Features that every later architecture has too. */
    NONE(""),
    /** Family-specific: code runs on this architecture and later ones of the same family. */
    F("f"),
    /** Architecture-specific: code runs on this architecture only. */
    A("a");

    private final String letter;

    Suffix(String letter) {
      this.letter = letter;
    }

    /** The letter in a target's name, empty for {@link #NONE}. */
    public String letter() {
      return letter;
    }
  }

  /**
   * Reads {@code sm_90}, {@code sm_90a} or {@code sm_100f}; {@code compute_…} is taken too.
   *
   * @throws IllegalArgumentException where the text is no target, naming the text
   */
  public static Target parse(String text) {
    String rest = text.strip().toLowerCase(Locale.ROOT);
    if (rest.startsWith("sm_")) {
      rest = rest.substring(3);
    } else if (rest.startsWith("compute_")) {
      rest = rest.substring(8);
    } else {
      throw notATarget(text);
    }
    Suffix suffix = Suffix.NONE;
    if (rest.endsWith("a")) {
      suffix = Suffix.A;
    } else if (rest.endsWith("f")) {
      suffix = Suffix.F;
    }
    String digits = rest.substring(0, rest.length() - suffix.letter().length());
    if (digits.length() < 2 || digits.length() > 3 || !isNumber(digits)) {
      throw notATarget(text);
    }
    return new Target(Integer.parseInt(digits), suffix);
  }

  private static boolean isNumber(String digits) {
    for (int i = 0; i < digits.length(); i++) {
      if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static IllegalArgumentException notATarget(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not a GPU target; write it like sm_90, sm_90a or sm_100f");
  }

  /** The family of an {@code f} target: architectures of one generation of chips (100 and 103). */
  public int family() {
    return sm / 10;
  }

  /** Whether code built for this target may use what {@code needed} introduced. */
  boolean covers(Target needed) {
    return switch (needed.suffix) {
      case NONE -> sm >= needed.sm;
      case A -> sm == needed.sm && suffix == Suffix.A;
      case F -> suffix != Suffix.NONE && family() == needed.family() && sm >= needed.sm;
    };
  }

  @Override
  public int compareTo(Target other) {
    int bySm = Integer.compare(sm, other.sm);
    return bySm != 0 ? bySm : suffix.compareTo(other.suffix);
  }

  /** The assembler's name, such as {@code sm_90a}. */
  @Override
  public String toString() {
    return "sm_" + sm + suffix.letter();
  }
}
