package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxReader;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What checks find in PTX that no Java gives: local memory, asynchronous copies, clusters. */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class ChecksTest {
  private static final String HEAD =
      ".version 8.6\n.target sm_90\n.address_size 64\n.file 1 \"Kernel.java\"\n";

  private static final SimOptions OPTIONS =
      SimOptions.of(Target.parse("sm_90")).withChecks(SimCheck.all());

  private record End(List<SimFinding> findings, List<SimFinding> machine) {}

  private static End run(String body, int blocks, int threads) {
    String text =
        HEAD
            + ".visible .entry k(.param .u64 in, .param .u64 out)"
            + (body.contains("// cluster") ? " .reqnctapercluster 2" : "")
            + "\n{\n.reg .pred %p<4>;\n.reg .b32 %r<8>;\n.reg .b64 %rd<8>;\n"
            + "ld.param.u64 %rd0, [in];\nld.param.u64 %rd1, [out];\n"
            + body
            + "ret;\n}\n";
    try (Loaded sim = new Loaded(OPTIONS, PtxReader.read("k.ptx", text))) {
      long in = sim.ints(new int[64]);
      long out = sim.ints(new int[64]);
      SimLaunch launch = sim.start("k", SimGrid.of(blocks, threads), in, out);
      Loaded.awaitEnd(launch);
      return new End(launch.findings(), sim.machine.findings());
    }
  }

  private static void finds(String body, int threads, SimFinding.Kind kind, int line) {
    End end = run(body, body.contains("// cluster") ? 2 : 1, threads);
    assertThat(end.findings())
        .as(end.findings().toString())
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.kind()).isEqualTo(kind))
        .anySatisfy(f -> assertThat(f.at().place().line()).isEqualTo(line));
    assertThat(end.machine()).isEqualTo(end.findings());
  }

  private static void findsNothing(String body, int threads) {
    assertThat(run(body, body.contains("// cluster") ? 2 : 1, threads).findings()).isEmpty();
  }

  private static final String LOCAL =
      """
      .local .align 8 .b8 depot[16];
      .loc 1 3 1
      st.local.u32 [depot], 7;
      .loc 1 4 1
      ld.local.u32 %r0, [depot+%d];
      st.global.u32 [%%rd1], %%r0;
      """
          .replace("%r0, [depot", "%%r0, [depot");

  @Test
  void localMemoryThatNobodyWrote() {
    finds(LOCAL.formatted(4), 1, SimFinding.Kind.UNINITIALISED_LOCAL, 4);
    findsNothing(LOCAL.formatted(0), 1);
  }

  private static final String COPY =
      """
      .shared .align 16 .b8 s[64];
      .loc 1 3 1
      cp.async.ca.shared.global [s], [%rd0], 4;
      WAIT
      .loc 1 5 1
      ld.shared.u32 %r0, [s];
      st.global.u32 [%rd1], %r0;
      """;

  @Test
  void aCopyThatNobodyWaitedFor() {
    finds(COPY.replace("WAIT", ""), 1, SimFinding.Kind.RACE, 5);
    findsNothing(COPY.replace("WAIT", "cp.async.wait_all;"), 1);
  }

  private static final String BULK =
      """
      .shared .align 16 .b32 s[4];
      .shared .align 8 .b64 bar;
      mov.u32 %r1, s;
      mov.u32 %r2, bar;
      mbarrier.init.shared.b64 [%r2], 1;
      mbarrier.arrive.expect_tx.shared.b64 %rd2, [%r2], 16;
      .loc 1 3 1
      cp.async.bulk.shared::cluster.global.mbarrier::complete_tx::bytes [%r1], [%rd0], 16, [%r2];
      WAIT
      .loc 1 5 1
      ld.shared.u32 %r0, [s];
      st.global.u32 [%rd1], %r0;
      """;

  @Test
  void aBulkCopyIsWaitedForByItsMbarrier() {
    finds(BULK.replace("WAIT", ""), 1, SimFinding.Kind.RACE, 5);
    findsNothing(
        BULK.replace("WAIT", "L: mbarrier.test_wait.shared.b64 %p0, [%r2], %rd2;\n@!%p0 bra L;\n"),
        1);
  }

  private static final String CLUSTER =
      """
      // cluster
      .shared .align 4 .b32 s[4];
      mov.u32 %r1, %cluster_ctarank;
      .loc 1 3 1
      st.shared.u32 [s], %r1;
      BARRIER
      mov.u32 %r2, s;
      xor.b32 %r3, %r1, 1;
      mapa.shared::cluster.u32 %r4, %r2, %r3;
      .loc 1 5 1
      ld.shared::cluster.u32 %r0, [%r4];
      barrier.cluster.arrive;
      barrier.cluster.wait;
      mul.wide.u32 %rd3, %r1, 4;
      add.u64 %rd4, %rd1, %rd3;
      st.global.u32 [%rd4], %r0;
      """;

  @Test
  void sharedMemoryOfTheClusterNeedsItsBarrier() {
    String relaxed = "barrier.cluster.arrive.relaxed;\nbarrier.cluster.wait;\n";
    finds(CLUSTER.replace("BARRIER", relaxed), 1, SimFinding.Kind.RACE, 5);
    findsNothing(CLUSTER.replace("BARRIER", relaxed.replace(".relaxed", "")), 1);
  }

  @Test
  void anAlignedBarrierWithExitedLanesOfTheWarp() {
    String body =
        """
        mov.u32 %r0, %tid.x;
        setp.lt.u32 %p0, %r0, 3;
        .loc 1 3 1
        @%p0 exit;
        .loc 1 4 1
        bar.sync 0;
        """;
    finds(body, 32, SimFinding.Kind.EXITED_AT_BARRIER, 4);
    findsNothing(body.replace("bar.sync", "barrier.sync"), 32);
  }

  @Test
  void aFindingSaysBothSides() {
    String body =
        """
        mov.u32 %r0, %tid.x;
        .loc 1 3 7
        st.global.u32 [%rd1], %r0;
        .loc 1 4 9
        ld.global.u32 %r1, [%rd1];
        """;
    String found =
        run(body, 1, 2).findings().stream()
            .map(SimFinding::toString)
            .filter(text -> text.contains("ld.global"))
            .findFirst()
            .orElseThrow();
    assertThat(found)
        .startsWith("races: k: thread (1, 0, 0) of block (0, 0, 0) writes 0x")
        .contains("put a barrier, or a release and an acquire, between")
        .contains("Kernel.java:3:7 'st.global.u32 [%rd1], %r0;' (PTX line ")
        .contains("Kernel.java:4:9 'ld.global.u32 %r1, [%rd1];' (PTX line ");
  }

  @Test
  void onlyWhatIsAskedForIsFound() {
    SimOptions options = OPTIONS.withChecks(Set.of(SimCheck.MEMORY));
    String text =
        HEAD
            + ".visible .entry k(.param .u64 out)\n{\n.reg .b64 %rd<2>;\n"
            + "ld.param.u64 %rd0, [out];\nst.global.u32 [%rd0], 1;\nret;\n}\n";
    try (Loaded sim = new Loaded(options, PtxReader.read("k.ptx", text))) {
      SimLaunch launch = sim.start("k", SimGrid.of(2, 2), sim.ints(0));
      Loaded.awaitEnd(launch);
      assertThat(launch.findings()).isEmpty();
    }
  }

  @Test
  void aCancelledLaunchThatPollsNothingIsNamed() throws Exception {
    String text =
        HEAD
            + ".visible .entry k()\n{\n.reg .b32 %r<1>;\nmov.u32 %r0, 1;\nL:\n.loc 1 3 1\n"
            + "mad.lo.u32 %r0, %r0, 3, 1;\n.loc 1 4 1\nbra L;\n}\n";
    try (Loaded sim = new Loaded(OPTIONS, PtxReader.read("k.ptx", text))) {
      SimLaunch launch = sim.start("k", SimGrid.of(1, 1));
      while (launch.instructions() == 0) {
        Thread.onSpinWait();
      }
      launch.cancel();
      assertThat(launch.await(Duration.ofSeconds(60))).isTrue();
      assertThat(launch.findings())
          .singleElement()
          .satisfies(
              f -> {
                assertThat(f.kind()).isEqualTo(SimFinding.Kind.MISSING_STOP_POLL);
                assertThat(f.at().place().line()).isEqualTo(4);
              });
      assertThat(launch.fault().orElseThrow().kind()).isEqualTo(SimFault.Kind.CANCELLED);
    }
  }

  @Test
  void checksAreNamedByWords() {
    assertThat(SimCheck.parse("races, memory")).containsExactly(SimCheck.RACES, SimCheck.MEMORY);
    assertThat(SimCheck.parse("all")).isEqualTo(SimCheck.all());
    assertThat(SimCheck.parse("")).isEmpty();
    for (SimCheck check : SimCheck.values()) {
      assertThat(SimCheck.parse(SimCheck.text(Set.of(check)))).containsExactly(check);
    }
    assertThatThrownBy(() -> SimCheck.parse("races,speed"))
        .hasMessageContaining("There is no check 'speed'; there are races, memory,");
    assertThatThrownBy(() -> OPTIONS.withThreads(2)).hasMessageContaining("one thread, not on 2");
  }
}
