package dev.ringkernel.ptx.sim.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.sim.alu.HostHeadersTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The list of cases that the record lacks, and what judges them instead. */
final class Unrecorded {
  private static final String NAME = "unrecorded.txt";
  private static final Path SOURCE =
      Path.of("src/test/resources/dev/ringkernel/ptx/sim/truth", NAME);

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

  /** An effect that has no record: the hardware has them all. */
  static String line(Effect one) {
    return "not run " + one.name();
  }

  /** Compares with the list; {@code -Dbless} writes it. */
  static void check(List<String> lines) {
    if (System.getProperty("bless") != null) {
      write(lines);
    }
    try {
      assertThat(Record.withoutRemarks(Files.readString(SOURCE)))
          .as("%s is stale; run this test with -Dbless", NAME)
          .isEqualTo(lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(List<String> lines) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "# Cases that no hardware has recorded, and what judges them instead:",
                "# headers = the toolkit's headers on the host; scalar = the record of the scalar form;",
                "# parts = the records of the forms that it is made of;",
                "# not run = the recorded hardware has it, the record is older; nothing = nothing yet"));
    all.addAll(lines);
    try {
      Files.write(SOURCE, all);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
