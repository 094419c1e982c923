package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.sim.axiom.Litmus;
import dev.ringkernel.ptx.sim.litmus.LitmusCorpus;
import dev.ringkernel.ptx.sim.litmus.LitmusPtx;
import dev.ringkernel.ptx.sim.litmus.LitmusTest;
import dev.ringkernel.ptx.sim.litmus.Location;
import dev.ringkernel.ptx.sim.litmus.Outcome;
import dev.ringkernel.ptx.text.PtxReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The litmus corpus as kernels in the weak mode: nothing that the axioms forbid is ever seen, and
 * what of the allowed is not seen is listed.
 */
class WeakLitmusTest {
  private static final Path UNREACHED = Path.of("src/test/resources/litmus/unreached-running.txt");
  private static final int RUNS = Integer.getInteger("ringkernel.litmus.runs", 50);

  /** Each outcome that the list does not name must come within so many runs more. */
  private static final int PATIENCE = 100;

  @Test
  void showsNothingForbiddenAndAllButWhatIsListed() throws IOException, InterruptedException {
    long seed = Long.getLong("ringkernel.litmus.seed", 1);
    List<String> lines = new ArrayList<>();
    List<String> known =
        Files.exists(UNREACHED) ? Files.readAllLines(UNREACHED) : List.of();
    int allowed = 0;
    int reached = 0;
    int tests = 0;
    int skipped = 0;
    for (LitmusTest test : LitmusCorpus.tests()) {
      if (LitmusPtx.obstacle(test.program()).isPresent()) {
        skipped++;
        continue;
      }
      tests++;
      SortedSet<Outcome> missing = new TreeSet<>(Litmus.outcomes(test.program()));
      allowed += missing.size();
      SortedSet<Outcome> shown = run(test, seed, missing, known);
      assertThat(missing).as(test.name() + " with seed " + seed).containsAll(shown);
      reached += shown.size();
      missing.removeAll(shown);
      for (Outcome outcome : missing) {
        lines.add(test.name() + ": " + outcome);
      }
    }
    lines.addFirst(
        "# "
            + reached
            + " of "
            + allowed
            + " allowed outcomes of "
            + tests
            + " tests are reached ("
            + skipped
            + " more need several devices, a host thread or aliases); not these:");
    if (System.getProperty("bless") != null) {
      Files.write(UNREACHED, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(UNREACHED));
  }

  private static SortedSet<Outcome> run(
      LitmusTest test, long seed, SortedSet<Outcome> allowed, List<String> unreached)
      throws InterruptedException {
    LitmusPtx ptx = new LitmusPtx(test.program());
    SortedSet<Outcome> wanted = new TreeSet<>(allowed);
    wanted.removeIf(o -> unreached.contains(test.name() + ": " + o));
    SimOptions options =
        SimOptions.of(Target.parse("sm_90"))
            .withClock(SimClock.STEPS)
            .withSchedule(new SimSchedule.Random(seed))
            .withMemory(SimMemoryOrder.WEAK);
    SortedSet<Outcome> shown = new TreeSet<>();
    try (Loaded loaded = new Loaded(options, PtxReader.read(test.name(), ptx.text()));
        Arena arena = Arena.ofConfined()) {
      SimKernel kernel = loaded.module.kernel("test");
      SimGrid grid =
          SimGrid.of(ptx.blocks(), ptx.threads()).withCluster(Dim3.of(ptx.clusterSize()));
      int params = ptx.globals().size() + 1;
      MemorySegment arguments = arena.allocate(8L * params);
      for (int i = 0; i < params; i++) {
        arguments.setAtIndex(ValueLayout.JAVA_LONG, i, loaded.bytes(256));
      }
      int runs = RUNS;
      for (int i = 0; i < runs; i++) {
        Outcome outcome = once(loaded, ptx, kernel, grid, arguments);
        if (shown.add(outcome)) {
          assertThat(allowed).as(test.name() + " with seed " + seed).contains(outcome);
        }
        if (i == runs - 1 && !shown.containsAll(wanted) && runs < RUNS * PATIENCE) {
          runs += RUNS;
        }
      }
    }
    return shown;
  }

  private static Outcome once(
      Loaded loaded, LitmusPtx ptx, SimKernel kernel, SimGrid grid, MemorySegment arguments)
      throws InterruptedException {
    List<List<Location>> globals = ptx.globals();
    for (int i = 0; i < globals.size(); i++) {
      for (Location element : globals.get(i)) {
        memory(loaded, arguments, i, globals.get(i), element).copyFrom(bytes(element));
      }
    }
    SimLaunch launch = loaded.device.launch(kernel, grid, arguments);
    assertThat(launch.await(Duration.ofMinutes(1))).isTrue();
    assertThat(launch.fault()).isEmpty();
    List<Long> results = new ArrayList<>();
    long at = arguments.getAtIndex(ValueLayout.JAVA_LONG, globals.size());
    for (int i = 0; i < ptx.results().size(); i++) {
      results.add(loaded.memory(at, 256).getAtIndex(ValueLayout.JAVA_LONG, i));
    }
    Map<String, Long> finals = new HashMap<>();
    for (int i = 0; i < globals.size(); i++) {
      for (Location element : globals.get(i)) {
        byte[] raw =
            memory(loaded, arguments, i, globals.get(i), element).toArray(ValueLayout.JAVA_BYTE);
        long value = 0;
        for (int b = 0; b < raw.length; b++) {
          value |= (raw[b] & 0xffL) << 8 * b;
        }
        finals.put(element.name(), value);
      }
    }
    return ptx.outcome(results, finals);
  }

  private static MemorySegment memory(
      Loaded loaded, MemorySegment arguments, int index, List<Location> v, Location element) {
    long base = arguments.getAtIndex(ValueLayout.JAVA_LONG, index);
    long offset = element.address() - v.getFirst().address();
    return loaded.memory(base + offset, element.bytes());
  }

  private static MemorySegment bytes(Location element) {
    byte[] raw = new byte[element.bytes()];
    for (int b = 0; b < raw.length; b++) {
      raw[b] = (byte) (element.initial() >>> 8 * b);
    }
    return MemorySegment.ofArray(raw);
  }
}
