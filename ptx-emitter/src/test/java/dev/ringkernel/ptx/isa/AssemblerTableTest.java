package dev.ringkernel.ptx.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The table against the assembler.
 *
 * <p>Every spelling of every row is read by {@code ptxas} for every target; accept and reject must
 * agree with the row. It is sent in the oldest and newest language version for the target, and in
 * those on both sides of each version that its row names; {@code -Dptx.exhaustive} sends all to all
 * versions. At a result {@code _} that it refuses the assembler gives up the file, so of those that
 * a target lacks one per row and reason is sent. What only code generation finds is tested on 20
 * spellings of each row, or on all. {@code -Dptx.rows=cvt,ld} limits both to rows that start so.
 */
class AssemblerTableTest {

  private static final List<PtxVersion> VERSIONS =
      Stream.of(
              "6.3 6.4 6.5 7.0 7.1 7.2 7.3 7.4 7.5 7.6 7.7 7.8 8.0 8.1 8.2 8.3 8.4 8.5 8.6 8.7 8.8 9.0"
                  .split(" "))
          .map(PtxVersion::parse)
          .toList();
  private static final boolean EXHAUSTIVE = System.getProperty("ptx.exhaustive") != null;

  private record Case(PtxForm form, String line, Set<PtxVersion> turns) {}

  private static final List<Case> CASES = load();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sm_75", "sm_80", "sm_86", "sm_89", "sm_90", "sm_90a", "sm_100", "sm_100a", "sm_103a",
        "sm_120", "sm_120a"
      })
  void assemblerAgreesWithEveryRow(String name) {
    Path ptxas = ptxas();
    Target target = Target.parse(name);
    Map<String, List<String>> wrong = new LinkedHashMap<>();
    for (PtxVersion version : versions(target)) {
      List<Case> plain = new ArrayList<>();
      List<Case> sinks = new ArrayList<>();
      Set<String> sent = new HashSet<>();
      for (Case one : CASES) {
        boolean end =
            version.equals(PtxVersion.NEWEST) || version.equals(PtxVersion.lowestFor(target));
        if (!end && !one.turns().contains(version) && !EXHAUSTIVE) {
          continue;
        }
        if (!one.line().contains(" _")) {
          plain.add(one);
        } else {
          Optional<String> gate = one.form().availability().enforced().check(target, version);
          if (gate.isEmpty() || sent.add(one.form().row().syntax() + gate.get())) {
            sinks.add(one);
          }
        }
      }
      compare(ptxas, target, version, plain, wrong);
      compare(ptxas, target, version, sinks, wrong);
    }
    StringBuilder report = new StringBuilder();
    wrong.forEach(
        (text, where) ->
            report
                .append(text)
                .append("\n    ")
                .append(where.size())
                .append(" times: ")
                .append(where.getFirst())
                .append(" … ")
                .append(where.getLast())
                .append('\n'));
    assertThat(report.toString()).isEmpty();
  }

  private static void compare(
      Path ptxas,
      Target target,
      PtxVersion version,
      List<Case> cases,
      Map<String, List<String>> wrong) {
    Map<Integer, String> rejected =
        Ptxas.rejected(ptxas, target, version, cases.stream().map(Case::line).toList());
    for (int i = 0; i < cases.size(); i++) {
      Case one = cases.get(i);
      Optional<String> gate = one.form().availability().enforced().check(target, version);
      String reason = rejected.get(i);
      if (gate.isPresent() != (reason != null)) {
        String text =
            one.form().row().syntax()
                + (reason != null ? ": refused, " + reason : ": accepted, though it " + gate.get());
        wrong
            .computeIfAbsent(text, t -> new ArrayList<>())
            .add("PTX " + version + " " + one.line());
      }
    }
  }

  /** What the assembler finds only when it generates code. */
  @ParameterizedTest
  @ValueSource(strings = {"sm_75", "sm_80", "sm_90a", "sm_100a", "sm_120a"})
  void spellingsAssembleToCode(String name) {
    Path ptxas = ptxas();
    Target target = Target.parse(name);
    long seed = Long.getLong("ptx.seed", System.nanoTime());
    Random random = new Random(seed);
    Map<PtxRow, List<String>> byRow = new LinkedHashMap<>();
    for (Case one : CASES) {
      if (one.form().availability().check(target, PtxVersion.NEWEST).isEmpty()) {
        byRow.computeIfAbsent(one.form().row(), row -> new ArrayList<>()).add(one.line());
      }
    }
    List<List<String>> bodies = new ArrayList<>();
    for (List<String> lines : byRow.values()) {
      Collections.shuffle(lines, random);
      bodies.add(EXHAUSTIVE ? lines : lines.subList(0, Math.min(lines.size(), 20)));
    }
    assertThat(Ptxas.assemble(ptxas, target, PtxVersion.NEWEST, bodies))
        .as("seed %d (-Dptx.seed)", seed)
        .isEmpty();
  }

  @Test
  void versionsKnowTheirTargets() {
    Path ptxas = ptxas();
    for (Target target : PtxVersion.knownTargets()) {
      // ptxas 13.0 assembles for none before sm_75 and calls sm_101 sm_110; for sm_88 it takes an
      // older version than the manual states.
      if (target.sm() >= 75 && target.sm() != 101 && target.sm() != 88) {
        PtxVersion lowest = PtxVersion.lowestFor(target);
        assertThat(Ptxas.knows(ptxas, target, lowest)).as("%s in PTX %s", target, lowest).isTrue();
        int before = VERSIONS.indexOf(lowest) - 1;
        if (before >= 0) {
          PtxVersion older = VERSIONS.get(before);
          assertThat(Ptxas.knows(ptxas, target, older)).as("%s in PTX %s", target, older).isFalse();
        }
      }
    }
  }

  private static Path ptxas() {
    Optional<Path> found = Ptxas.find();
    if (found.isEmpty()) {
      assertThat(System.getenv("CI")).as("CI needs ptxas on the PATH").isNull();
      System.err.println("SKIPPED: the instruction table was not checked, no ptxas on the PATH");
      Assumptions.abort("no ptxas on the PATH");
    }
    return found.orElseThrow();
  }

  private static List<Case> load() {
    List<String> only = List.of(System.getProperty("ptx.rows", "").split(","));
    List<Case> cases = new ArrayList<>();
    for (PtxRow row : PtxTable.rows()) {
      if (only.stream().anyMatch(row.syntax()::startsWith)) {
        for (String spelling : row.spellings()) {
          PtxForm form = PtxTable.resolve(spelling);
          cases.add(new Case(form, form.print(sample(form)), turns(form)));
        }
      }
    }
    return cases;
  }

  /** The language versions at which the form may appear or end, and those just before. */
  private static Set<PtxVersion> turns(PtxForm form) {
    Set<PtxVersion> turns = new HashSet<>();
    for (Availability.Clause clause : form.availability().enforced().clauses()) {
      for (Availability.Need need : clause.alternatives()) {
        turns.add(need.version());
        need.untilVersion().ifPresent(turns::add);
      }
    }
    for (PtxVersion turn : List.copyOf(turns)) {
      int index = VERSIONS.indexOf(turn);
      if (index > 0) {
        turns.add(VERSIONS.get(index - 1));
      }
    }
    return turns;
  }

  static List<PtxVersion> versions(Target target) {
    PtxVersion lowest = PtxVersion.lowestFor(target);
    return VERSIONS.stream().filter(v -> v.compareTo(lowest) >= 0).toList();
  }

  static List<String> sample(PtxForm form) {
    List<String> texts = new ArrayList<>();
    int n = 1;
    for (Operand operand : form.formals()) {
      n++;
      texts.add(
          switch (operand.kind()) {
            case DEST, SRC, PRED, PRED_DEST -> operand.regClass().prefix() + n % 20;
            case ADDRESS -> form.opcode().startsWith("st.param") ? "list_d" : "%rd" + n % 20;
            case IMMEDIATE -> form.opcode().startsWith("setmaxnreg") ? "40" : "4";
            case LABEL -> label(form, operand);
            case SPECIAL -> throw new IllegalStateException("a special register is fixed");
          });
    }
    return texts;
  }

  private static String label(PtxForm form, Operand operand) {
    if (operand.lane() >= 0) {
      return "list_" + operand.name();
    }
    return switch (form.row().base()) {
      case "brx" -> "TARGETS";
      case "call" ->
          (operand.name().equals("f") ? "PROTO_" : "call_")
              + (form.operand("d").isPresent() ? 1 : 0)
              + "_"
              + (form.operand("a").isPresent() ? 1 : 0);
      default -> "LABEL";
    };
  }
}
