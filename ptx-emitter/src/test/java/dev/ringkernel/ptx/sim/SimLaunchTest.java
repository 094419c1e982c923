package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.sim.SimException.Reason;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Launches beside each other and beside the JVM: residency, ends of all kinds, devices, order. */
@Timeout(value = 4, unit = TimeUnit.MINUTES)
class SimLaunchTest {
  private static final Target TARGET = Target.parse("sm_90");
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();

  private static final PtxModule MODULE =
      PtxReader.read(
          "launch.ptx",
          """
          .version 8.0
          .target sm_90
          .address_size 64
          .extern .shared .align 16 .b8 dynamic[];

          // Answers what the host writes into the first word in the second, plus one, until -1.
          .visible .entry mailbox(.param .u64 box)
          {
            .reg .pred %p<2>;
            .reg .b32 %r<4>;
            .reg .b64 %rd<1>;
            ld.param.u64 %rd0, [box];
            mov.b32 %r0, 0;
          WAIT:
            nanosleep.u32 200;
            ld.acquire.sys.global.b32 %r1, [%rd0];
            setp.eq.s32 %p0, %r1, %r0;
            @%p0 bra WAIT;
            setp.eq.s32 %p1, %r1, -1;
            @%p1 ret;
            mov.b32 %r0, %r1;
            add.s32 %r2, %r1, 1;
            st.release.sys.global.b32 [%rd0+4], %r2;
            bra WAIT;
          }

          // Until the word is not 0; with no sleep.
          .visible .entry spin(.param .u64 word)
          {
            .reg .pred %p<1>;
            .reg .b32 %r<1>;
            .reg .b64 %rd<1>;
            ld.param.u64 %rd0, [word];
          WAIT:
            ld.volatile.global.b32 %r0, [%rd0];
            setp.eq.s32 %p0, %r0, 0;
            @%p0 bra WAIT;
            ret;
          }

          .visible .entry forever()
          {
          AGAIN:
            bra AGAIN;
          }

          .visible .entry store(.param .u64 at, .param .u32 value)
          {
            .reg .b32 %r<1>;
            .reg .b64 %rd<1>;
            ld.param.u64 %rd0, [at];
            ld.param.u32 %r0, [value];
            st.global.b32 [%rd0], %r0;
            ret;
          }

          // Each thread takes a number and writes its index there.
          .visible .entry order(.param .u64 next, .param .u64 list)
          {
            .reg .b32 %r<6>;
            .reg .b64 %rd<4>;
            ld.param.u64 %rd0, [next];
            ld.param.u64 %rd1, [list];
            mov.u32 %r0, %tid.x;
            mov.u32 %r1, %ctaid.x;
            mov.u32 %r2, %ntid.x;
            mad.lo.s32 %r3, %r1, %r2, %r0;
            atom.global.add.u32 %r4, [%rd0], 1;
            mul.wide.u32 %rd2, %r4, 4;
            add.s64 %rd3, %rd1, %rd2;
            st.global.b32 [%rd3], %r3;
            ret;
          }

          // Reads and writes without an atomic: what is lost depends on the schedule.
          .visible .entry race(.param .u64 at)
          {
            .reg .pred %p<1>;
            .reg .b32 %r<3>;
            .reg .b64 %rd<1>;
            ld.param.u64 %rd0, [at];
            mov.b32 %r1, 0;
          AGAIN:
            ld.global.b32 %r0, [%rd0];
            add.s32 %r0, %r0, 1;
            st.global.b32 [%rd0], %r0;
            add.s32 %r1, %r1, 1;
            setp.lt.s32 %p0, %r1, 20;
            @%p0 bra AGAIN;
            ret;
          }

          .visible .entry hungry(.param .u64 word)
          .maxntid 256
          .maxnreg 64
          {
            .reg .pred %p<1>;
            .reg .b32 %r<1>;
            .reg .b64 %rd<1>;
            .shared .align 16 .b8 mine[1024];
            ld.param.u64 %rd0, [word];
            ld.global.b32 %r0, [%rd0];
            st.shared.b32 [dynamic], %r0;
            st.shared.b32 [mine], %r0;
            ret;
          }

          .visible .entry exact()
          .reqntid 8, 2
          .reqnctapercluster 2
          {
            ret;
          }
          """);

  private static Loaded load(SimOptions options) {
    return new Loaded(options, MODULE);
  }

  @Test
  void aResidentKernelAnswersTheJvm() {
    for (int threads = 1; threads <= 2; threads++) {
      try (Loaded sim = load(SimOptions.of(TARGET).withThreads(threads));
          Arena arena = Arena.ofShared()) {
        MemorySegment box = arena.allocate(64, 64);
        sim.device.register(box);
        SimLaunch resident = sim.start("mailbox", SimGrid.of(1, 1), box.address());
        for (int i = 1; i <= 200; i++) {
          INT.setRelease(box, 0L, i);
          while ((int) INT.getAcquire(box, 4L) != i + 1) {
            Thread.onSpinWait();
          }
        }
        assertThat(resident.done()).isFalse();
        long word = sim.bytes(4);
        sim.run("store", SimGrid.of(1, 1), word, 42);
        assertThat(sim.intsAt(word, 1)).containsExactly(42);
        assertThat(resident.done()).isFalse();
        INT.setRelease(box, 0L, -1);
        Loaded.awaitEnd(resident);
        assertThat(resident.fault()).isEmpty();
        sim.machine.unregister(box);
      }
    }
  }

  @Test
  void cancelEndsWhateverRuns() throws InterruptedException {
    try (Loaded sim = load(SimOptions.of(TARGET))) {
      SimLaunch endless = sim.start("forever", SimGrid.of(8, 64));
      SimLaunch spinning = sim.start("spin", SimGrid.of(2, 32), sim.bytes(4));
      CountDownLatch told = new CountDownLatch(1);
      endless.whenDone(told::countDown);
      while (endless.instructions() == 0) {
        assertThat(endless.await(Duration.ofMillis(1))).isFalse();
      }
      endless.cancel();
      assertThat(endless.await(Duration.ofMinutes(1))).isTrue();
      told.await();
      assertThat(endless.fault().orElseThrow().kind()).isEqualTo(SimFault.Kind.CANCELLED);
      assertThat(endless.instructions()).isPositive();
      assertThat(spinning.done()).isFalse();
      spinning.cancel();
      spinning.cancel();
      assertThat(spinning.await(Duration.ofMinutes(1))).isTrue();
      sim.run("store", SimGrid.of(1, 1), sim.bytes(4), 1);
    }
  }

  @Test
  void cancelIsNoDeadlockAtWhateverMoment() throws InterruptedException {
    try (Loaded sim = load(SimOptions.of(TARGET))) {
      long word = sim.bytes(4);
      for (int i = 0; i < 500; i++) {
        SimLaunch spinning = sim.start("spin", SimGrid.of(1, 1), word);
        while (spinning.instructions() == 0) {
          Thread.onSpinWait();
        }
        spinning.cancel();
        assertThat(spinning.await(Duration.ofMinutes(1))).isTrue();
        assertThat(spinning.fault().orElseThrow().kind()).isEqualTo(SimFault.Kind.CANCELLED);
      }
    }
  }

  @Test
  void closeEndsAllAndRefusesMore() {
    Loaded sim = load(SimOptions.of(TARGET).withThreads(2));
    List<SimLaunch> launches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      launches.add(sim.start("forever", SimGrid.of(2, 32)));
    }
    sim.close();
    assertThat(launches)
        .allMatch(l -> l.done() && l.fault().orElseThrow().kind() == SimFault.Kind.CANCELLED);
    assertThatThrownBy(() -> sim.start("forever", SimGrid.of(1, 1)))
        .isInstanceOfSatisfying(
            SimException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CLOSED));
    sim.close();
  }

  @Test
  void whatFindsNoRoomWaitsForTheResident() throws InterruptedException {
    SimLimits one = SimLimits.of(TARGET).withSms(1);
    try (Loaded sim = load(SimOptions.of(TARGET).withDevices(1, one))) {
      long word = sim.bytes(8);
      // 2048 threads fill the SM.
      SimLaunch resident = sim.start("spin", SimGrid.of(2, 1024), word);
      SimLaunch second = sim.start("store", SimGrid.of(1, 32), word + 4, 7);
      while (resident.instructions() < 100_000) {
        Thread.onSpinWait();
      }
      assertThat(second.done()).isFalse();
      assertThat(second.instructions()).isZero();
      sim.memory(word, 4).set(ValueLayout.JAVA_INT, 0, 1);
      Loaded.awaitEnd(resident);
      Loaded.awaitEnd(second);
      assertThat(sim.intsAt(word, 2)).containsExactly(1, 7);
    }
  }

  @Test
  void aFaultEndsItsOwnLaunchOnly() {
    try (Loaded sim = load(SimOptions.of(TARGET))) {
      long word = sim.bytes(4);
      SimLaunch resident = sim.start("spin", SimGrid.of(1, 32), word);
      SimFault fault = sim.fault("store", SimGrid.of(1, 32), 64L, 1);
      assertThat(fault.kind()).isEqualTo(SimFault.Kind.ILLEGAL_ADDRESS);
      assertThat(fault.address()).isEqualTo(64);
      assertThat(fault.place().toString()).startsWith("launch.ptx:");
      assertThat(resident.done()).isFalse();
      sim.memory(word, 4).set(ValueLayout.JAVA_INT, 0, 1);
      Loaded.awaitEnd(resident);
      assertThat(resident.fault()).isEmpty();
    }
  }

  @Test
  void freedMemoryIsGoneForARunningKernel() {
    try (Loaded sim = load(SimOptions.of(TARGET))) {
      long word = sim.bytes(4);
      SimLaunch spinning = sim.start("spin", SimGrid.of(1, 1), word);
      while (spinning.instructions() == 0) {
        Thread.onSpinWait();
      }
      sim.device.free(word);
      Loaded.awaitEnd(spinning);
      SimFault fault = spinning.fault().orElseThrow();
      assertThat(fault.kind()).isEqualTo(SimFault.Kind.ILLEGAL_ADDRESS);
      assertThat(fault.address()).isEqualTo(word);
    }
  }

  @Test
  void peersAreReachedOnceEnabled() {
    SimOptions two = SimOptions.of(TARGET).withDevices(2, SimLimits.of(TARGET));
    try (Loaded sim = load(two)) {
      SimDevice other = sim.machine.devices().get(1);
      long there = other.allocate(4);
      SimFault fault = sim.fault("store", SimGrid.of(1, 1), there, 5);
      assertThat(fault.sentence()).contains("memory of device 1", "no peer access");
      sim.device.enablePeer(other);
      sim.run("store", SimGrid.of(1, 1), there, 5);
      assertThat(other.segment(there, 4).get(ValueLayout.JAVA_INT, 0)).isEqualTo(5);
    }
  }

  @Test
  void oneThreadRepeatsItself() {
    List<List<Integer>> orders = new ArrayList<>();
    for (SimSchedule schedule :
        List.of(
            new SimSchedule.InOrder(),
            new SimSchedule.InOrder(),
            new SimSchedule.Random(7),
            new SimSchedule.Random(7),
            new SimSchedule.Random(8))) {
      try (Loaded sim = load(SimOptions.of(TARGET).withSchedule(schedule))) {
        long list = sim.bytes(4 * 256);
        sim.run("order", SimGrid.of(4, 64), sim.bytes(4), list);
        orders.add(Loaded.list(sim.intsAt(list, 256)));
      }
    }
    assertThat(orders.get(0)).isEqualTo(orders.get(1)).isSorted();
    assertThat(orders.get(2)).isEqualTo(orders.get(3));
    assertThat(orders.get(4)).isNotEqualTo(orders.get(2));
    assertThat(new HashSet<>(orders.get(2))).hasSize(256);
  }

  @Test
  void severalThreadsShareMemory() {
    try (Loaded sim = load(SimOptions.of(TARGET).withThreads(4))) {
      for (int round = 0; round < 4; round++) {
        int count = 64 * 128;
        long next = sim.bytes(4);
        long list = sim.bytes(4L * count);
        sim.run("order", SimGrid.of(64, 128), next, list);
        assertThat(sim.intsAt(next, 1)).containsExactly(count);
        List<Integer> sorted = new ArrayList<>(Loaded.list(sim.intsAt(list, count)));
        sorted.sort(null);
        for (int i = 0; i < count; i++) {
          assertThat(sorted.get(i)).isEqualTo(i);
        }
      }
    }
  }

  @Test
  void aModuleIsOfOneDeviceUntilItIsUnloaded() {
    SimOptions two = SimOptions.of(TARGET).withDevices(2, SimLimits.of(TARGET));
    try (Loaded sim = load(two)) {
      SimKernel kernel = sim.module.kernel("forever");
      SimDevice other = sim.machine.devices().get(1);
      refuses(
          Reason.INVALID_VALUE,
          "forever is loaded on device 0",
          () -> other.launch(kernel, SimGrid.of(1, 1), null));
      sim.module.unload();
      sim.module.unload();
      refuses(Reason.CLOSED, "unloaded", () -> sim.start("forever", SimGrid.of(1, 1)));
    }
  }

  @Test
  void chanceFindsWhatOrderHides() {
    Set<Integer> sums = new HashSet<>();
    for (int seed = 0; seed < 8; seed++) {
      SimOptions options = SimOptions.of(TARGET).withSchedule(new SimSchedule.Random(seed));
      try (Loaded sim = load(options)) {
        long at = sim.bytes(4);
        sim.run("race", SimGrid.of(1, 8), at);
        sums.add(sim.intsAt(at, 1)[0]);
      }
    }
    assertThat(sums).hasSizeGreaterThan(1).allMatch(s -> s >= 2 && s <= 160);
    try (Loaded sim = load(SimOptions.of(TARGET))) {
      long at = sim.bytes(4);
      sim.run("race", SimGrid.of(1, 8), at);
      assertThat(sim.intsAt(at, 1)).containsExactly(160);
    }
  }

  @Test
  void occupancyIsTheGuides() {
    try (Loaded sim = load(SimOptions.of(TARGET))) {
      SimKernel hungry = sim.module.kernel("hungry");
      SimDevice d = sim.device;
      assertThat(hungry.staticShared()).isEqualTo(1024);
      assertThat(hungry.maxThreads()).isEqualTo(256);
      assertThat(d.maxBlocksPerSm(hungry, 256, 0)).isEqualTo(8);
      assertThat(d.maxBlocksPerSm(hungry, 32, 0)).isEqualTo(32);
      // 228 KiB hold two blocks of 64 + 1 + 1, but three do not fit beside the system's share.
      assertThat(d.maxBlocksPerSm(hungry, 32, 75 * 1024)).isEqualTo(2);
      assertThat(d.maxBlocksPerSm(hungry, 32, 74 * 1024)).isEqualTo(3);
      assertThat(d.maxBlocksPerSm(hungry, 257, 0)).isZero();
      assertThat(d.maxBlocksPerSm(hungry.withRegisters(128), 256, 0)).isEqualTo(2);
      assertThat(d.maxBlocksPerSm(hungry, 32, 227 * 1024)).isZero();
    }
  }

  @Test
  void whatCannotBeLaunchedIsRefusedWithTheNumbers() {
    try (Loaded sim = load(SimOptions.of(TARGET))) {
      long word = sim.bytes(4);
      refuses(
          Reason.COOPERATIVE_TOO_LARGE,
          "a cooperative grid of 33 blocks does not fit: device 0 holds 8 on each of 4 SMs, 32 in all",
          () -> sim.start("hungry", SimGrid.of(33, 256).asCooperative(), word));
      refuses(
          Reason.OUT_OF_RESOURCES,
          "at most 256 threads, not (512, 1, 1)",
          () -> sim.start("hungry", SimGrid.of(1, 512), word));
      refuses(
          Reason.OUT_OF_RESOURCES,
          "1024 + 300000 bytes of shared memory does not fit",
          () -> sim.start("hungry", SimGrid.of(1, 32).withDynamicShared(300000), word));
      refuses(
          Reason.INVALID_VALUE,
          "must have blocks of (8, 2, 1), not (16, 1, 1)",
          () -> sim.start("exact", SimGrid.of(2, 16)));
      SimGrid exact = SimGrid.of(Dim3.of(2), new Dim3(8, 2, 1));
      refuses(
          Reason.INVALID_VALUE,
          "must have clusters of (2, 1, 1), not (1, 1, 1)",
          () -> sim.start("exact", exact.withCluster(Dim3.ONE)));
      refuses(
          Reason.INVALID_VALUE,
          "a grid of (3, 1, 1) cannot be cut into clusters of (2, 1, 1)",
          () -> sim.start("exact", SimGrid.of(Dim3.of(3), new Dim3(8, 2, 1))));
      refuses(
          Reason.INVALID_VALUE,
          "clusters of (16, 1, 1) on sm_90, which takes at most 8",
          () -> sim.start("spin", SimGrid.of(16, 1).withCluster(Dim3.of(16)), word));
      refuses(Reason.NOT_FOUND, "no entry 'nothing'", () -> sim.start("nothing", SimGrid.of(1, 1)));
      sim.run("exact", exact);
    }
  }

  @Test
  void whatIsNotExecutedIsRefusedAtLoadWithItsLine() {
    String text =
        """
        .version 8.0
        .target sm_90
        .address_size 64
        .extern .func elsewhere(.param .b32 a);
        .visible .entry k()
        {
          {
          .param .b32 x;
          call.uni elsewhere, (x);
          }
          ret;
        }
        """;
    try (SimMachine machine = SimMachine.open(SimOptions.of(TARGET))) {
      SimDevice device = machine.devices().getFirst();
      assertThatThrownBy(() -> device.load("new.ptx", text))
          .isInstanceOfSatisfying(
              SimException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_PTX))
          .hasMessageContaining("PTX line 9: new.ptx:9:3: function 'elsewhere' has no body")
          .hasMessageContaining("vprintf, malloc, free, __assertfail");
      assertThatThrownBy(() -> device.load("new.ptx", text + "}"))
          .isInstanceOfSatisfying(
              SimException.class, e -> assertThat(e.reason()).isEqualTo(Reason.INVALID_PTX))
          .hasMessageContaining("new.ptx:13:1: a directive expected");
    }
    assertThatThrownBy(() -> new Loaded(SimOptions.of(Target.parse("sm_80")), MODULE))
        .hasMessage("Code for sm_90 does not run on a device of sm_80; compile it for that.");
  }

  private static void refuses(Reason reason, String text, Runnable launch) {
    assertThatThrownBy(launch::run)
        .isInstanceOfSatisfying(SimException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageContaining(text);
  }
}
