package dev.ringkernel.ptx.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Garbled PTX is refused with a line by the reader or the simulator, or runs, or faults at a line:
 * no other exception, and no hang.
 *
 * <p>It goes on for {@code -Dptx.fuzz.seconds}, 60 in CI and 3 if not said, from {@code
 * -Dptx.fuzz.seed}: in CI always the same texts, so that a change is judged by what it changes,
 * else others each time.
 */
class FuzzTest {
  private static final boolean CI = System.getenv("CI") != null;

  @Test
  @Timeout(600)
  void garbledTextRunsOrIsRefusedWithALine() throws IOException {
    long seed = Long.getLong("ptx.fuzz.seed", CI ? 1 : System.nanoTime());
    long seconds = Long.parseLong(System.getProperty("ptx.fuzz.seconds", CI ? "60" : "3"));
    Fuzz fuzz = new Fuzz();
    String counts =
        fuzz.run(
            seconds,
            seed,
            failure -> {
              throw failure;
            });
    System.out.println("fuzz: " + counts);
    if (fuzz.texts() >= 1000) {
      // It judges something only if it comes to every part.
      for (Trial.End end : List.of(Trial.End.UNREAD, Trial.End.UNLOADED, Trial.End.FAULTED)) {
        assertThat(fuzz.count(end)).as("%s of %s", end, counts).isPositive();
      }
    }
  }

  private static String kernel(String... lines) {
    return ".version 9.0\n.target sm_90a\n.address_size 64\n.visible .entry k(.param .u64 a, .param .u64 b) {\n"
        + ".reg .b32 %r<8>;\n.reg .b64 %rd<8>;\n"
        + String.join("\n", lines)
        + "\nret;\n}\n";
  }

  /** What once did neither, as small as it got. */
  static List<String> found() {
    return List.of(
        // Rows of a matrix beyond a variable in the frame.
        kernel(
            ".local .align 16 .b8 l[64];",
            "mov.b32 %r0, 2000000000;",
            "wmma.load.a.sync.aligned.row.m16n16k16.f16 {%r0,%r1,%r2,%r3,%r4,%r5,%r6,%r7}, [l], %r0;"),
        // A copy whose last byte, counted around 32 bits, lies in shared memory again.
        kernel(
            ".shared .align 16 .b8 s[256];",
            "ld.param.b64 %rd0, [a];",
            "mov.b32 %r0, 0xfffffff0;",
            "cp.async.bulk.global.shared::cta.bulk_group [%rd0], [s+64], %r0;"),
        // Alignments beyond a page, and more local memory than a thread has.
        kernel("ret; }", ".global .align 65536 .b8 g[256];", ".entry other() {"),
        kernel(".local .align 65536 .b8 a[524288];", ".local .align 16 .b8 b[2147000000];"),
        kernel(".shared .align 16 .b8 a[2000000000];", ".shared .align 16 .b8 b[2000000000];"),
        // A class of registers with none in it.
        kernel(".reg .b16 %rs<0>;"));
  }

  @ParameterizedTest
  @MethodSource("found")
  void whatWasFoundOnce(String text) throws InterruptedException {
    for (int seed = 0; seed < 20; seed++) {
      Set<Trial.End> ends = Trial.of(text, new Random(seed));
      assertThat(ends).as("seed %d", seed).isNotEmpty().doesNotContain(Trial.End.UNREAD);
    }
  }
}
