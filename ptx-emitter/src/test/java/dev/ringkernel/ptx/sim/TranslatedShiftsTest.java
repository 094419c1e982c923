package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxReader;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shifts by every constant, for which the translator has code of its own. */
class TranslatedShiftsTest {
  private static final List<Long> VALUES =
      List.of(
          0L,
          1L,
          -1L,
          Long.MIN_VALUE,
          Long.MAX_VALUE,
          0x80000000L,
          0x7fff8001L,
          0x123456789abcdefL);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "shl.b16", "shl.b32", "shl.b64", "shr.b16", "shr.u32", "shr.u64", "shr.s16", "shr.s32",
        "shr.s64"
      })
  void asInterpreted(String opcode) {
    int width = Integer.parseInt(opcode.substring(5));
    String register = width == 16 ? "%rs" : width == 32 ? "%r" : "%rd";
    int amounts = width + 4;
    StringBuilder text =
        new StringBuilder(
            """
            .version 8.0
            .target sm_90
            .address_size 64
            .visible .entry k(.param .u64 in, .param .u64 out)
            {
              .reg .b16 %rs<2>;
              .reg .b32 %r<3>;
              .reg .b64 %rd<8>;
              ld.param.u64 %rd2, [in];
              ld.param.u64 %rd3, [out];
              mov.u32 %r2, %tid.x;
              mul.wide.u32 %rd4, %r2, 8;
              add.u64 %rd2, %rd2, %rd4;
              ld.global.b64 %rd0, [%rd2];
              cvt.u32.u64 %r0, %rd0;
              cvt.u16.u64 %rs0, %rd0;
              mul.lo.u64 %rd4, %rd4, AMOUNTS;
              add.u64 %rd3, %rd3, %rd4;
            """
                .replace("AMOUNTS", Integer.toString(amounts)));
    for (int n = 0; n < amounts; n++) {
      text.append("  %s %s1, %s0, %d;\n".formatted(opcode, register, register, n));
      text.append("  st.global.b%d [%%rd3+%d], %s1;\n".formatted(width, 8 * n, register));
    }
    text.append("  ret;\n}\n");
    long[] interpreted = run(text.toString(), SimTranslation.OFF, amounts);
    assertThat(run(text.toString(), SimTranslation.ALL, amounts)).isEqualTo(interpreted);
  }

  private static long[] run(String text, SimTranslation translation, int amounts) {
    SimOptions options = SimOptions.of(Target.parse("sm_90")).withTranslation(translation);
    try (Loaded sim = new Loaded(options, PtxReader.read("shifts.ptx", text))) {
      long in = sim.longs(VALUES.stream().mapToLong(v -> v).toArray());
      int count = amounts * VALUES.size();
      long out = sim.bytes(8L * count);
      sim.run("k", SimGrid.of(1, VALUES.size()), in, out);
      return sim.longsAt(out, count);
    }
  }
}
