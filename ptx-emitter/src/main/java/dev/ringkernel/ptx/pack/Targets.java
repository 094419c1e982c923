package dev.ringkernel.ptx.pack;

import java.util.List;
import java.util.Optional;

/** Which packed PTX runs on a device. */
public final class Targets {
  private Targets() {}

  /** The number in a target's name: 90 for {@code sm_90} and {@code sm_90a}. */
  public static int computeCapability(String target) {
    String digits = target.startsWith("sm_") ? target.substring(3) : "";
    if (digits.endsWith("a") || digits.endsWith("f")) {
      digits = digits.substring(0, digits.length() - 1);
    }
    if (digits.isEmpty()
        || digits.length() > 4
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new IllegalArgumentException(
          "'" + target + "' is not a target; write for example sm_90 or sm_90a");
    }
    return Integer.parseInt(digits);
  }

  /**
   * Whether a device can run PTX for a target: a plain one from that compute capability on, {@code
   * a} on exactly that one, {@code f} on it and on later ones of the same family (the same major
   * number).
   *
   * @param computeCapability of the device, major × 10 + minor
   */
  public static boolean runsOn(int computeCapability, String target) {
    int least = computeCapability(target);
    if (target.endsWith("a")) {
      return computeCapability == least;
    }
    if (target.endsWith("f")) {
      return computeCapability >= least && computeCapability / 10 == least / 10;
    }
    return computeCapability >= least;
  }

  /**
   * The target to load on a device: of those that run there the one for the highest compute
   * capability, and of two for the same the more specific ({@code a}, then {@code f}, then plain);
   * empty when none runs there.
   *
   * @param computeCapability of the device, major × 10 + minor
   */
  public static Optional<String> best(int computeCapability, List<String> targets) {
    return targets.stream()
        .filter(t -> runsOn(computeCapability, t))
        .max(
            java.util.Comparator.comparingInt(Targets::computeCapability)
                .thenComparingInt(t -> t.endsWith("a") ? 2 : t.endsWith("f") ? 1 : 0));
  }
}
