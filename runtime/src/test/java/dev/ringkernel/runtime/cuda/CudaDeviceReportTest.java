package dev.ringkernel.runtime.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.service.DeviceReport;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class CudaDeviceReportTest {

  @Test
  void doctorFindsItAndEveryRowHasAReason() {
    var reports = ServiceLoader.load(DeviceReport.class).stream().map(ServiceLoader.Provider::get);
    assertThat(reports.filter(CudaDeviceReport.class::isInstance))
        .singleElement()
        .satisfies(
            report -> {
              var rows = report.examine();
              assertThat(rows)
                  .extracting(DeviceReport.Row::subject)
                  .startsWith("JDK", "platform", "cuda backend")
                  .doesNotHaveDuplicates();
              assertThat(rows).allSatisfy(row -> assertThat(row.reason()).isNotBlank());
            });
  }
}
