package dev.ringkernel.runtime;

import dev.ringkernel.runtime.cuda.CudaDriver;
import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.sim.SimDriver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What actors and kernels can run on, by the names that users write: {@code auto} (the GPU if there
 * is a usable one, else the CPU), the GPU drivers, {@code sim} (a GPU that this JVM simulates), and
 * {@code cpu} (threads of this JVM).
 */
public final class Backends {
  /** The GPU if there is a usable one, else the CPU: {@value}. */
  public static final String AUTO = "auto";

  /** Threads of this JVM: {@value}. */
  public static final String CPU = "cpu";

  /** The ways of running PTX, one row each, in the order in which {@code auto} tries them. */
  private enum Row {
    // @formatter:off
    //   name    driver                            whether auto takes it where it is usable
    CUDA("cuda", CudaDriver::instance,            true),
    SIM ("sim",  SimDriver::ofSystemProperties,  false);
    // @formatter:on

    private final String text;
    private final Supplier<GpuDriver> driver;
    private final boolean automatic;

    Row(String text, Supplier<GpuDriver> driver, boolean automatic) {
      this.text = text;
      this.driver = driver;
      this.automatic = automatic;
    }
  }

  private Backends() {}

  /** All names, {@code auto} first and {@code cpu} last. Looks at no device. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    names.add(AUTO);
    for (Row row : Row.values()) {
      names.add(row.text);
    }
    names.add(CPU);
    return names;
  }

  /** The drivers that have names, usable or not. A simulated one is new each time. */
  public static List<GpuDriver> drivers() {
    List<GpuDriver> drivers = new ArrayList<>();
    for (Row row : Row.values()) {
      drivers.add(row.driver.get());
    }
    return drivers;
  }

  /**
   * The driver that a name means here, usable or not where it is the driver's own name; empty for
   * the CPU. A simulated one is new each time, with devices of its own.
   *
   * @throws IllegalArgumentException if there is no such backend, with those there are
   */
  public static Optional<GpuDriver> driver(String name) {
    for (Row row : Row.values()) {
      if (row.text.equals(name)) {
        return Optional.of(row.driver.get());
      }
    }
    return switch (name) {
      case CPU -> Optional.empty();
      case AUTO -> automatic();
      default ->
          throw new IllegalArgumentException(
              "There is no backend '" + name + "'; there are " + enumerated(names()) + ".");
    };
  }

  private static Optional<GpuDriver> automatic() {
    for (Row row : Row.values()) {
      if (row.automatic && row.driver.get().availability().usable()) {
        return Optional.of(row.driver.get());
      }
    }
    return Optional.empty();
  }

  private static String enumerated(List<String> names) {
    int last = names.size() - 1;
    return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
  }

  /**
   * Opens a backend.
   *
   * @throws IllegalArgumentException as {@link #driver}
   * @throws dev.ringkernel.runtime.driver.DriverException if a driver is asked for that has no such
   *     usable device, with the reason
   */
  static Backend open(String name, int device) {
    return driver(name).map(driver -> open(driver, device)).orElseGet(CpuBackend::new);
  }

  /** Opens a device of a driver. Throws as {@link #open(String, int)}. */
  static Backend open(GpuDriver driver, int device) {
    return new GpuBackend(driver.name(), driver.open(device));
  }
}
