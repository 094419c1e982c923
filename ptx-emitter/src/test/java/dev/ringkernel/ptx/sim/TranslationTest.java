package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxReader;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Translated code is what runs, ends turns where the interpreter does, and faults as it does. */
class TranslationTest {
  private static final SimOptions OPTIONS =
      SimOptions.of(Target.parse("sm_90")).withClock(SimClock.STEPS);

  private static final PtxModule MODULE =
      PtxReader.read(
          "translation.ptx",
          """
          .version 8.0
          .target sm_90
          .address_size 64

          // Adds without an atomic, for several quanta: what is lost depends on where turns end.
          .visible .entry race(.param .u64 at, .param .u32 trips)
          {
            .reg .pred %p<1>;
            .reg .b32 %r<5>;
            .reg .b64 %rd<1>;
            ld.param.u64 %rd0, [at];
            ld.param.u32 %r0, [trips];
            mov.u32 %r1, %tid.x;
            mov.b32 %r2, 0;
          AGAIN:
            ld.global.b32 %r3, [%rd0];
            and.b32 %r4, %r2, 7;
            setp.eq.u32 %p0, %r4, %r1;
            @%p0 bra SKIP;
            mad.lo.u32 %r3, %r3, 5, %r1;
          SKIP:
            add.u32 %r3, %r3, 1;
            st.global.b32 [%rd0], %r3;
            add.u32 %r2, %r2, 1;
            setp.lt.u32 %p0, %r2, %r0;
            @%p0 bra AGAIN;
            ret;
          }

          // Runs out of its memory after some trips.
          .visible .entry runaway(.param .u64 at)
          {
            .reg .b32 %r<1>;
            .reg .b64 %rd<1>;
            ld.param.u64 %rd0, [at];
            mov.b32 %r0, 0;
          AGAIN:
            add.u32 %r0, %r0, 1;
            st.global.b32 [%rd0], %r0;
            add.u64 %rd0, %rd0, 4;
            bra AGAIN;
          }
          """);

  private static int race(SimTranslation translation, int trips) {
    try (Loaded sim = new Loaded(OPTIONS.withTranslation(translation), MODULE)) {
      long word = sim.bytes(4);
      sim.run("race", SimGrid.of(1, 64), word, trips);
      return sim.intsAt(word, 1)[0];
    }
  }

  @Test
  void turnsEndAtTheSameInstructions() {
    for (int trips : new int[] {1, 100, 204, 205, 206, 1000, 5000}) {
      int interpreted = race(SimTranslation.OFF, trips);
      assertThat(race(SimTranslation.ALL, trips)).as("%d trips", trips).isEqualTo(interpreted);
      assertThat(race(SimTranslation.HOT, trips)).as("%d trips", trips).isEqualTo(interpreted);
    }
  }

  @Test
  void theLoopIsTranslated() {
    try (Loaded sim = new Loaded(OPTIONS.withTranslation(SimTranslation.ALL), MODULE)) {
      sim.run("race", SimGrid.of(1, 64), sim.bytes(4), 1000);
      SimCode code = sim.module.code(sim.module.kernel("race"));
      long interpreted =
          Arrays.stream(code.blocks().heads).filter(Objects::nonNull).mapToInt(h -> h.visits).sum();
      assertThat(interpreted).isLessThan(64);
      assertThat(code.blocks().heads).anyMatch(h -> h != null && h.translation != null);
    }
  }

  @Test
  void faultsAreThoseOfTheInterpreter() {
    record Seen(String fault, long instructions) {}
    Seen[] seen = new Seen[2];
    for (int i = 0; i < 2; i++) {
      SimTranslation translation = i == 0 ? SimTranslation.OFF : SimTranslation.ALL;
      try (Loaded sim = new Loaded(OPTIONS.withTranslation(translation), MODULE)) {
        SimLaunch launch = sim.start("runaway", SimGrid.of(1, 2), sim.bytes(4096));
        Loaded.awaitEnd(launch);
        SimFault fault = launch.fault().orElseThrow();
        String what =
            fault.kind() + " " + fault.place() + " " + fault.instruction() + " " + fault.thread();
        seen[i] = new Seen(what, launch.instructions());
      }
    }
    assertThat(seen[1]).isEqualTo(seen[0]);
    assertThat(seen[0].fault()).startsWith("ILLEGAL_ADDRESS");
  }
}
