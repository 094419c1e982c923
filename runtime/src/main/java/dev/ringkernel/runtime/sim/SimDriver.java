package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.sim.SimFinding;
import dev.ringkernel.ptx.sim.SimLimits;
import dev.ringkernel.runtime.driver.Availability;
import dev.ringkernel.runtime.driver.Availability.Reason;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.FeatureAnswer;
import dev.ringkernel.runtime.driver.FeatureAnswer.Answer;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.driver.GpuProperties;
import dev.ringkernel.runtime.driver.GpuProperties.ComputeMode;
import dev.ringkernel.runtime.driver.PeerAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * GPUs that are simulated in this JVM and execute PTX text.
 *
 * <p>Each driver has devices of its own: tests that run side by side do not meet. What {@code
 * ringkernel.sim.*} says applies where a program names only the backend {@code sim}.
 */
public final class SimDriver implements GpuDriver {
  /** The backend's name. */
  public static final String NAME = "sim";

  /** The least compute capability of a resident kernel: the PTX memory model. */
  private static final int LEAST_COMPUTE_CAPABILITY = 70;

  /** The CUDA release whose PTX is read. */
  private static final int CUDA = 13000;

  private static final AtomicInteger MADE = new AtomicInteger();

  /** Where the count of findings stands for the program that started this one. */
  private static final String FOUND = "ringkernel.sim-findings";

  private final @Nullable SimSettings settings;

  /** Why there are no settings. */
  private final String complaint;

  private final int number = MADE.incrementAndGet();
  private @Nullable SimSystem system;

  private final List<SimFinding> findings = new CopyOnWriteArrayList<>();

  /** Makes a driver with devices of its own; they take memory while one of them is open. */
  public SimDriver(SimSettings settings) {
    this(settings, "");
  }

  private SimDriver(@Nullable SimSettings settings, String complaint) {
    this.settings = settings == null ? null : keeping(settings);
    this.complaint = complaint;
  }

  private SimSettings keeping(SimSettings given) {
    var options = given.options();
    var sink = options.findings();
    return given.withOptions(
        options.withFindings(
            finding -> {
              findings.add(finding);
              sink.accept(finding);
            }));
  }

  /**
   * Makes a driver with devices of its own, as {@code ringkernel.sim.*} says; it is not available
   * if that is wrong.
   */
  public static SimDriver ofSystemProperties() {
    try {
      var given = SimSettings.ofSystemProperties();
      return new SimDriver(given.withOptions(given.options().withFindings(SimDriver::tell)), "");
    } catch (IllegalArgumentException e) {
      return new SimDriver(null, String.valueOf(e.getMessage()));
    }
  }

  /** A program that named only the backend has nobody who asks for findings. */
  private static synchronized void tell(SimFinding finding) {
    System.err.println("ringkernel: " + finding);
    System.setProperty(FOUND, Integer.toString(Integer.getInteger(FOUND, 0) + 1));
  }

  /**
   * Returns what the checks have found so far on all devices of this driver, also on those that
   * were closed, in that order; nothing where none was asked for. A finding is found once for each
   * pair of places.
   */
  public List<SimFinding> findings() {
    return List.copyOf(findings);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Availability availability() {
    return settings == null
        ? Availability.not(Reason.MISCONFIGURED, complaint)
        : availability(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
  }

  static Availability availability(String system, String architecture) {
    if (!system.equals("Linux") || !architecture.equals("amd64")) {
      return Availability.not(
          Reason.PLATFORM,
          "GPUs are simulated on Linux on amd64 only, and this is "
              + system
              + " on "
              + architecture
              + ". Use the CPU backend.");
    }
    return Availability.usable("PTX is executed in this JVM.", List.of());
  }

  @Override
  public List<GpuProperties> devices() {
    var devices = new ArrayList<GpuProperties>();
    if (settings != null) {
      for (var limits : settings.options().devices()) {
        devices.add(describe(devices.size(), limits));
      }
    }
    return devices;
  }

  private GpuProperties describe(int ordinal, SimLimits limits) {
    int capability = limits.target().sm();
    return new GpuProperties(
        ordinal,
        "simulated " + limits.target(),
        "SIM-" + number + "-" + ordinal,
        "none",
        capability,
        CUDA,
        limits.sms(),
        1_000_000, // an executed instruction is a cycle and a nanosecond
        limits.memory(),
        0,
        limits.sharedPerSm(),
        limits.sharedPerBlock(),
        limits.sharedPerBlockOptIn(),
        limits.sharedReservedPerBlock(),
        limits.registersPerSm(),
        limits.registersPerSm(),
        SimLimits.THREADS_PER_BLOCK,
        limits.threadsPerSm(),
        limits.blocksPerSm(),
        32,
        true,
        limits.clusterBlocks() > 0,
        false,
        true,
        true,
        true,
        true,
        true,
        true,
        false,
        false,
        false,
        false,
        ComputeMode.DEFAULT);
  }

  private GpuProperties device(String call, int ordinal) {
    var devices = devices();
    if (ordinal < 0 || ordinal >= devices.size()) {
      throw SimResult.CUDA_ERROR_INVALID_DEVICE.failure(
          call, "There is no device " + ordinal + ", there are " + devices.size(), null);
    }
    return devices.get(ordinal);
  }

  @Override
  public Availability availability(int ordinal) {
    var driver = availability();
    if (!driver.usable()) {
      return driver;
    }
    var devices = devices();
    if (ordinal < 0 || ordinal >= devices.size()) {
      return Availability.not(
          Reason.NO_DEVICE,
          "There is no simulated device " + ordinal + ", there are " + devices.size() + ".");
    }
    var device = devices.get(ordinal);
    return device.computeCapability() < LEAST_COMPUTE_CAPABILITY
        ? Availability.not(
            Reason.DEVICE_TOO_OLD,
            device.name()
                + " is older than the PTX memory model, which resident kernels need: simulate sm_"
                + LEAST_COMPUTE_CAPABILITY
                + " or newer.")
        : Availability.usable(device.summary(), List.of());
  }

  @Override
  public List<FeatureAnswer> details() {
    return List.of(
        new FeatureAnswer(
            "simulator options",
            Answer.YES,
            "-D… (values, default, meaning)\n" + SimSettings.properties()));
  }

  @Override
  public PeerAccess peerAccess(int ordinal, int peer) {
    device("GpuDriver.peerAccess", ordinal);
    device("GpuDriver.peerAccess", peer);
    boolean other = ordinal != peer;
    return new PeerAccess(other, other, 0);
  }

  @Override
  public Gpu open(int ordinal) {
    var availability = availability();
    if (!availability.usable()) {
      throw DriverException.of("GpuDriver.open", availability.sentence(), "");
    }
    var properties = device("GpuDriver.open", ordinal);
    availability = availability(ordinal);
    if (!availability.usable()) {
      throw DriverException.of("GpuDriver.open", availability.sentence(), "");
    }
    synchronized (this) {
      var open = system;
      if (open == null) {
        open = new SimSystem(Objects.requireNonNull(settings));
        system = open;
      }
      return new SimGpu(this, open.retain(properties));
    }
  }

  /** Forgets a handle that was closed. */
  synchronized void closed(SimContext context) {
    if (context.system().release(context)) {
      system = null;
    }
  }
}
