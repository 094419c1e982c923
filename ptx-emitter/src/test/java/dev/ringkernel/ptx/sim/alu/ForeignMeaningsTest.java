package dev.ringkernel.ptx.sim.alu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.PtxTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Forms that only other compilers write, by the pseudocode of the manual. */
class ForeignMeaningsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dp2a.lo.s32.s32 d, a, b, c   | ffff0002 | 000003fe | 5        | fffffffe",
        "dp2a.hi.s32.s32 d, a, b, c   | 80007fff | 80ff0000 | 0        | 3f8001",
        "dp2a.lo.u32.u32 d, a, b, c   | ffffffff | ffffffff | 1        | 1fdfe03",
        "dp2a.lo.u32.s32 d, a, b, c   | 00010001 | 0000ffff | 0        | fffffffe",
        "fns.b32 d, a, b, c           | b0       | 0        | 1        | 4",
        "fns.b32 d, a, b, c           | b0       | 0        | 3        | 7",
        "fns.b32 d, a, b, c           | b0       | 0        | 4        | ffffffff",
        "fns.b32 d, a, b, c           | b0       | 1f       | ffffffff | 7",
        "fns.b32 d, a, b, c           | b0       | 5        | ffffffff | 5",
        "fns.b32 d, a, b, c           | b0       | 4        | 0        | 4",
        "fns.b32 d, a, b, c           | b0       | 3        | 0        | ffffffff",
        "fns.b32 d, a, b, c           | ffffffff | 20       | 1        | ffffffff",
        "vabsdiff4.u32.u32.u32 d, a, b, c     | 00ff8001 | ff007f02 | 7 | ffff0101",
        "vabsdiff4.u32.u32.u32.add d, a, b, c | 00ff8001 | ff007f02 | 7 | 207",
        "vabsdiff2.u32.u32.u32 d, a, b, c     | 0001ffff | ffff0000 | 7 | fffeffff",
        "vabsdiff2.u32.u32.u32.add d, a, b, c | 0001ffff | ffff0000 | 7 | 20004",
      })
  void ofThreeInputs(String spelling, String a, String b, String c, String expected) {
    Meaning meaning =
        Meanings.of(PtxTable.resolve(spelling.strip())).orElseThrow().results().getFirst();
    long result =
        meaning.apply(
            Long.parseLong(a.strip(), 16),
            Long.parseLong(b.strip(), 16),
            Long.parseLong(c.strip(), 16));
    assertThat(Long.toHexString(result)).isEqualTo(expected.strip());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set.lt.u32.f16x2 d, a, b   | 3c003c00 | 40003c00 | ffff0000",
        "set.ge.s32.f16x2 d, a, b   | 3c003c00 | 40003c00 | ffff",
        "set.neu.u32.bf16x2 d, a, b | 7fc03f80 | 7fc03f80 | ffff0000",
        "set.eq.u32.bf16x2 d, a, b  | 7fc03f80 | 7fc03f80 | ffff",
      })
  void ofTwoInputs(String spelling, String a, String b, String expected) {
    Meaning meaning =
        Meanings.of(PtxTable.resolve(spelling.strip())).orElseThrow().results().getFirst();
    long result = meaning.apply(Long.parseLong(a.strip(), 16), Long.parseLong(b.strip(), 16));
    assertThat(Long.toHexString(result)).isEqualTo(expected.strip());
  }
}
