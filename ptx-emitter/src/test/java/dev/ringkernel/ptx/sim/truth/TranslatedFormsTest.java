package dev.ringkernel.ptx.sim.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.SimDevice;
import dev.ringkernel.ptx.sim.SimGrid;
import dev.ringkernel.ptx.sim.SimLaunch;
import dev.ringkernel.ptx.sim.SimMachine;
import dev.ringkernel.ptx.sim.SimModule;
import dev.ringkernel.ptx.sim.SimOptions;
import dev.ringkernel.ptx.sim.SimTranslation;
import dev.ringkernel.ptx.text.PtxReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Forms in small kernels, translated to JVM code, compute what their meaning says: all of those for
 * which the translator may have code of its own, and a fixed draw of the others.
 */
class TranslatedFormsTest {
  private static final Set<String> OWN =
      Set.of("add", "sub", "and", "or", "xor", "mul", "mad", "shl", "shr", "setp", "selp", "cvt");
  private static final long SEED = 25;
  private static final int ONE_IN = 50;
  private static final int THREADS = 128;
  private static final int VECTORS = 1024;
  private static final String HEADER = ".version 9.0\n.target sm_90a\n.address_size 64\n";

  @Test
  void translatedFormsAreTheirMeanings() throws InterruptedException {
    SplittableRandom random = new SplittableRandom(SEED);
    List<Case> cases =
        Case.all().stream()
            .filter(Case::recordable)
            .filter(c -> own(c) | random.nextInt(ONE_IN) == 0)
            .toList();
    assertThat(cases).hasSizeGreaterThan(300);
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < cases.size(); i++) {
      text.append(Kernel.text("f" + i, cases.get(i)));
    }
    SimOptions options = SimOptions.of(Case.TARGET).withTranslation(SimTranslation.ALL);
    try (SimMachine machine = SimMachine.open(options)) {
      SimDevice device = machine.devices().getFirst();
      SimModule module = device.load(PtxReader.read("forms.ptx", text.toString()));
      for (int i = 0; i < cases.size(); i++) {
        compare(device, module, "f" + i, cases.get(i));
      }
    }
  }

  private static boolean own(Case one) {
    return OWN.contains(one.form().row().base())
        && Stream.concat(one.form().inputs().stream(), one.form().results().stream())
            .noneMatch(o -> o.type().kind() == PtxType.Kind.FLOAT);
  }

  /** The vectors in equal steps. */
  private static int drawn(int v, int count, int all) {
    return (int) ((long) v * all / count);
  }

  private static void compare(SimDevice device, SimModule module, String entry, Case one)
      throws InterruptedException {
    int all = one.inputs().count();
    int count = Math.min(all, VECTORS);
    int slots = one.variables().size();
    int results = one.form().results().size();
    long in = device.allocate(8L * Math.max(1, slots) * count);
    long out = device.allocate(8L * results * count);
    for (int i = 0; i < slots; i++) {
      for (int v = 0; v < count; v++) {
        device
            .segment(in, 8L * slots * count)
            .setAtIndex(
                ValueLayout.JAVA_LONG,
                (long) i * count + v,
                one.inputs().value(i, drawn(v, count, all)));
      }
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment arguments = arena.allocate(24, 8);
      arguments.set(ValueLayout.JAVA_LONG, 0, in);
      arguments.set(ValueLayout.JAVA_LONG, 8, out);
      arguments.set(ValueLayout.JAVA_INT, 16, count);
      SimGrid grid = SimGrid.of((count + THREADS - 1) / THREADS, THREADS);
      SimLaunch launch = device.launch(module.kernel(entry), grid, arguments);
      assertThat(launch.await(Duration.ofMinutes(1))).as(one.name()).isTrue();
      assertThat(launch.fault()).as(one.name()).isEmpty();
    }
    long[] actual = device.segment(out, 8L * results * count).toArray(ValueLayout.JAVA_LONG);
    List<String> wrong = new ArrayList<>();
    for (int r = 0; r < results; r++) {
      long[] expected = one.expected(r);
      for (int v = 0; v < count; v++) {
        long value = actual[r * count + v];
        int vector = drawn(v, count, all);
        if (value != expected[vector]) {
          wrong.add(
              "result %d of vector %d is %x, not %x".formatted(r, vector, value, expected[vector]));
        }
      }
    }
    assertThat(wrong).as(one.name()).isEmpty();
    device.free(in);
    device.free(out);
  }
}
