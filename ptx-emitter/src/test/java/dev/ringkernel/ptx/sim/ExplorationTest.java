package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxReader;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Systematic search through schedules, and through what weak memory allows. */
class ExplorationTest {
  /** Each thread adds one to a word. */
  private static final String COUNT =
      """
      .version 9.0
      .target sm_90
      .address_size 64
      .visible .entry test(.param .b64 p)
      {
        .reg .b64 %a;
        .reg .b32 %v;
        ld.param.b64 %a, [p];
        ADD
        ret;
      }
      """;

  private static final String RACING =
      "ld.global.b32 %v, [%a]; add.u32 %v, %v, 1; st.global.b32 [%a], %v;";

  private static final String ATOMIC = "red.relaxed.gpu.global.add.u32 [%a], 1;";

  /** The first block writes a word and then a flag, the second reads both the other way round. */
  private static final String PASS =
      """
      .version 9.0
      .target sm_90
      .address_size 64
      .visible .entry test(.param .b64 p)
      {
        .reg .b64 %a;
        .reg .b32 %t, %f, %v;
        .reg .pred %o;
        mov.u32 %t, %ctaid.x;
        ld.param.b64 %a, [p];
        setp.eq.u32 %o, %t, 0;
        @!%o bra OTHER;
        st.global.b32 [%a+4], 1;
        ORDER.gpu.global.b32 [%a+8], 1;
        ret;
      OTHER:
        ld.acquire.gpu.global.b32 %f, [%a+8];
        ld.global.b32 %v, [%a+4];
        sub.u32 %v, %f, %v;
        st.global.b32 [%a], %v;
        ret;
      }
      """;

  private static SimOptions options(SimMemoryOrder order, SimSchedule schedule) {
    return SimOptions.of(Target.parse("sm_90"))
        .withClock(SimClock.STEPS)
        .withMemory(order)
        .withSchedule(schedule);
  }

  private static int run(
      String text, SimMemoryOrder order, SimSchedule.Explore schedule, Exploration told)
      throws InterruptedException {
    SimOptions options = options(order, schedule);
    try (Loaded loaded = new Loaded(options, PtxReader.read("test", text));
        Arena arena = Arena.ofConfined()) {
      long at = loaded.bytes(16);
      MemorySegment arguments = arena.allocate(8);
      arguments.set(ValueLayout.JAVA_LONG, 0, at);
      // Of one cluster, so that both run from the start.
      SimGrid grid = SimGrid.of(2, 1).withCluster(Dim3.of(2));
      SimLaunch launch = loaded.device.launch(loaded.module.kernel("test"), grid, arguments);
      assertThat(launch.await(Duration.ofMinutes(1))).isTrue();
      assertThat(launch.fault()).isEmpty();
      told.ran(schedule, loaded.machine);
      return loaded.intsAt(at, 1)[0];
    }
  }

  /** What was seen, with a schedule for each. */
  private static SortedMap<Integer, SimSchedule.Explore> all(
      String text, SimMemoryOrder order, Exploration exploration) throws InterruptedException {
    SortedMap<Integer, SimSchedule.Explore> seen = new TreeMap<>();
    Optional<SimSchedule.Explore> next = exploration.next();
    while (next.isPresent()) {
      seen.putIfAbsent(run(text, order, next.get(), exploration), next.get());
      next = exploration.next();
    }
    return seen;
  }

  @Test
  void aLostUpdateIsFoundAndFoundAgain() throws InterruptedException {
    String text = COUNT.replace("ADD", RACING);
    Exploration exploration = new Exploration(100, 1);
    SortedMap<Integer, SimSchedule.Explore> seen = all(text, SimMemoryOrder.STRONG, exploration);
    assertThat(seen).containsOnlyKeys(1, 2);
    assertThat(seen.get(2)).isEqualTo(SimSchedule.Explore.PLAIN);
    SimSchedule.Explore again = SimSchedule.Explore.parse(seen.get(1).toString());
    assertThat(run(text, SimMemoryOrder.STRONG, again, new Exploration(1, 0))).isEqualTo(1);
  }

  @Test
  void whatIsAtomicIsNeverLost() throws InterruptedException {
    Exploration exploration = new Exploration(100, 1);
    assertThat(all(COUNT.replace("ADD", ATOMIC), SimMemoryOrder.STRONG, exploration))
        .containsOnlyKeys(2);
    assertThat(exploration.complete()).isTrue();
    assertThat(exploration.runs()).isGreaterThan(10);
  }

  @Test
  void aMissingReleaseIsFoundInTheWeakModeOnly() throws InterruptedException {
    String released = PASS.replace("ORDER", "st.release");
    String relaxed = PASS.replace("ORDER", "st.relaxed");
    assertThat(all(released, SimMemoryOrder.WEAK, new Exploration(200, 1))).doesNotContainKey(1);
    assertThat(all(relaxed, SimMemoryOrder.STRONG, new Exploration(50, 1))).doesNotContainKey(1);
    assertThat(all(relaxed, SimMemoryOrder.WEAK, new Exploration(200, 1))).containsKey(1);
  }

  @Test
  void schedulesAreTextAndNeedOneThread() {
    assertThat(SimSchedule.Explore.parse("12=1,40=3")).hasToString("12=1,40=3");
    assertThat(SimSchedule.Explore.parse("plain")).isEqualTo(SimSchedule.Explore.PLAIN);
    assertThatThrownBy(() -> SimSchedule.Explore.parse("12:1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'12:1' is no schedule: write plain, or choices as in 12=1,40=3");
    assertThatThrownBy(() -> SimSchedule.Explore.parse("12=0"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 0 at 12");
    assertThatThrownBy(
            () -> options(SimMemoryOrder.STRONG, SimSchedule.Explore.PLAIN).withThreads(2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("with one thread");
  }
}
