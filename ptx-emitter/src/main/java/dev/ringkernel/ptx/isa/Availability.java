package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where an instruction form exists: all clauses must hold, each by one of its alternatives.
 *
 * @param clauses conditions on target and language version
 */
public record Availability(List<Clause> clauses) {

  /** Available everywhere. */
  public static final Availability ALWAYS = new Availability(List.of());

  /**
   * A condition that holds when one of its alternatives does.
   *
   * @param alternatives the ways to satisfy it; never empty
   */
  public record Clause(List<Need> alternatives) {

    /** Reads {@code "7.8 sm_90 | 8.6 sm_100a"}. */
    static Clause parse(String text) {
      List<Need> needs = new ArrayList<>();
      for (String part : text.split("\\|")) {
        needs.add(Need.parse(part.strip()));
      }
      return new Clause(List.copyOf(needs));
    }
  }

  /**
   * One way to have a feature.
   *
   * @param version first language version
   * @param target first target; with a suffix, that architecture or family only
   * @param before first architecture number that no longer has it, or 0 where none is known
   */
  public record Need(PtxVersion version, Target target, int before) {

    /** Reads {@code "7.8 sm_90"}, {@code "8.6 sm_100a"} or {@code "6.0 sm_70 <sm_120"}. */
    static Need parse(String text) {
      PtxVersion version = new PtxVersion(1, 0);
      Target target = new Target(10, Target.Suffix.NONE);
      int before = 0;
      for (String word : text.split("\\s+")) {
        if (word.startsWith("<")) {
          before = Target.parse(word.substring(1)).sm();
        } else if (word.startsWith("sm_")) {
          target = Target.parse(word);
        } else {
          version = PtxVersion.parse(word);
        }
      }
      return new Need(version, target, before);
    }

    boolean covers(Target candidate) {
      return candidate.covers(target) && (before == 0 || candidate.sm() < before);
    }

    @Override
    public String toString() {
      String until = before == 0 ? "" : " before sm_" + before;
      boolean anyTarget = target.sm() <= 20 && target.suffix() == Target.Suffix.NONE;
      return (anyTarget ? "" : target + until + " and ") + "PTX " + version;
    }
  }

  /** This and {@code other} together. */
  public Availability and(Availability other) {
    if (other.clauses.isEmpty()) {
      return this;
    }
    List<Clause> all = new ArrayList<>(clauses);
    all.addAll(other.clauses);
    return new Availability(List.copyOf(all));
  }

  /**
   * Empty where the form may be used; otherwise the reason as the end of a sentence, such as {@code
   * needs sm_90 and PTX 7.8}.
   */
  public Optional<String> check(Target target, PtxVersion version) {
    for (Clause clause : clauses) {
      boolean holds = false;
      for (Need need : clause.alternatives()) {
        holds |= need.covers(target) && version.compareTo(need.version()) >= 0;
      }
      if (!holds) {
        return Optional.of("needs " + describe(clause));
      }
    }
    return Optional.empty();
  }

  /** The lowest language version for {@code target}, or empty where the target lacks the form. */
  public Optional<PtxVersion> lowestVersion(Target target) {
    PtxVersion lowest = new PtxVersion(1, 0);
    for (Clause clause : clauses) {
      PtxVersion best = null;
      for (Need need : clause.alternatives()) {
        if (need.covers(target) && (best == null || need.version().compareTo(best) < 0)) {
          best = need.version();
        }
      }
      if (best == null) {
        return Optional.empty();
      }
      if (best.compareTo(lowest) > 0) {
        lowest = best;
      }
    }
    return Optional.of(lowest);
  }

  static String describe(Clause clause) {
    StringBuilder out = new StringBuilder();
    for (Need need : clause.alternatives()) {
      out.append(out.isEmpty() ? "" : ", or ").append(need);
    }
    return out.toString();
  }

  /** The clauses in words, such as {@code sm_90 and PTX 7.8}. */
  @Override
  public String toString() {
    StringBuilder out = new StringBuilder();
    for (Clause clause : clauses) {
      out.append(out.isEmpty() ? "" : "; ").append(describe(clause));
    }
    return out.toString();
  }
}
