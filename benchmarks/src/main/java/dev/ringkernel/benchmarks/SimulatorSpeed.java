package dev.ringkernel.benchmarks;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.sim.Dim3;
import dev.ringkernel.ptx.sim.SimDevice;
import dev.ringkernel.ptx.sim.SimGrid;
import dev.ringkernel.ptx.sim.SimKernel;
import dev.ringkernel.ptx.sim.SimLaunch;
import dev.ringkernel.ptx.sim.SimMachine;
import dev.ringkernel.ptx.sim.SimModule;
import dev.ringkernel.ptx.sim.SimOptions;
import dev.ringkernel.ptx.text.PtxReader;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.sim.SimDriver;
import dev.ringkernel.runtime.sim.SimSettings;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Locale;

/**
 * How many instructions the simulator executes a second, each lane counted: a loop of integers, a
 * loop of floats, and a tiled matrix product whose result is checked; and how many messages the
 * counter handles, an actor in the resident kernel, whose total shows that none was lost. The rates
 * are by the processor time of the simulator's threads, so that a busy machine lowers them less;
 * that of messages is given by the clock too, with the host's thread that sends them.
 *
 * <p>Run as {@code java dev.ringkernel.benchmarks.SimulatorSpeed [ROUNDS [THREADS]]}: with more
 * threads the rates stay those of one, as long as the threads do not hinder each other.
 */
public final class SimulatorSpeed {
  private static final Target TARGET = Target.parse("sm_90");
  private static final int TILE = 16;
  private static final int SIZE = 256;
  private static final int MESSAGES = 50_000;

  private static final String LOOPS =
      """
      .version 8.0
      .target sm_90
      .address_size 64
      .visible .entry ints(.param .u64 out, .param .u32 trips)
      {
        .reg .pred %p<1>;
        .reg .b32 %r<8>;
        .reg .b64 %rd<1>;
        ld.param.u64 %rd0, [out];
        ld.param.u32 %r0, [trips];
        mov.u32 %r1, %tid.x;
        mov.b32 %r2, 0;
      LOOP:
        mad.lo.s32 %r1, %r1, 1664525, 1013904223;
        shr.u32 %r3, %r1, 16;
        xor.b32 %r4, %r3, %r1;
        and.b32 %r5, %r4, 255;
        add.s32 %r6, %r5, %r6;
        max.s32 %r7, %r6, %r5;
        add.s32 %r2, %r2, 1;
        setp.lt.u32 %p0, %r2, %r0;
        @%p0 bra LOOP;
        st.global.b32 [%rd0], %r7;
        ret;
      }
      .visible .entry floats(.param .u64 out, .param .u32 trips)
      {
        .reg .pred %p<1>;
        .reg .b32 %r<2>;
        .reg .b64 %rd<1>;
        .reg .f32 %f<5>;
        ld.param.u64 %rd0, [out];
        ld.param.u32 %r0, [trips];
        mov.b32 %r1, 0;
        mov.f32 %f0, 0f3F000000;
        mov.f32 %f1, 0f3E800000;
      LOOP:
        fma.rn.f32 %f2, %f0, %f1, %f0;
        mul.rn.f32 %f3, %f2, %f1;
        add.rn.f32 %f4, %f3, %f2;
        sub.rn.f32 %f0, %f4, %f3;
        min.f32 %f0, %f0, %f1;
        add.s32 %r1, %r1, 1;
        setp.lt.u32 %p0, %r1, %r0;
        @%p0 bra LOOP;
        st.global.f32 [%rd0], %f0;
        ret;
      }
      """;

  private SimulatorSpeed() {}

  private static String product() {
    StringBuilder out =
        new StringBuilder(
            """
            .visible .entry product(.param .u64 a, .param .u64 b, .param .u64 c, .param .u32 n)
            {
              .reg .pred %p<1>;
              .reg .b32 %r<16>;
              .reg .b64 %rd<8>;
              .reg .f32 %f<5>;
              .shared .align 4 .b8 sa[1024];
              .shared .align 4 .b8 sb[1024];
              ld.param.u64 %rd0, [a];
              ld.param.u64 %rd1, [b];
              ld.param.u64 %rd2, [c];
              ld.param.u32 %r0, [n];
              mov.u32 %r1, %tid.x;
              mov.u32 %r2, %tid.y;
              mov.u32 %r3, %ctaid.x;
              mov.u32 %r4, %ctaid.y;
              mad.lo.s32 %r5, %r3, 16, %r1;
              mad.lo.s32 %r6, %r4, 16, %r2;
              mad.lo.s32 %r7, %r6, %r0, %r1;
              mul.wide.s32 %rd3, %r7, 4;
              add.s64 %rd0, %rd0, %rd3;
              mad.lo.s32 %r8, %r2, %r0, %r5;
              mul.wide.s32 %rd4, %r8, 4;
              add.s64 %rd1, %rd1, %rd4;
              mul.wide.s32 %rd5, %r0, 64;
              mov.u32 %r9, sa;
              mov.u32 %r10, sb;
              mad.lo.s32 %r11, %r2, 64, %r9;
              mad.lo.s32 %r12, %r1, 4, %r10;
              mad.lo.s32 %r13, %r1, 4, %r11;
              mad.lo.s32 %r14, %r2, 64, %r12;
              mov.f32 %f0, 0f00000000;
              mov.b32 %r15, 0;
            LOOP:
              ld.global.f32 %f1, [%rd0];
              st.shared.f32 [%r13], %f1;
              ld.global.f32 %f2, [%rd1];
              st.shared.f32 [%r14], %f2;
              bar.sync 0;
            """);
    for (int k = 0; k < TILE; k++) {
      out.append("  ld.shared.f32 %f3, [%r11+").append(4 * k).append("];\n");
      out.append("  ld.shared.f32 %f4, [%r12+").append(64 * k).append("];\n");
      out.append("  fma.rn.f32 %f0, %f3, %f4, %f0;\n");
    }
    return out.append(
            """
              bar.sync 0;
              add.s64 %rd0, %rd0, 64;
              add.s64 %rd1, %rd1, %rd5;
              add.s32 %r15, %r15, 16;
              setp.lt.s32 %p0, %r15, %r0;
              @%p0 bra LOOP;
              mad.lo.s32 %r7, %r6, %r0, %r5;
              mul.wide.s32 %rd6, %r7, 4;
              add.s64 %rd7, %rd2, %rd6;
              st.global.f32 [%rd7], %f0;
              ret;
            }
            """)
        .toString();
  }

  /** Measures and prints, round by round: the first ones are those of a cold JVM. */
  public static void main(String[] args) throws InterruptedException {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 5;
    int threads = args.length > 1 ? Integer.parseInt(args[1]) : 1;
    try (SimMachine machine = SimMachine.open(SimOptions.of(TARGET).withThreads(threads))) {
      SimDevice device = machine.devices().getFirst();
      SimModule module = device.load(PtxReader.read("speed.ptx", LOOPS + product()));
      for (int round = 1; round <= rounds; round++) {
        System.out.printf(
            Locale.ROOT,
            "round %d: integers %.0f, floats %.0f, matrix product %.0f million lane instructions/s%n",
            round,
            loop(device, module.kernel("ints")),
            loop(device, module.kernel("floats")),
            matrices(device, module.kernel("product")));
      }
    }
    messages(rounds);
  }

  private static void messages(int rounds) {
    try (ActorSystem system =
        ActorSystem.builder().driver(new SimDriver(SimSettings.ofSystemProperties())).build()) {
      ActorRef<Adder> counter = system.spawn(Adder.class);
      for (int round = 1; round <= rounds; round++) {
        long start = System.nanoTime();
        long before = processorNanos();
        for (int i = 0; i < MESSAGES; i++) {
          counter.tell(new Adder.Add(1));
        }
        long total =
            counter.call(new Adder.Add(0), Adder.Total.class, Duration.ofMinutes(1)).value();
        long processor = processorNanos() - before;
        long passed = System.nanoTime() - start;
        if (total != (long) round * MESSAGES) {
          throw new IllegalStateException(
              "after " + round * MESSAGES + " messages the counter says " + total);
        }
        System.out.printf(
            Locale.ROOT,
            "round %d: %,.0f messages/s of the simulator's thread, %,.0f messages/s%n",
            round,
            MESSAGES * 1e9 / processor,
            MESSAGES * 1e9 / passed);
      }
    }
  }

  private static double loop(SimDevice device, SimKernel kernel) throws InterruptedException {
    long out = device.allocate(4);
    MemorySegment arguments = Arena.ofAuto().allocate(16, 8);
    arguments.set(ValueLayout.JAVA_LONG, 0, out);
    arguments.set(ValueLayout.JAVA_INT, 8, 10_000);
    double rate = rate(device, kernel, SimGrid.of(8, 128), arguments);
    device.free(out);
    return rate;
  }

  private static double matrices(SimDevice device, SimKernel kernel) throws InterruptedException {
    int bytes = 4 * SIZE * SIZE;
    long a = device.allocate(bytes);
    long b = device.allocate(bytes);
    long c = device.allocate(bytes);
    MemorySegment left = device.segment(a, bytes);
    MemorySegment right = device.segment(b, bytes);
    for (int i = 0; i < SIZE * SIZE; i++) {
      left.setAtIndex(ValueLayout.JAVA_FLOAT, i, i % 17 - 8);
      right.setAtIndex(ValueLayout.JAVA_FLOAT, i, i % 23 - 11);
    }
    MemorySegment arguments = Arena.ofAuto().allocate(32, 8);
    arguments.set(ValueLayout.JAVA_LONG, 0, a);
    arguments.set(ValueLayout.JAVA_LONG, 8, b);
    arguments.set(ValueLayout.JAVA_LONG, 16, c);
    arguments.set(ValueLayout.JAVA_INT, 24, SIZE);
    int tiles = SIZE / TILE;
    SimGrid grid = SimGrid.of(new Dim3(tiles, tiles, 1), new Dim3(TILE, TILE, 1));
    double rate = rate(device, kernel, grid, arguments);
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        float expected = 0;
        for (int k = 0; k < SIZE; k++) {
          expected +=
              left.getAtIndex(ValueLayout.JAVA_FLOAT, (long) i * SIZE + k)
                  * right.getAtIndex(ValueLayout.JAVA_FLOAT, (long) k * SIZE + j);
        }
        float actual =
            device.segment(c, bytes).getAtIndex(ValueLayout.JAVA_FLOAT, (long) i * SIZE + j);
        if (actual != expected) {
          throw new IllegalStateException(
              "element " + i + ", " + j + " is " + actual + " and should be " + expected);
        }
      }
    }
    device.free(a);
    device.free(b);
    device.free(c);
    return rate;
  }

  private static double rate(
      SimDevice device, SimKernel kernel, SimGrid grid, MemorySegment arguments)
      throws InterruptedException {
    long before = processorNanos();
    SimLaunch launch = device.launch(kernel, grid, arguments);
    if (!launch.await(Duration.ofMinutes(10)) || launch.fault().isPresent()) {
      throw new IllegalStateException(kernel + " did not end well: " + launch.fault());
    }
    return launch.instructions() * 1e3 / (processorNanos() - before);
  }

  private static long processorNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long sum = 0;
    for (long id : threads.getAllThreadIds()) {
      ThreadInfo info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().matches("ringkernel-sim-[0-9]+")) {
        sum += threads.getThreadCpuTime(id);
      }
    }
    return sum;
  }
}
