package dev.ringkernel.ptx.sim.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.sim.alu.HostHeadersTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The list of cases that the record lacks, and what judges them instead. */
final class Unrecorded {
  private static final String CASES = "unrecorded.txt";
  private static final Path FOLDER = Path.of("src/test/resources/dev/ringkernel/ptx/sim/truth");
  private static final Map<String, List<String>> REMARKS =
      Map.of(
          CASES,
          List.of(
              "# Cases that no hardware has recorded, and what judges them instead:",
              "# headers = the toolkit's headers on the host; scalar = the record of the scalar form;",
              "# parts = the records of the forms that it is made of;",
              "# not run = the recorded hardware has it, the record is older; nothing = nothing yet"),
          "rows.txt",
          List.of(
              "# Rows of which no case is recorded: not run = there are cases, the record is older;",
              "# lacking = the recorded hardware lacks it; nothing = no case yet. The emitter's rows, or",
              "# foreign = only the texts of other compilers use it."),
          "open.txt",
          List.of(
              "# Cases with effects in which the simulator leaves something else than the hardware did.",
              "# This list may only shrink."));

  private Unrecorded() {}

  /** What judges a case that has no record, and the case. */
  static String line(Case one, Map<String, String> record) {
    String scalar = one.name().replace(".f32x2", ".f32");
    String judge =
        HostHeadersTest.spellings().contains(one.name())
            ? "headers"
            : Composed.of(one.name()).filter(parts -> parts.isIn(record)).isPresent()
                ? "parts  "
                : !scalar.equals(one.name()) && record.containsKey(scalar)
                    ? "scalar "
                    : one.recordable() ? "not run" : "nothing";
    return judge + " " + one.name();
  }

  /** What lacks a row that has no record, and the row. */
  static String row(PtxRow row, boolean hasCase) {
    boolean newer = row.spellings().stream().noneMatch(s -> EffectCases.runs(PtxTable.resolve(s)));
    return (row.isForeign() ? "foreign " : "emitted ")
        + (hasCase ? "not run " : newer ? "lacking " : "nothing ")
        + row;
  }

  /** Compares with the list of cases; {@code -Dbless} writes it. */
  static void check(List<String> lines) {
    check(CASES, lines);
  }

  /** Compares with what of a list was drawn; {@code -Dbless} with all drawn writes it. */
  static void checkDrawn(String name, Set<String> lines, Set<String> drawn, boolean all) {
    if (all) {
      check(name, List.copyOf(lines));
      return;
    }
    try {
      Set<String> listed =
          new TreeSet<>(Record.withoutRemarks(Files.readString(FOLDER.resolve(name))));
      listed.retainAll(drawn);
      assertThat(lines).as("%s is stale; see it with -Dtruth=all", name).isEqualTo(listed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compares with a list; {@code -Dbless} writes it. */
  static void check(String name, List<String> lines) {
    Path source = FOLDER.resolve(name);
    try {
      if (System.getProperty("bless") != null) {
        List<String> all = new ArrayList<>(REMARKS.getOrDefault(name, List.of()));
        all.addAll(lines);
        Files.write(source, all);
      }
      assertThat(Record.withoutRemarks(Files.readString(source)))
          .as("%s is stale; run this test with -Dbless", name)
          .isEqualTo(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
