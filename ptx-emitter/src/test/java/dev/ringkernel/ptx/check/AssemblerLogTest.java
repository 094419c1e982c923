package dev.ringkernel.ptx.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.check.AssemblerMessage.Severity;
import org.junit.jupiter.api.Test;

class AssemblerLogTest {

  @Test
  void figuresOfEachEntryAreRead() {
    var report =
        AssemblerLog.read(
                """
                ptxas info    : 8 bytes gmem, 8 bytes cmem[4]
                ptxas info    : Compiling entry function 'second' for 'sm_90'
                ptxas info    : Function properties for second
                    40 bytes stack frame, 36 bytes spill stores, 32 bytes spill loads
                ptxas info    : Used 255 registers, used 2 barriers, 1024 bytes smem, 368 bytes cmem[0]
                ptxas info    : Compile time = 4.464 ms
                ptxas info    : Function properties for after
                    0 bytes stack frame, 20 bytes spill stores, 24 bytes spill loads
                ptxas info    : Compiling entry function 'first' for 'sm_90'
                ptxas info    : Function properties for helper
                    16 bytes stack frame, 4 bytes spill stores, 0 bytes spill loads
                ptxas info    : Function properties for first
                    8 bytes stack frame, 0 bytes spill stores, 0 bytes spill loads
                ptxas info    : Used 14 registers, used 0 barriers, 24 bytes cumulative stack size
                ptxas info    : Compile time = 4.464 ms
                ptxas info    : Function properties for helper2
                    0 bytes stack frame, 0 bytes spill stores, 12 bytes spill loads
                """)
            .report("ptxas 13.0", true);
    assertThat(report.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(report.entries())
        .containsExactly(
            new EntryResources("first", 14, 24, 4, 12, 0, 0),
            new EntryResources("second", 255, 40, 56, 56, 1024, 2));
    assertThat(report.entry("second")).hasValueSatisfying(e -> assertThat(e.spills()).isTrue());
  }

  @Test
  void errorsKeepTheirLines() {
    var report =
        AssemblerLog.read(
                """
                ptxas input.ptx, line 6; error   : Unknown modifier '.nonsense'
                ptxas application ptx input, line 9; fatal   : Parsing error near '}': syntax error
                ptxas input.ptx, line 11; warning : Something odd
                ptxas fatal   : Ptx assembly aborted due to errors
                """)
            .report("ptxas 13.0", false);
    assertThat(report.verdict()).isEqualTo(Verdict.FAILED);
    assertThat(report.messages())
        .containsExactly(
            new AssemblerMessage(Severity.ERROR, 6, "Unknown modifier '.nonsense'"),
            new AssemblerMessage(Severity.ERROR, 9, "Parsing error near '}': syntax error"),
            new AssemblerMessage(Severity.WARNING, 11, "Something odd"));
    assertThat(report.messages().getFirst())
        .hasToString("line 6: error: Unknown modifier '.nonsense'");
  }

  @Test
  void whatItDoesNotKnowIsNotChecked() {
    var target =
        AssemblerLog.read("ptxas fatal   : Value 'sm_70' is not defined for option 'gpu-name'\n")
            .report("ptxas 13.0", false);
    assertThat(target.verdict()).isEqualTo(Verdict.NOT_CHECKED);
    assertThat(target.reason())
        .isEqualTo(
            "ptxas 13.0 cannot judge this: Value 'sm_70' is not defined for option 'gpu-name'.");
    var version =
        AssemblerLog.read(
                """
                ptxas a.ptx, line 1; fatal   : Unsupported .version 9.9; current version is '9.0'
                ptxas fatal   : Ptx assembly aborted due to errors
                """)
            .report("ptxas 13.0", false);
    assertThat(version.verdict()).isEqualTo(Verdict.NOT_CHECKED);
  }
}
