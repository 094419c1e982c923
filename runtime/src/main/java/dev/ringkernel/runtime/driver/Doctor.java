package dev.ringkernel.runtime.driver;

import dev.ringkernel.runtime.driver.FeatureAnswer.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What {@code ringkernel doctor} reports: the JDK, the driver, the devices, and what each feature
 * would do here. Opens no device and never throws for what it finds.
 */
public final class Doctor {

  /**
   * Features that hang on the device, one row each, in the order of the report. The floor is the
   * product's policy (design.md, section 3): what lies below it is a compile error.
   */
  private enum Feature {
    // @formatter:off
    //                    name                                     least   and also
    GRID_BARRIER         ("grid barrier (cooperative launch)",        60, GpuProperties::cooperativeLaunch, "the driver does not launch cooperatively here"),
    RESIDENT_ACTORS      ("resident actors",                          70, p -> !p.executionTimeout(), "the operating system ends long kernels on this device"),
    HOST_RINGS           ("rings in mapped host memory",              70, p -> p.mapHostMemory() && p.hostRegister(), "the device cannot map pages of the host"),
    GROWING_ARENA        ("arena that grows while the kernel runs",   70, GpuProperties::virtualMemory, "the driver does not map memory piece by piece here"),
    POOL                 ("stream-ordered allocation",                70, GpuProperties::memoryPools, "the driver has no memory pools here"),
    BF16                 ("BF16",                                     80, p -> true, ""),
    FP8                  ("FP8 E4M3 / E5M2",                          90, p -> true, ""),
    CLUSTERS             ("cluster launch, cluster barrier, DSMEM",   90, GpuProperties::clusterLaunch, "the driver does not launch clusters here"),
    TMA                  ("bulk copies through tensor maps (TMA)",    90, GpuProperties::tensorMaps, "the driver has no tensor maps here"),
    FP6                  ("FP6 E3M2 / E2M3",                         100, p -> true, ""),
    FP4                  ("FP4 E2M1",                                100, p -> true, ""),
    CLUSTER_CONTROL      ("cluster launch control",                  100, GpuProperties::clusterLaunch, "the driver does not launch clusters here");
    // @formatter:on

    private final String text;
    private final int least;
    private final Predicate<GpuProperties> present;
    private final String absence;

    Feature(String text, int least, Predicate<GpuProperties> present, String absence) {
      this.text = text;
      this.least = least;
      this.present = present;
      this.absence = absence;
    }

    FeatureAnswer answer(GpuProperties device) {
      if (device.computeCapability() < least) {
        return new FeatureAnswer(
            text,
            Answer.NO,
            "needs compute capability "
                + least / 10
                + "."
                + least % 10
                + ", this device has "
                + device.computeCapabilityText());
      }
      return present.test(device)
          ? new FeatureAnswer(text, Answer.YES, device.target())
          : new FeatureAnswer(text, Answer.NO, absence);
    }
  }

  private static final int OLDEST_JDK = 25;

  private Doctor() {}

  /** Examines this JVM, drivers and their devices. */
  public static List<FeatureAnswer> examine(List<GpuDriver> drivers) {
    var rows = new ArrayList<FeatureAnswer>();
    rows.add(
        jdk(
            Runtime.version(),
            System.getProperty("java.vendor", ""),
            System.getProperty("java.home", "")));
    rows.add(platform(System.getProperty("os.name", ""), System.getProperty("os.arch", "")));
    for (var driver : drivers) {
      rows.addAll(driver(driver));
    }
    return List.copyOf(rows);
  }

  private static List<FeatureAnswer> driver(GpuDriver driver) {
    var rows = new ArrayList<FeatureAnswer>();
    var availability = driver.availability();
    rows.add(
        new FeatureAnswer(
            driver.name() + " backend",
            availability.usable() ? Answer.YES : Answer.NO,
            availability.sentence()));
    rows.addAll(driver.details());
    List<GpuProperties> devices;
    try {
      devices = driver.devices();
    } catch (DriverException e) {
      rows.add(new FeatureAnswer(driver.name() + " devices", Answer.UNKNOWN, e.getMessage()));
      return rows;
    }
    for (var device : devices) {
      rows.addAll(device(driver, device, devices));
    }
    return rows;
  }

  static FeatureAnswer jdk(Runtime.Version version, String vendor, String home) {
    var found = version + ", " + vendor + ", " + home;
    return version.feature() >= OLDEST_JDK
        ? new FeatureAnswer("JDK", Answer.YES, found)
        : new FeatureAnswer("JDK", Answer.NO, found + "; install JDK " + OLDEST_JDK + " or newer");
  }

  static FeatureAnswer platform(String system, String architecture) {
    boolean supported = system.equals("Linux") && architecture.equals("amd64");
    return new FeatureAnswer(
        "platform",
        supported ? Answer.YES : Answer.CAUTION,
        system
            + " on "
            + architecture
            + (supported
                ? ""
                : "; the GPU is driven on Linux on amd64 only, the CPU backend works"));
  }

  /** Returns the rows of one device; its driver and ordinal stand before each feature. */
  static List<FeatureAnswer> device(
      GpuDriver driver, GpuProperties device, List<GpuProperties> all) {
    var rows = new ArrayList<FeatureAnswer>();
    var availability = driver.availability(device.ordinal());
    rows.add(
        new FeatureAnswer(
            "usable",
            availability.usable() ? Answer.YES : Answer.NO,
            device.summary() + (availability.usable() ? "" : "; " + availability.sentence())));
    for (var caution : availability.cautions()) {
      rows.add(new FeatureAnswer("note", Answer.CAUTION, caution));
    }
    rows.add(computeMode(device));
    rows.add(
        device.executionTimeout()
            ? new FeatureAnswer(
                "no display time-out",
                Answer.NO,
                "the device drives a display, and long kernels are ended")
            : new FeatureAnswer("no display time-out", Answer.YES, "kernels may run forever"));
    rows.add(
        device.mps()
            ? new FeatureAnswer(
                "multi-process service (MPS)",
                Answer.CAUTION,
                "contexts are shared: a fault of any client ends all of them")
            : new FeatureAnswer(
                "multi-process service (MPS)", Answer.NO, "not used; nothing needs it"));
    rows.add(
        device.mig()
            ? new FeatureAnswer(
                "MIG",
                Answer.CAUTION,
                "this is a slice of a device, with " + device.smCount() + " SMs and no peers")
            : new FeatureAnswer("MIG", Answer.NO, "the whole device"));
    for (var feature : Feature.values()) {
      rows.add(feature.answer(device));
    }
    rows.add(peers(driver, device, all));
    return rows.stream()
        .map(
            row ->
                new FeatureAnswer(
                    driver.name() + " device " + device.ordinal() + ": " + row.feature(),
                    row.answer(),
                    row.reason()))
        .toList();
  }

  private static FeatureAnswer computeMode(GpuProperties device) {
    return switch (device.computeMode()) {
      case DEFAULT ->
          new FeatureAnswer("compute mode", Answer.YES, "DEFAULT: processes may share the device");
      case EXCLUSIVE_PROCESS ->
          new FeatureAnswer(
              "compute mode",
              Answer.CAUTION,
              "EXCLUSIVE_PROCESS: only one process at a time can open the device");
      case PROHIBITED ->
          new FeatureAnswer(
              "compute mode", Answer.NO, "PROHIBITED: no process can open the device");
    };
  }

  private static FeatureAnswer peers(
      GpuDriver driver, GpuProperties device, List<GpuProperties> all) {
    var name = "peer memory (NVLink)";
    if (all.size() < 2) {
      return new FeatureAnswer(name, Answer.NO, "there is one device");
    }
    var found = new ArrayList<String>();
    boolean any = false;
    for (var peer : all) {
      if (peer.ordinal() == device.ordinal()) {
        continue;
      }
      try {
        var access = driver.peerAccess(device.ordinal(), peer.ordinal());
        any |= access.supported() && access.nativeAtomics();
        found.add(
            "device "
                + peer.ordinal()
                + (access.supported()
                    ? access.nativeAtomics()
                        ? ": with native atomics"
                        : ": without native atomics, so over PCIe"
                    : ": not reachable"));
      } catch (DriverException e) {
        found.add("device " + peer.ordinal() + ": " + e.getMessage());
      }
    }
    return new FeatureAnswer(name, any ? Answer.YES : Answer.NO, String.join("; ", found));
  }
}
