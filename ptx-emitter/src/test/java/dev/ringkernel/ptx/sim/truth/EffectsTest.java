package dev.ringkernel.ptx.sim.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.sim.alu.HostHeadersTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What instructions with effects leave in memory, against the record of the hardware.
 *
 * <p>{@code -Dtruth=all} runs every case; without it a tenth of them is drawn, and of each set of
 * rows at least one.
 */
class EffectsTest {
  private static final long SEED = 91;
  private static final int ONE_IN = 10;

  private static final EffectFiles FILES = EffectCases.all();

  private static final Map<String, String> RECORD = Record.effects();

  private static final Set<String> DRAWN = drawn();

  private static final Map<String, EffectRun.Result> RESULTS =
      EffectRun.all(FILES, one -> DRAWN.contains(one.name()));

  private static boolean everything() {
    return "all".equals(System.getProperty("truth"));
  }

  private static Set<String> drawn() {
    SplittableRandom random = new SplittableRandom(SEED);
    Set<Set<String>> rows = new HashSet<>();
    return FILES.cases().stream()
        .filter(c -> rows.add(c.rows()) | random.nextInt(ONE_IN) == 0 | everything())
        .map(EffectCase::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void namesAreUnique() {
    List<String> names = FILES.cases().stream().map(EffectCase::name).toList();
    assertThat(names).doesNotHaveDuplicates().hasSizeGreaterThan(1000);
  }

  @Test
  void theSimulatorEndsEveryCase() {
    Map<String, String> wrong = new TreeMap<>();
    RESULTS.forEach(
        (name, result) -> {
          if (result.buffers().length == 0 && result.digest().startsWith("fault:")) {
            wrong.put(name, result.digest());
          }
        });
    assertThat(wrong).isEmpty();
  }

  /** Where the simulator differs it is listed, and what it is listed for it still does. */
  @Test
  void whatTheSimulatorLeavesIsWhatTheHardwareLeaves() {
    Set<String> different = new TreeSet<>();
    RESULTS.forEach(
        (name, result) -> {
          String recorded = RECORD.get(name);
          if (recorded != null && !recorded.equals(result.digest()) && !Apart.holds(name)) {
            different.add(name);
          }
        });
    Unrecorded.checkDrawn("open.txt", different, DRAWN, everything());
  }

  /** What is not compared is of the record, and does differ, so that it must stand apart. */
  @Test
  void whatStandsApartDiffers() {
    assertThat(RECORD.keySet()).containsAll(Apart.names());
    RESULTS.forEach(
        (name, result) -> {
          if (Apart.holds(name)) {
            assertThat(result.digest()).as(name).isNotEqualTo(RECORD.get(name));
          }
        });
  }

  /** Every row stands in a record, or in the list with what it lacks. */
  @Test
  void rowsWithoutRecordAreListed() {
    Set<String> recorded = new HashSet<>();
    Map<String, String> pure = Record.digests();
    Set<String> headers = HostHeadersTest.spellings();
    Set<String> hasCase = new TreeSet<>();
    for (Case one : Case.all()) {
      if (pure.containsKey(one.name()) || headers.contains(one.form().toString())) {
        recorded.add(one.form().row().toString());
      } else if (one.recordable()) {
        hasCase.add(one.form().row().toString());
      }
    }
    for (EffectCase one : FILES.cases()) {
      (RECORD.containsKey(one.name()) ? recorded : hasCase).addAll(one.rows());
    }
    Set<String> names = FILES.cases().stream().map(EffectCase::name).collect(Collectors.toSet());
    assertThat(names).as("cases of the record that are none now").containsAll(RECORD.keySet());
    List<String> without = new ArrayList<>();
    for (PtxRow row : PtxTable.rows()) {
      if (!recorded.contains(row.toString())) {
        without.add(Unrecorded.row(row, hasCase.contains(row.toString())));
      }
    }
    Unrecorded.check("rows.txt", without);
  }
}
