package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxReader;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Asynchronous operations end when the schedule says, which shows what was not waited for. */
class AsyncScheduleTest {
  private static final String HEAD = ".version 8.6\n.target %s\n.address_size 64\n";

  private static final String UNAWAITED =
      """
      .visible .entry k(.param .u64 in, .param .u64 out)
      {
        .reg .b32 %r<4>;
        .reg .b64 %rd<2>;
        .shared .align 16 .b8 s[64];
        ld.param.u64 %rd0, [in];
        ld.param.u64 %rd1, [out];
        mov.u32 %r1, 9;
        st.shared.u32 [s], %r1;
        cp.async.ca.shared.global [s], [%rd0], 4;
        ld.shared.u32 %r0, [s];
        st.global.u32 [%rd1], %r0;
        ret;
      }
      """;

  private static final String OVERWRITTEN =
      """
      .visible .entry k(.param .u64 in, .param .u64 out)
      {
        .reg .b32 %r<4>;
        .reg .b64 %rd<2>;
        .shared .align 16 .b32 s[4];
        ld.param.u64 %rd0, [in];
        ld.param.u64 %rd1, [out];
        mov.u32 %r1, s;
        st.shared.u32 [s], 7;
        cp.async.bulk.global.shared::cta.bulk_group [%rd1], [%r1], 16;
        cp.async.bulk.commit_group;
        st.shared.u32 [s], 9;
        cp.async.bulk.wait_group 0;
        ret;
      }
      """;

  private static final String LEFT_EARLY =
      """
      .visible .entry k(.param .u64 in, .param .u64 out)
      {
        .reg .b32 %r<4>;
        .reg .b64 %rd<2>;
        .shared .align 16 .b32 s[4];
        ld.param.u64 %rd1, [out];
        mov.u32 %r1, s;
        st.shared.u32 [s], 7;
        cp.async.bulk.global.shared::cta.bulk_group [%rd1], [%r1], 16;
        cp.async.bulk.commit_group;
        ret;
      }
      """;

  private static final String CANCEL =
      """
      .visible .entry k(.param .u64 in, .param .u64 out)
      {
        .reg .pred %p<2>;
        .reg .b32 %r<6>;
        .reg .b64 %rd<4>;
        .reg .b128 %rq<1>;
        .shared .align 16 .b8 answer[16];
        .shared .align 8 .b64 bar;
        ld.param.u64 %rd1, [out];
        mov.u32 %r1, bar;
        mov.u32 %r4, answer;
        mbarrier.init.shared.b64 [%r1], 1;
        mbarrier.arrive.expect_tx.shared.b64 _, [%r1], 16;
        clusterlaunchcontrol.try_cancel.async.shared::cta.mbarrier::complete_tx::bytes.b128 [%r4], [%r1];
      W:
        mbarrier.try_wait.parity.shared.b64 %p0, [%r1], 0;
        @!%p0 bra W;
        ld.shared.b128 %rq0, [%r4];
        clusterlaunchcontrol.query_cancel.is_canceled.pred.b128 %p1, %rq0;
        @%p1 clusterlaunchcontrol.query_cancel.get_first_ctaid::x.b32.b128 %r3, %rq0;
        mov.u32 %r2, %ctaid.x;
        mul.wide.u32 %rd2, %r2, 4;
        add.u64 %rd1, %rd1, %rd2;
        st.global.u32 [%rd1], 1;
        ret;
      }
      """;

  private static final String FILL =
      """
      .visible .entry k(.param .u64 in, .param .u64 out)
      {
        .reg .b32 %r<4>;
        .reg .b64 %rd<2>;
        .shared .align 16 .b32 s[6];
        ld.param.u64 %rd1, [out];
        mov.u32 %r1, s;
        st.shared.u32 [s], 7;
        st.shared.u32 [s+4], 7;
        st.shared.u32 [s+20], 7;
        st.bulk.shared::cta [%r1+4], 16, 0;
        ret;
      }
      """;

  private record End(Optional<SimFault> fault, int[] out) {}

  private static End run(String text, String target, SimSchedule schedule, int blocks) {
    SimOptions options = SimOptions.of(Target.parse(target)).withSchedule(schedule);
    String all = HEAD.formatted(target) + text;
    try (Loaded sim = new Loaded(options, PtxReader.read("k.ptx", all))) {
      long in = sim.ints(5, 6, 7, 8);
      long out = sim.ints(new int[8]);
      SimLaunch launch = sim.start("k", SimGrid.of(blocks, 1), in, out);
      Loaded.awaitEnd(launch);
      return new End(launch.fault(), sim.intsAt(out, 8));
    }
  }

  private static Set<Integer> firstWords(String text) {
    Set<Integer> seen = new HashSet<>();
    for (long seed = 0; seed < 40; seed++) {
      End end = run(text, "sm_90", new SimSchedule.Random(seed), 1);
      assertThat(end.fault()).isEmpty();
      seen.add(end.out()[0]);
    }
    return seen;
  }

  @Test
  void aCopyThatNobodyWaitedForIsNotSeen() {
    assertThat(run(UNAWAITED, "sm_90", new SimSchedule.InOrder(), 1).out()[0]).isEqualTo(5);
    assertThat(firstWords(UNAWAITED)).contains(9);
  }

  @Test
  void aSourceThatIsOverwrittenTooSoonIsSeenOrNot() {
    assertThat(run(OVERWRITTEN, "sm_90", new SimSchedule.InOrder(), 1).out()[0]).isEqualTo(7);
    assertThat(firstWords(OVERWRITTEN)).containsExactlyInAnyOrder(7, 9);
  }

  @Test
  void aBlockMayNotEndBeforeItsSharedMemoryWasRead() {
    SimFault fault = null;
    for (long seed = 0; seed < 40 && fault == null; seed++) {
      fault = run(LEFT_EARLY, "sm_90", new SimSchedule.Random(seed), 1).fault().orElse(null);
    }
    assertThat(fault).isNotNull();
    assertThat(fault.kind()).isEqualTo(SimFault.Kind.ILLEGAL_ADDRESS);
    assertThat(fault.instruction()).startsWith("cp.async.bulk.global.shared::cta.bulk_group");
    assertThat(fault.sentence())
        .contains("block (0, 0, 0) ended while this copy was still reading");
  }

  @Test
  void noClusterIsEverCanceled() {
    for (long seed = 0; seed < 4; seed++) {
      End end = run(CANCEL, "sm_100", new SimSchedule.Random(seed), 8);
      assertThat(end.fault()).isEmpty();
      assertThat(end.out()).containsOnly(1);
    }
  }

  @Test
  void zerosInBulkAreSizedInWords() {
    SimSchedule inOrder = new SimSchedule.InOrder();
    SimFault fault = run(FILL, "sm_100", inOrder, 1).fault().orElseThrow();
    assertThat(fault.kind()).isEqualTo(SimFault.Kind.MISALIGNED_ADDRESS);
    String aligned =
        FILL.replace("[%r1+4], 16, 0;", "[%r1], 16, 0;")
            .replace(
                "  ret;",
                """
                  ld.shared.v2.u32 {%r0, %r1}, [s];
                  st.global.u32 [%rd1], %r0;
                  st.global.u32 [%rd1+4], %r1;
                  ld.shared.u32 %r0, [s+20];
                  st.global.u32 [%rd1+8], %r0;
                  ret;\
                """);
    End end = run(aligned, "sm_100", inOrder, 1);
    assertThat(end.fault()).isEmpty();
    assertThat(end.out()).startsWith(0, 0, 7);
  }
}
