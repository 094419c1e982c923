package dev.ringkernel.runtime.cuda;

import dev.ringkernel.ptx.service.DeviceReport;
import dev.ringkernel.runtime.driver.Doctor;
import dev.ringkernel.runtime.driver.FeatureAnswer;
import java.util.List;

/** Reports this machine's JVM, NVIDIA driver and devices to {@code ringkernel doctor}. */
public final class CudaDeviceReport implements DeviceReport {

  /** Called by the service loader. */
  public CudaDeviceReport() {}

  @Override
  public List<Row> examine() {
    return Doctor.examine(CudaDriver.instance()).stream().map(CudaDeviceReport::row).toList();
  }

  private static Row row(FeatureAnswer row) {
    return new Row(
        row.feature(),
        switch (row.answer()) {
          case YES -> Answer.YES;
          case NO -> Answer.NO;
          case CAUTION -> Answer.CAUTION;
          case UNKNOWN -> Answer.UNKNOWN;
        },
        row.reason());
  }
}
