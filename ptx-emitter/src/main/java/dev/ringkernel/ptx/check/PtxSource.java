package dev.ringkernel.ptx.check;

import java.util.regex.Pattern;

/**
 * PTX text to be assembled.
 *
 * @param name what to call it in reports, such as the file it will be written to
 * @param text the whole module
 * @param target the architecture to assemble for, such as {@code sm_90a}
 */
public record PtxSource(String name, String text, String target) {
  private static final Pattern TARGET = Pattern.compile("sm_[0-9]{2,3}[af]?");

  /** Refuses what is no target, so that no text reaches an assembler as an option. */
  public PtxSource {
    if (!TARGET.matcher(target).matches()) {
      throw new IllegalArgumentException(
          "Not a target: '" + target + "'; one looks like sm_90 or sm_90a.");
    }
  }
}
