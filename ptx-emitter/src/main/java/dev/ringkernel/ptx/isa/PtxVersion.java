package dev.ringkernel.ptx.isa;

import java.util.Collection;
import java.util.List;

/**
 * A version of the PTX language, as the {@code .version} directive states it.
 *
 * @param major major number
 * @param minor minor number
 */
public record PtxVersion(int major, int minor) implements Comparable<PtxVersion> {

  /** The newest language version that this table describes. */
  public static final PtxVersion NEWEST = new PtxVersion(9, 0);

  private record Floor(Target target, PtxVersion version) {}

  // The first language version whose .target accepts the name (manual, ".target"; those from sm_75
  // on are checked against the assembler by a test).
  // @formatter:off
  private static final List<Floor> FLOORS = List.of(
      floor("sm_50", "4.0"), floor("sm_52", "4.1"), floor("sm_53", "4.2"),
      floor("sm_60", "5.0"), floor("sm_61", "5.0"), floor("sm_62", "5.0"),
      floor("sm_70", "6.0"), floor("sm_72", "6.1"), floor("sm_75", "6.3"),
      floor("sm_80", "7.0"), floor("sm_86", "7.1"), floor("sm_87", "7.4"), floor("sm_88", "9.0"),
      floor("sm_89", "7.8"), floor("sm_90", "7.8"), floor("sm_90a", "8.0"),
      floor("sm_100", "8.6"), floor("sm_100a", "8.6"), floor("sm_100f", "8.8"),
      floor("sm_101", "8.6"), floor("sm_101a", "8.6"), floor("sm_101f", "8.8"),
      floor("sm_103", "8.8"), floor("sm_103a", "8.8"), floor("sm_103f", "8.8"),
      floor("sm_110", "9.0"), floor("sm_110a", "9.0"), floor("sm_110f", "9.0"),
      floor("sm_120", "8.7"), floor("sm_120a", "8.7"), floor("sm_120f", "8.8"),
      floor("sm_121", "8.8"), floor("sm_121a", "8.8"), floor("sm_121f", "8.8"));
  // @formatter:on

  private static Floor floor(String target, String version) {
    return new Floor(Target.parse(target), parse(version));
  }

  /**
   * Reads {@code 8.6}.
   *
   * @throws IllegalArgumentException where the text is not two numbers with a dot between
   */
  public static PtxVersion parse(String text) {
    int dot = text.indexOf('.');
    try {
      return new PtxVersion(
          Integer.parseInt(text.substring(0, Math.max(dot, 0))),
          Integer.parseInt(text.substring(dot + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'" + text + "' is not a PTX version like 8.6", e);
    }
  }

  /** All targets whose language version is known, oldest first. */
  public static List<Target> knownTargets() {
    return FLOORS.stream().map(Floor::target).toList();
  }

  /**
   * The lowest language version that knows {@code target}.
   *
   * @throws IllegalArgumentException where the target is unknown, listing the known ones
   */
  public static PtxVersion lowestFor(Target target) {
    for (Floor floor : FLOORS) {
      if (floor.target().equals(target)) {
        return floor.version();
      }
    }
    throw new IllegalArgumentException(
        "unknown GPU target " + target + "; known are " + knownTargets());
  }

  /**
   * The lowest language version in which all {@code forms} can be written for {@code target}.
   *
   * @throws IllegalArgumentException where a form is not available on the target at all, with the
   *     form and the reason
   */
  public static PtxVersion lowestFor(Target target, Collection<PtxForm> forms) {
    PtxVersion lowest = lowestFor(target);
    for (PtxForm form : forms) {
      PtxVersion needed =
          form.availability()
              .lowestVersion(target)
              .orElseThrow(() -> missing(form, target, NEWEST));
      if (needed.compareTo(lowest) > 0) {
        lowest = needed;
      }
    }
    for (PtxForm form : forms) {
      if (form.availability().check(target, lowest).isPresent()) {
        throw missing(form, target, lowest);
      }
    }
    return lowest;
  }

  private static IllegalArgumentException missing(PtxForm form, Target target, PtxVersion version) {
    return new IllegalArgumentException(
        form.opcode()
            + " is not available on "
            + target
            + ": it "
            + form.availability().check(target, version).orElse("needs another target"));
  }

  @Override
  public int compareTo(PtxVersion other) {
    int byMajor = Integer.compare(major, other.major);
    return byMajor != 0 ? byMajor : Integer.compare(minor, other.minor);
  }

  @Override
  public String toString() {
    return major + "." + minor;
  }
}
