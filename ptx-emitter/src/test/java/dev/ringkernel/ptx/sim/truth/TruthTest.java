package dev.ringkernel.ptx.sim.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The meanings against the record of the hardware.
 *
 * <p>{@code -Dtruth=all} compares every case; without it a fifth of them is drawn, and of each row
 * at least one.
 */
class TruthTest {
  private static final long SEED = 90;
  private static final int ONE_IN = 5;

  private static List<Case> recorded() {
    return Case.all().stream().filter(Case::recordable).toList();
  }

  /** The first case of each row, and a fixed draw of the others. */
  private static Stream<Case> drawn() {
    if ("all".equals(System.getProperty("truth"))) {
      return recorded().stream();
    }
    SplittableRandom random = new SplittableRandom(SEED);
    TreeSet<String> rows = new TreeSet<>();
    return recorded().stream()
        .filter(c -> rows.add(c.form().row().toString()) | random.nextInt(ONE_IN) == 0);
  }

  @Test
  void exactMeaningsAreTheHardwares() {
    Map<String, String> record = Record.digests();
    List<String> different = new ArrayList<>();
    int[] compared = {0};
    drawn()
        .filter(c -> !c.approximate() && record.containsKey(c.name()))
        .forEach(
            c -> {
              compared[0]++;
              if (!digests(c).equals(record.get(c.name()))) {
                different.add(c.name());
              }
            });
    assertThat(different).as("of %d drawn by seed %d", compared[0], SEED).isEmpty();
    assertThat(compared[0]).isGreaterThan(900);
  }

  private static String digests(Case one) {
    List<String> digests = new ArrayList<>();
    for (int r = 0; r < one.form().results().size(); r++) {
      digests.add(Digests.hex(Digests.of(one.expected(r))));
    }
    return String.join(",", digests);
  }

  /** The hardware's values show that the stated bounds are read as they are meant. */
  @Test
  void approximationsOfTheHardwareAreWithinTheirBounds() {
    Map<String, Map<Integer, Long>> samples = Record.samples();
    List<String> wrong = new ArrayList<>();
    for (Case one : recorded()) {
      if (one.approximate()) {
        Map<Integer, Long> values = samples.get(one.name());
        assertThat(values).as("sample of %s", one.name()).isNotNull().hasSizeGreaterThan(100);
        values.forEach((vector, value) -> compare(one, vector, value, "the hardware", wrong));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void approximationsOfTheSimulatorAreWithinTheirBounds() {
    List<String> wrong = new ArrayList<>();
    for (Case one : recorded()) {
      if (one.approximate()) {
        long[] values = one.expected(0);
        for (int i = 0; i < values.length; i++) {
          compare(one, i, values[i], "the simulator", wrong);
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  private static void compare(Case one, int vector, long value, String whose, List<String> wrong) {
    Errors errors = new Errors(one);
    long[] in = one.vector(vector);
    for (int lane = 0; lane < Errors.lanes(one); lane++) {
      OptionalDouble error = errors.of(in, value, lane);
      if (error.isPresent() && !(error.getAsDouble() <= 1)) {
        wrong.add(
            "%s gives %x for %s of %s in lane %d, %s times the bound"
                .formatted(
                    whose,
                    value,
                    one.name(),
                    Arrays.stream(in).mapToObj(Long::toHexString).toList(),
                    lane,
                    error.getAsDouble()));
      }
    }
  }

  /** Newer forms give what the recorded ones that they are made of give. */
  @Test
  void whatIsMadeOfRecordedFormsGivesWhatTheyDo() {
    Map<String, String> record = Record.digests();
    List<String> different = new ArrayList<>();
    int[] compared = {0};
    for (Case one : Case.all()) {
      Optional<Composed> parts = Composed.of(one.name()).filter(p -> p.isIn(record));
      if (parts.isPresent() && !record.containsKey(one.name())) {
        compared[0]++;
        long[] values = one.expected(0);
        for (int i = 0; i < values.length; i++) {
          long wanted = parts.get().apply(one.vector(i));
          if (values[i] != wanted) {
            different.add(
                "%s gives %x and not %x for %s"
                    .formatted(
                        one.name(),
                        values[i],
                        wanted,
                        Arrays.stream(one.vector(i)).mapToObj(Long::toHexString).toList()));
            break;
          }
        }
      }
    }
    assertThat(different).isEmpty();
    assertThat(compared[0]).isGreaterThanOrEqualTo(64);
  }

  /** What no hardware at hand has judged is named with what judges it instead. */
  @Test
  void whatIsNotRecordedIsListed() {
    Map<String, String> record = Record.digests();
    List<String> without = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>();
    for (Case one : Case.all()) {
      names.add(one.name());
      if (!record.containsKey(one.name())) {
        without.add(Unrecorded.line(one, record));
      }
    }
    assertThat(names).as("cases of the record that are none now").containsAll(record.keySet());
    Unrecorded.check(without);
  }
}
