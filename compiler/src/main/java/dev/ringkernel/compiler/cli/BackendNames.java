package dev.ringkernel.compiler.cli;

import dev.ringkernel.ptx.service.DeviceReport;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceLoader;

/** The names that {@code --backend} takes, as the runtime gives them, for help and completion. */
final class BackendNames implements Iterable<String> {

  /** Empty where there is no runtime beside the command line. */
  List<String> list() {
    return ServiceLoader.load(DeviceReport.class)
        .findFirst()
        .map(DeviceReport::backends)
        .orElse(List.of());
  }

  @Override
  public Iterator<String> iterator() {
    return list().iterator();
  }
}
