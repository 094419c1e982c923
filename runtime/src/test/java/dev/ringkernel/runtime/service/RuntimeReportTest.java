package dev.ringkernel.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.compiler.cli.Main;
import dev.ringkernel.ptx.service.DeviceReport;
import dev.ringkernel.runtime.Backends;
import dev.ringkernel.runtime.driver.GpuDriver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class RuntimeReportTest {
  private static DeviceReport report() {
    return ServiceLoader.load(DeviceReport.class).findFirst().orElseThrow();
  }

  @Test
  void doctorFindsItAndEveryRowHasAReason() {
    var rows = report().examine();
    assertThat(rows)
        .extracting(DeviceReport.Row::subject)
        .startsWith("JDK", "platform")
        .containsAll(Backends.drivers().stream().map(d -> d.name() + " backend").toList())
        .doesNotHaveDuplicates();
    assertThat(rows).allSatisfy(row -> assertThat(row.reason()).isNotBlank());
  }

  @Test
  void runIsToldTheBackends() {
    assertThat(report().backends())
        .startsWith("auto")
        .containsAll(Backends.drivers().stream().map(GpuDriver::name).toList())
        .endsWith("cpu");
  }

  @Test
  void runRefusesOtherNamesAndItsHelpHasThem() {
    String all = String.join(", ", Backends.names());
    StringWriter err = new StringWriter();
    PrintWriter none = new PrintWriter(Writer.nullWriter());
    String[] wrong = {"run", "--backend", "opencl", "no.such.Program"};
    assertThat(Main.run(wrong, none, new PrintWriter(err, true))).isEqualTo(2);
    assertThat(err.toString()).contains("--backend: there is no 'opencl'; there are " + all);
    StringWriter help = new StringWriter();
    assertThat(Main.run(new String[] {"run", "--help"}, new PrintWriter(help, true), none))
        .isZero();
    assertThat(help.toString()).contains("Where actors run: " + all + " (default: auto)");
  }
}
