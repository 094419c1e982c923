package dev.ringkernel.ptx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.sim.SimDevice;
import dev.ringkernel.ptx.sim.SimException;
import dev.ringkernel.ptx.sim.SimException.Reason;
import dev.ringkernel.ptx.sim.SimFault;
import dev.ringkernel.ptx.sim.SimGrid;
import dev.ringkernel.ptx.sim.SimKernel;
import dev.ringkernel.ptx.sim.SimLaunch;
import dev.ringkernel.ptx.sim.SimLimits;
import dev.ringkernel.ptx.sim.SimMachine;
import dev.ringkernel.ptx.sim.SimModule;
import dev.ringkernel.ptx.sim.SimOptions;
import dev.ringkernel.ptx.sim.SimSchedule;
import dev.ringkernel.ptx.text.PtxDiagnostic;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxPrinter;
import dev.ringkernel.ptx.text.PtxReader;
import dev.ringkernel.ptx.text.PtxSyntaxException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.Set;

/**
 * Gives a text to the reader, what it reads to the simulator, and runs what that takes for a short
 * while: each step works, or says no with a place. Anything else is thrown.
 */
final class Trial {
  /** What became of a text, the farthest that each of its kernels came. */
  enum End {
    /** The reader said no. */
    UNREAD,
    /** The simulator said no when it was loaded. */
    UNLOADED,
    /** The simulator said no to a launch. */
    UNLAUNCHED,
    /** A kernel ended well. */
    RAN,
    /** A kernel ended by a fault. */
    FAULTED,
    /** A kernel was ended because it had run long enough. */
    CUT
  }

  private static final String NAME = "fuzz.ptx";
  private static final String PLACE = "(?s).*(PTX line \\d+|" + NAME + ":\\d+).*";
  private static final long MEMORY = 64L << 20;
  private static final int BUFFER = 4096;

  /** Instructions of a launch that are enough. */
  private static final long ENOUGH = 200_000;

  private static final Duration LOOK = Duration.ofMillis(1);
  private static final int LOOKS = 50;

  /** How long a cancelled launch may go on, on a machine with much else to do. */
  private static final Duration HANG = Duration.ofSeconds(60);

  private final String text;
  private final Random random;
  private final Set<End> ends = EnumSet.noneOf(End.class);

  private Trial(String text, Random random) {
    this.text = text;
    this.random = random;
  }

  /** All ends that the text and its kernels came to. */
  static Set<End> of(String text, Random random) throws InterruptedException {
    Trial trial = new Trial(text, random);
    trial.read();
    return trial.ends;
  }

  private void read() throws InterruptedException {
    PtxModule module;
    try {
      module = PtxReader.read(NAME, text);
    } catch (PtxSyntaxException e) {
      int lines = (int) text.chars().filter(c -> c == '\n').count() + 1;
      assertThat(e.diagnostics()).isNotEmpty().hasSizeLessThanOrEqualTo(20);
      for (PtxDiagnostic d : e.diagnostics()) {
        assertThat(d.line()).isBetween(1, lines);
        assertThat(d.column()).isPositive();
        assertThat(d.message()).isNotBlank().hasSizeLessThan(20_000);
        assertThat(d.caret()).isBetween(0, d.source().length());
      }
      ends.add(End.UNREAD);
      return;
    }
    assertThat(PtxReader.read("printed.ptx", PtxPrinter.print(module))).isEqualTo(module);
    load(module);
  }

  private void load(PtxModule module) throws InterruptedException {
    Target target = module.target();
    SimLimits limits = SimLimits.of(target).withMemory(MEMORY);
    StringBuilder printed = new StringBuilder();
    SimOptions options =
        SimOptions.of(target)
            .withDevices(1, limits)
            .withOutput(printed::append)
            .withSchedule(
                random.nextBoolean()
                    ? new SimSchedule.InOrder()
                    : new SimSchedule.Random(random.nextLong()));
    try (SimMachine machine = SimMachine.open(options)) {
      SimDevice device = machine.devices().getFirst();
      SimModule loaded;
      try {
        loaded = device.load(module);
      } catch (SimException e) {
        refused(e, End.UNLOADED);
        return;
      }
      for (SimKernel kernel : loaded.kernels()) {
        run(device, kernel);
      }
      loaded.unload();
    }
  }

  private void refused(SimException e, End end) {
    assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(400_000);
    if (e.reason() == Reason.INVALID_PTX) {
      assertThat(e.getMessage()).matches(PLACE);
    }
    ends.add(end);
  }

  private void run(SimDevice device, SimKernel kernel) throws InterruptedException {
    SimLaunch launch;
    try (Arena arena = Arena.ofConfined()) {
      launch = device.launch(kernel, grid(kernel), arguments(device, kernel, arena));
    } catch (SimException e) {
      refused(e, End.UNLAUNCHED);
      return;
    }
    for (int i = 0; i < LOOKS && launch.instructions() < ENOUGH && !launch.await(LOOK); i++) {
      assertThat(launch.instructions()).isNotNegative();
    }
    launch.cancel();
    assertThat(launch.await(HANG)).as("%s ends when cancelled", kernel).isTrue();
    if (launch.fault().isEmpty()) {
      ends.add(End.RAN);
      return;
    }
    SimFault fault = launch.fault().get();
    assertThat(fault.sentence()).isNotBlank().hasSizeLessThan(100_000);
    boolean everywhere =
        fault.kind() == SimFault.Kind.CANCELLED || fault.kind() == SimFault.Kind.DEADLOCK;
    ends.add(fault.kind() == SimFault.Kind.CANCELLED ? End.CUT : End.FAULTED);
    if (!everywhere) {
      assertThat(fault.place()).as("%s", fault).isNotEqualTo(Span.NONE);
    }
  }

  private SimGrid grid(SimKernel kernel) {
    int[] threads = {1, 2, 31, 32, 33, 64, 128};
    SimGrid grid = SimGrid.of(1 + random.nextInt(2), threads[random.nextInt(threads.length)]);
    if (kernel.requiredBlock() != null && random.nextInt(8) != 0) {
      grid = SimGrid.of(grid.grid(), kernel.requiredBlock());
    }
    if (kernel.requiredCluster() != null && random.nextInt(8) != 0) {
      grid = SimGrid.of(kernel.requiredCluster(), grid.block());
    }
    if (random.nextInt(3) == 0) {
      grid = grid.withDynamicShared(random.nextInt(1024));
    }
    return random.nextInt(4) == 0 ? grid.asCooperative() : grid;
  }

  /** Pointers to memory that is there, small numbers, and sometimes anything. */
  private MemorySegment arguments(SimDevice device, SimKernel kernel, Arena arena) {
    MemorySegment block = arena.allocate(Math.max(kernel.paramBytes(), 1), 8);
    for (SimKernel.Param p : kernel.params()) {
      MemorySegment value = block.asSlice(p.offset(), p.bytes());
      if (p.bytes() == 8 && random.nextInt(10) != 0) {
        long at = device.allocate(BUFFER);
        for (int i = 0; i < BUFFER; i += 4) {
          device
              .segment(at, BUFFER)
              .set(ValueLayout.JAVA_INT, i, random.nextInt(2) * random.nextInt(100));
        }
        value.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, at);
      } else if (random.nextInt(10) == 0) {
        for (int i = 0; i < p.bytes(); i++) {
          value.set(ValueLayout.JAVA_BYTE, i, (byte) random.nextInt());
        }
      } else if (p.bytes() > 0) {
        value.set(ValueLayout.JAVA_BYTE, 0, (byte) random.nextInt(70));
      }
    }
    return block;
  }
}
