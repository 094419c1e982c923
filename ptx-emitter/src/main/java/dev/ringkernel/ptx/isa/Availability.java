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
   * @param enforced whether the assembler (ptxas 13.0) refuses what fails it; the manual alone
   *     states the others
   */
  public record Clause(List<Need> alternatives, boolean enforced) {

    /**
     * Reads {@code "7.8 sm_90 | 8.6 sm_100a"}; a leading {@code ~} says that only the manual does.
     */
    static Clause parse(String text) {
      List<Need> needs = new ArrayList<>();
      boolean documented = text.startsWith("~");
      for (String part : text.substring(documented ? 1 : 0).split("\\|")) {
        needs.add(Need.parse(part.strip()));
      }
      return new Clause(List.copyOf(needs), !documented);
    }
  }

  /**
   * One way to have a feature.
   *
   * @param version first language version
   * @param target first target; with a suffix, that architecture or family only
   * @param untilSm first architecture number that no longer has it, or 0 where none is known
   * @param untilVersion first language version that no longer has it; empty where none is known
   */
  public record Need(
      PtxVersion version, Target target, int untilSm, Optional<PtxVersion> untilVersion) {

    /**
     * Reads {@code "7.8 sm_90"}, {@code "8.6 sm_100a"}, {@code "3.0 sm_30 <sm_70"}, {@code "3.0
     * <6.4"}.
     */
    static Need parse(String text) {
      PtxVersion version = new PtxVersion(1, 0);
      Target target = new Target(10, Target.Suffix.NONE);
      int untilSm = 0;
      Optional<PtxVersion> untilVersion = Optional.empty();
      for (String word : Spelling.words(text)) {
        if (word.startsWith("<sm_")) {
          untilSm = Target.parse(word.substring(1)).sm();
        } else if (word.startsWith("<")) {
          untilVersion = Optional.of(PtxVersion.parse(word.substring(1)));
        } else if (word.startsWith("sm_")) {
          target = Target.parse(word);
        } else {
          version = PtxVersion.parse(word);
        }
      }
      return new Need(version, target, untilSm, untilVersion);
    }

    boolean covers(Target candidate) {
      return candidate.covers(target) && (untilSm == 0 || candidate.sm() < untilSm);
    }

    boolean covers(PtxVersion candidate) {
      return candidate.compareTo(version) >= 0
          && (untilVersion.isEmpty() || candidate.compareTo(untilVersion.get()) < 0);
    }

    @Override
    public String toString() {
      boolean anyTarget = target.sm() <= 20 && target.suffix() == Target.Suffix.NONE;
      return (anyTarget ? "" : target + (untilSm == 0 ? "" : " before sm_" + untilSm) + " and ")
          + "PTX "
          + version
          + untilVersion.map(v -> " before " + v).orElse("");
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

  /** The part of this that the assembler itself checks. */
  public Availability enforced() {
    return new Availability(clauses.stream().filter(Clause::enforced).toList());
  }

  /**
   * Empty where the form may be used; otherwise the reason as the end of a sentence, such as {@code
   * needs sm_90 and PTX 7.8}.
   */
  public Optional<String> check(Target target, PtxVersion version) {
    for (Clause clause : clauses) {
      boolean holds = false;
      for (Need need : clause.alternatives()) {
        holds |= need.covers(target) && need.covers(version);
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

  private static String describe(Clause clause) {
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
