package dev.ringkernel.ptx.sim.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.sim.SimDevice;
import dev.ringkernel.ptx.sim.SimGrid;
import dev.ringkernel.ptx.sim.SimKernel;
import dev.ringkernel.ptx.sim.SimLaunch;
import dev.ringkernel.ptx.sim.SimMachine;
import dev.ringkernel.ptx.sim.SimOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;

/** Runs the text of a case in the simulator as {@code truth.cpp} runs it on a GPU. */
final class Simulated {
  private static final int THREADS = 256;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private Simulated() {}

  /** The results, each for all vectors. */
  static long[][] run(Effect one) {
    Inputs inputs = one.inputs();
    int count = inputs.count();
    String text =
        ".version 9.0\n.target "
            + Case.TARGET
            + "\n.address_size 64\n"
            + Effect.CELLS
            + one.text("f");
    try (SimMachine machine = SimMachine.open(SimOptions.of(Case.TARGET));
        Arena arena = Arena.ofConfined()) {
      SimDevice device = machine.devices().getFirst();
      SimKernel kernel = device.load(one.name(), text).kernel("f");
      int slots = one.slots().size();
      long from = device.allocate(8L * count * slots);
      for (int slot = 0; slot < slots; slot++) {
        MemorySegment words = device.segment(from + 8L * count * slot, 8L * count);
        for (int i = 0; i < count; i++) {
          words.setAtIndex(ValueLayout.JAVA_LONG, i, inputs.value(slot, i));
        }
      }
      int results = one.widths().size();
      long to = device.allocate(8L * count * results);
      MemorySegment arguments = arena.allocate(kernel.paramBytes(), 8);
      arguments.set(ValueLayout.JAVA_LONG, 0, from);
      arguments.set(ValueLayout.JAVA_LONG, 8, to);
      arguments.set(ValueLayout.JAVA_INT, 16, count);
      SimLaunch launch =
          device.launch(kernel, SimGrid.of((count + THREADS - 1) / THREADS, THREADS), arguments);
      assertThat(launch.await(LIMIT)).as("%s ends", one.name()).isTrue();
      assertThat(launch.fault()).as(one.name()).isEmpty();
      long[][] values = new long[results][];
      for (int r = 0; r < results; r++) {
        values[r] = device.segment(to + 8L * count * r, 8L * count).toArray(ValueLayout.JAVA_LONG);
      }
      return values;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted in " + one.name(), e);
    }
  }
}
