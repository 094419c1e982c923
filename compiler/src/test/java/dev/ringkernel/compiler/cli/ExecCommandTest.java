package dev.ringkernel.compiler.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ExecCommandTest {
  private static final String PTX =
      """
      .version 7.8
      .target sm_90
      .address_size 64
      .visible .global .align 4 .u32 calls;
      // y[i] += a * x[i] for i < n
      .visible .entry saxpy(.param .u32 n, .param .f32 a, .param .u64 x, .param .u64 y) {
        .reg .pred %p<2>; .reg .b32 %r<6>; .reg .b64 %d<6>; .reg .f32 %f<5>;
        ld.param.u32 %r1, [n];
        ld.param.f32 %f1, [a];
        ld.param.u64 %d1, [x];
        ld.param.u64 %d2, [y];
        mov.u32 %r2, %ctaid.x;
        mov.u32 %r3, %ntid.x;
        mov.u32 %r4, %tid.x;
        mad.lo.u32 %r5, %r2, %r3, %r4;
        setp.ge.u32 %p1, %r5, %r1;
        @%p1 bra DONE;
        mul.wide.u32 %d3, %r5, 4;
        add.u64 %d4, %d1, %d3;
        add.u64 %d5, %d2, %d3;
        ld.global.f32 %f2, [%d4];
        ld.global.f32 %f3, [%d5];
        fma.rn.f32 %f4, %f1, %f2, %f3;
        st.global.f32 [%d5], %f4;
        red.global.add.u32 [calls], 1;
      DONE:
        ret;
      }
      .visible .entry racy(.param .u64 y) {
        .reg .b64 %d<2>;
        ld.param.u64 %d1, [y];
        st.global.u32 [%d1], 1;
        ret;
      }
      .visible .entry spin() {
      LOOP:
        bra LOOP;
      }
      """;

  @TempDir private Path folder;
  private Path file;

  private record Ran(int exit, String out, String err) {}

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("saxpy.ptx");
    Files.writeString(file, PTX);
  }

  private Ran exec(String... options) {
    List<String> all = new ArrayList<>(List.of("exec", file.toString()));
    all.addAll(List.of(options));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Main.run(
            all.toArray(String[]::new), new PrintWriter(out, true), new PrintWriter(err, true));
    return new Ran(exit, out.toString(), err.toString());
  }

  private Ran saxpy(String y, String... more) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--entry",
                "saxpy",
                "--grid",
                "2",
                "--block",
                "4",
                "--arg",
                "u32:6",
                "--arg",
                "f32:2",
                "--arg",
                "f32[6]:iota",
                "--arg",
                y));
    all.addAll(List.of(more));
    return exec(all.toArray(String[]::new));
  }

  @Test
  void resultsArePrinted() {
    assertThat(saxpy("inout f32[6]:1", "--seed", "7"))
        .isEqualTo(new Ran(0, "argument 3, inout f32[6]:\n  [0] 1.0 3.0 5.0 7.0 9.0 11.0\n", ""));
    assertThat(saxpy("inout f32[6]:1", "--show", "2").out())
        .isEqualTo("argument 3, inout f32[6]:\n  [0] 1.0 3.0\n  … 4 more\n");
  }

  @Test
  void checksAreRun() {
    assertThat(saxpy("inout f32[6]:1", "--check", "all").exit()).isZero();
    Ran racy = exec("--entry", "racy", "--block", "2", "--arg", "out u32[1]", "--check", "races");
    assertThat(racy.exit()).isEqualTo(1);
    assertThat(racy.err())
        .startsWith("ringkernel: races: racy: thread (1, 0, 0) of block (0, 0, 0) writes 0x")
        .contains("saxpy.ptx:")
        .contains(" 'st.global.u32 [%rd1], 1;' (PTX line ")
        .contains(" by thread (0, 0, 0) of block (0, 0, 0)\n");
    Ran unknown = saxpy("inout f32[6]:1", "--check", "speed");
    assertThat(unknown.exit()).isEqualTo(2);
    assertThat(unknown.err()).contains("There is no check 'speed'; there are races, memory, init");
  }

  @Test
  void resultsAreCompared() {
    assertThat(saxpy("inout f32[6]:1 == iota(1, 2)", "--global", "calls = out u32[1] == 6"))
        .isEqualTo(
            new Ran(
                0, "calls out u32[1]: as expected\nargument 3, inout f32[6]: as expected\n", ""));
    Ran wrong = saxpy("inout f32[6]:1 == 1,3,5,7,9,12");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.out())
        .isEqualTo(
            "argument 3, inout f32[6]: 1 of 6 values are not as expected\n"
                + "  [5] is 11.0, expected 12.0\n");
  }

  @Test
  void schedulesAreExplored() {
    assertThat(saxpy("inout f32[6]:1 == iota(1, 2)", "--memory", "weak", "--explore", "3").out())
        .isEqualTo("3 runs, none fails\n");
    Ran wrong = saxpy("inout f32[6]:1 == iota", "--explore", "3");
    assertThat(wrong.exit()).isEqualTo(1);
    assertThat(wrong.err()).isEqualTo("run 1 fails; again by --schedule plain\n");
    assertThat(saxpy("inout f32[6]:1 == iota(1, 2)", "--schedule", "0=1").exit()).isZero();
    assertThat(saxpy("inout f32[6]:1", "--memory", "lax").err())
        .contains("--memory is strong or weak, not 'lax'");
    assertThat(saxpy("inout f32[6]:1", "--explore", "2", "--seed", "1").err())
        .contains("--seed is for schedules by chance");
  }

  @Test
  void aFileBesideSaysTheLaunchAndOptionsChangeIt() throws IOException {
    Files.writeString(
        folder.resolve("saxpy.launch"),
        """
        entry saxpy
        block 8
        arg u32:8
        arg f32:1
        arg f32[8]:iota
        arg inout f32[8]:0 == iota
        """);
    assertThat(exec().exit()).isZero();
    Ran short8 = exec("--block", "4");
    assertThat(short8.exit()).isEqualTo(1);
    assertThat(short8.out()).contains("4 of 8 values are not as expected");
  }

  @Test
  void whatDoesNotFitIsSaid() throws IOException {
    assertThat(exec().err()).contains("several entries", "saxpy, racy, spin");
    assertThat(exec("--entry", "axpy").err()).contains("no entry 'axpy'", "saxpy");
    assertThat(exec("--entry", "saxpy", "--arg", "u32:1").err())
        .contains("saxpy takes 4 arguments (4 bytes, 4 bytes, 8 bytes, 8 bytes), and 1 are given");
    assertThat(saxpy("f32:1").err()).contains("argument 3 (y) has 8 bytes, and value f32 has 4");
    Ran usage = exec("--grid", "0");
    assertThat(usage.exit()).isEqualTo(2);
    assertThat(usage.err()).contains("--grid: every extent must be at least 1");
    Files.writeString(file, PTX.replace("fma.rn.f32", "fma.rn.q32"));
    Ran broken = exec("--entry", "saxpy");
    assertThat(broken.exit()).isEqualTo(1);
    assertThat(broken.err()).contains("saxpy.ptx:23:", "fma.rn.q32");
  }

  @Test
  void aFaultNamesThePlaceAndTheThread() {
    Ran fault = saxpy("u64:64".replace("u64", "value u64[1]"));
    assertThat(fault.exit()).isEqualTo(1);
    assertThat(fault.err())
        .contains("saxpy.ptx:22:", "block (0, 0, 0), thread (0, 0, 0)", "load of 4 bytes at 0x40");
  }

  @Test
  void aKernelThatDoesNotEndIsEnded() {
    Ran spin = exec("--entry", "spin", "--limit", "1");
    assertThat(spin.exit()).isEqualTo(1);
    assertThat(spin.err()).contains("spin was ended after 1 s (--limit)");
  }
}
