package dev.ringkernel.runtime.service;

import dev.ringkernel.ptx.service.DeviceReport;
import dev.ringkernel.runtime.Backends;
import dev.ringkernel.runtime.driver.Doctor;
import dev.ringkernel.runtime.driver.FeatureAnswer;
import java.util.List;

/** Tells the command line about this machine's JVM, drivers and devices. */
public final class RuntimeReport implements DeviceReport {

  /** Called by the service loader. */
  public RuntimeReport() {}

  @Override
  public List<String> backends() {
    return Backends.names();
  }

  @Override
  public List<Row> examine() {
    return Doctor.examine(Backends.drivers()).stream().map(RuntimeReport::row).toList();
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
