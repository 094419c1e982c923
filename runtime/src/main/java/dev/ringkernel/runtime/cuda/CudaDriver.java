package dev.ringkernel.runtime.cuda;

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
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * NVIDIA GPUs through the CUDA driver.
 *
 * <p>There is one per process, because there is one driver per process. The library is loaded when
 * first asked for.
 *
 * <p>After a fault of a kernel the driver may be of no use to this process any more; then devices
 * are opened in a {@linkplain DriverProcess process of the driver's own}. The system property
 * {@value #PROCESS} chooses: {@code auto}, {@code always} or {@code never}.
 */
public final class CudaDriver implements GpuDriver {

  /** The least CUDA version a driver must implement, as 1000 × major + 10 × minor. */
  public static final int LEAST_DRIVER = 12000;

  /** The least compute capability of a resident kernel: the PTX memory model. */
  public static final int LEAST_COMPUTE_CAPABILITY = 70;

  /** The system property that says where devices are opened. */
  static final String PROCESS = "ringkernel.cuda.process";

  /** When devices are opened in a process of the driver's own. */
  enum ProcessUse {
    /** When the driver does not recover in this process. */
    AUTO,
    /** From the first. */
    ALWAYS,
    /** Not at all: a driver that does not recover stays of no use. */
    NEVER;

    /** Returns the value as the user writes it. */
    String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Reads the system property. */
    static ProcessUse asked() {
      var text = System.getProperty(PROCESS, AUTO.text());
      return Arrays.stream(values())
          .filter(use -> use.text().equals(text))
          .findFirst()
          .orElseThrow(
              () ->
                  DriverException.of(
                      "CudaDriver.open",
                      "The system property " + PROCESS + " is '" + text + "'",
                      "It can be auto, always or never."));
    }
  }

  private static final int RANK = 1;
  private static final int NATIVE_ATOMICS = 3;
  private static final String LIBRARY = "libcuda.so.1";
  private static final CudaDriver INSTANCE = new CudaDriver();
  private static final String INSTALL =
      "Install the NVIDIA driver (release 525 or newer), or use the CPU backend.";

  /** What looking for the library gave: the library, or why there is none. */
  private record Found(@Nullable Libcuda cuda, Availability availability) {}

  private @Nullable Found found;
  private final Map<Integer, CudaContext> contexts = new HashMap<>();

  /** What devices were like before a context was lost: a poisoned driver may not say any more. */
  private final Map<Integer, GpuProperties> described = new ConcurrentHashMap<>();

  private volatile int counted;

  /** Whether a context of this process was lost and none was made since. */
  private volatile boolean faulted;

  /** Why devices cannot be opened in this process any more. */
  private @Nullable DriverException lost;

  private final Supplier<ProcessUse> use;
  private final Supplier<DriverProcess> starter;
  private @Nullable DriverProcess process;

  private CudaDriver() {
    this.use = ProcessUse::asked;
    this.starter = () -> DriverProcess.start(DriverHost.CUDA, List.of());
  }

  /** Makes a driver over another library that opens devices as told, for tests. */
  CudaDriver(SymbolLookup library, ProcessUse use, Supplier<DriverProcess> starter) {
    this.found = start(library);
    this.use = () -> use;
    this.starter = starter;
  }

  /** Returns the process's driver. */
  public static CudaDriver instance() {
    return INSTANCE;
  }

  @Override
  public String name() {
    return "cuda";
  }

  private synchronized Found found() {
    var known = found;
    if (known == null) {
      known = find(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
      found = known;
    }
    return known;
  }

  private static Found none(Reason reason, String sentence) {
    return new Found(null, Availability.not(reason, sentence));
  }

  private static Found find(String system, String architecture) {
    if (!system.equals("Linux") || !architecture.equals("amd64")) {
      return none(Reason.PLATFORM, platformSentence(system, architecture));
    }
    SymbolLookup library;
    try {
      library = SymbolLookup.libraryLookup(LIBRARY, Arena.global());
    } catch (IllegalArgumentException e) {
      return none(
          Reason.NO_LIBRARY,
          absentSentence(
              Files.exists(Path.of("/proc/driver/nvidia/version")), nvidiaDeviceOnBus()));
    } catch (IllegalCallerException e) {
      return none(
          Reason.LIBRARY_FAILED,
          "This JVM forbids native calls. Start java with"
              + " --enable-native-access=dev.ringkernel.runtime (on the module path) or"
              + " --enable-native-access=ALL-UNNAMED (on the class path).");
    }
    return start(library);
  }

  private static Found start(SymbolLookup library) {
    Libcuda cuda;
    try {
      cuda = new Libcuda(library);
    } catch (DriverException e) {
      return none(Reason.DRIVER_TOO_OLD, e.getMessage());
    }
    try {
      return start(cuda);
    } catch (DriverException e) {
      return none(Reason.LIBRARY_FAILED, e.getMessage());
    }
  }

  static String platformSentence(String system, String architecture) {
    return "GPUs are driven on Linux on amd64 only, and this is "
        + system
        + " on "
        + architecture
        + ". Use the CPU backend.";
  }

  /** Returns why {@code libcuda} is not there, from what else the machine shows. */
  static String absentSentence(boolean kernelModule, boolean deviceOnBus) {
    if (kernelModule) {
      return "The NVIDIA kernel module is loaded, but its library "
          + LIBRARY
          + " is not on the loader's path. In a container, pass the driver in (docker run --gpus"
          + " all, NVIDIA_DRIVER_CAPABILITIES=compute,utility); else install the driver's"
          + " libraries.";
    }
    if (deviceOnBus) {
      return "There is an NVIDIA GPU, but no driver: " + LIBRARY + " was not found. " + INSTALL;
    }
    return "There is no NVIDIA driver on this machine: "
        + LIBRARY
        + " was not found, and no NVIDIA GPU is on the PCI bus. "
        + INSTALL;
  }

  private static boolean nvidiaDeviceOnBus() {
    var bus = Path.of("/sys/bus/pci/devices");
    if (!Files.isDirectory(bus)) {
      return false;
    }
    try (var devices = Files.newDirectoryStream(bus)) {
      for (var device : devices) {
        // Vendor NVIDIA, class display or 3D controller.
        if (Files.readString(device.resolve("vendor")).strip().equals("0x10de")
            && Files.readString(device.resolve("class")).startsWith("0x03")) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException e) {
      // Only makes the sentence more precise: unreadable is as good as absent.
      return false;
    }
  }

  private static Found start(Libcuda cuda) {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      int code = cuda.call(DriverCall.DRIVER_VERSION, out.address());
      int version = code == 0 ? out.get(ValueLayout.JAVA_INT, 0) : 0;
      if (code == 0 && version < LEAST_DRIVER) {
        return none(
            Reason.DRIVER_TOO_OLD,
            "The NVIDIA driver implements CUDA "
                + Libcuda.version(version)
                + ", and at least "
                + Libcuda.version(LEAST_DRIVER)
                + " is needed. Update the driver to release 525 or newer.");
      }
      code = cuda.call(DriverCall.INIT, 0);
      if (code == CudaResult.CUDA_ERROR_NO_DEVICE.code()) {
        return none(Reason.NO_DEVICE, noDeviceSentence(System.getenv("CUDA_VISIBLE_DEVICES")));
      }
      if (code != 0) {
        return none(
            Reason.LIBRARY_FAILED,
            "The NVIDIA driver does not start. "
                + cuda.failure(DriverCall.INIT, code, "", "", null).getMessage());
      }
      cuda.check(DriverCall.DEVICE_COUNT, cuda.call(DriverCall.DEVICE_COUNT, out.address()));
      int count = out.get(ValueLayout.JAVA_INT, 0);
      if (count == 0) {
        return none(Reason.NO_DEVICE, noDeviceSentence(System.getenv("CUDA_VISIBLE_DEVICES")));
      }
      return new Found(
          cuda,
          Availability.usable(
              "The driver implements CUDA "
                  + Libcuda.version(version)
                  + " and shows "
                  + count
                  + (count == 1 ? " device." : " devices."),
              List.of()));
    }
  }

  static String noDeviceSentence(@Nullable String visible) {
    return "The NVIDIA driver shows no device"
        + (visible == null ? "" : ", and CUDA_VISIBLE_DEVICES is '" + visible + "'")
        + ". "
        + CudaResult.CUDA_ERROR_NO_DEVICE.advice();
  }

  @Override
  public Availability availability() {
    var driver = found();
    if (driver.cuda() == null) {
      return driver.availability();
    }
    var refusals = new ArrayList<Availability>();
    try {
      for (var device : devices()) {
        var availability = availability(device);
        if (availability.usable()) {
          return Availability.usable(
              driver.availability().sentence()
                  + " Device "
                  + device.ordinal()
                  + " is "
                  + device.summary()
                  + ".",
              availability.cautions());
        }
        refusals.add(availability);
      }
    } catch (DriverException e) {
      return Availability.not(Reason.LIBRARY_FAILED, e.getMessage());
    }
    return Availability.not(
        refusals.getFirst().reason(),
        String.join(" ", refusals.stream().map(Availability::sentence).toList()));
  }

  @Override
  public Availability availability(int ordinal) {
    var driver = found();
    var cuda = driver.cuda();
    if (cuda == null) {
      return driver.availability();
    }
    try {
      int count = count(cuda);
      return ordinal < 0 || ordinal >= count
          ? Availability.not(
              Reason.NO_DEVICE,
              "There is no device " + ordinal + ": the driver shows " + count + ".")
          : availability(describe(cuda, ordinal));
    } catch (DriverException e) {
      return Availability.not(Reason.LIBRARY_FAILED, e.getMessage());
    }
  }

  /** Says whether a device with these properties can run resident kernels. */
  static Availability availability(GpuProperties device) {
    var who = "Device " + device.ordinal() + " (" + device.name() + ")";
    if (device.computeMode() == ComputeMode.PROHIBITED) {
      return Availability.not(
          Reason.COMPUTE_PROHIBITED,
          who
              + " is in compute mode PROHIBITED, so no process can open it. An administrator can"
              + " change that: nvidia-smi -c DEFAULT.");
    }
    if (device.computeCapability() < LEAST_COMPUTE_CAPABILITY) {
      return Availability.not(
          Reason.DEVICE_TOO_OLD,
          who
              + " has compute capability "
              + device.computeCapabilityText()
              + ", and resident kernels need 7.0 (Volta) or newer.");
    }
    if (device.executionTimeout()) {
      return Availability.not(
          Reason.DISPLAY_TIMEOUT,
          who
              + " drives a display, and the operating system ends kernels that run for more than"
              + " some seconds on it. Use a device without a display, or run the machine without"
              + " a graphical session.");
    }
    var missing = missing(device);
    if (!missing.isEmpty()) {
      return Availability.not(
          Reason.MISSING_CAPABILITY,
          who
              + " lacks what resident kernels need here: "
              + String.join(", ", missing)
              + ". A virtual GPU may have it switched off; ask its administrator.");
    }
    var cautions = new ArrayList<String>();
    if (device.computeMode() == ComputeMode.EXCLUSIVE_PROCESS) {
      cautions.add(
          who
              + " is in compute mode EXCLUSIVE_PROCESS: it cannot be opened while another process"
              + " holds it.");
    }
    if (device.mps()) {
      cautions.add(
          who
              + " is shared through MPS: a fault of another client ends this one's kernels, and"
              + " the blocks that are resident at once may be fewer.");
    }
    return Availability.usable(who + " is usable.", cautions);
  }

  private static List<String> missing(GpuProperties device) {
    var missing = new ArrayList<String>();
    if (!device.cooperativeLaunch()) {
      missing.add("cooperative launch");
    }
    if (!device.unifiedAddressing() || !device.mapHostMemory() || !device.hostRegister()) {
      missing.add("mapping of the host's pages");
    }
    if (!device.memoryPools()) {
      missing.add("memory pools");
    }
    if (!device.virtualMemory()) {
      missing.add("virtual memory management");
    }
    return missing;
  }

  @Override
  public List<GpuProperties> devices() {
    var cuda = found().cuda();
    if (cuda == null) {
      return List.of();
    }
    return IntStream.range(0, count(cuda)).mapToObj(i -> describe(cuda, i)).toList();
  }

  private GpuProperties describe(Libcuda cuda, int ordinal) {
    var before = described.get(ordinal);
    if (faulted && before != null) {
      return before;
    }
    var properties = properties(cuda, ordinal);
    described.put(ordinal, properties);
    return properties;
  }

  private int count(Libcuda cuda) {
    if (faulted && counted > 0) {
      return counted;
    }
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      cuda.check(DriverCall.DEVICE_COUNT, cuda.call(DriverCall.DEVICE_COUNT, out.address()));
      counted = out.get(ValueLayout.JAVA_INT, 0);
      return counted;
    }
  }

  private static int device(Libcuda cuda, int ordinal) {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      cuda.check(DriverCall.DEVICE_GET, cuda.call(DriverCall.DEVICE_GET, out.address(), ordinal));
      return out.get(ValueLayout.JAVA_INT, 0);
    }
  }

  private static GpuProperties properties(Libcuda cuda, int ordinal) {
    int device = device(cuda, ordinal);
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(256);
      cuda.check(DriverCall.DRIVER_VERSION, cuda.call(DriverCall.DRIVER_VERSION, out.address()));
      int version = out.get(ValueLayout.JAVA_INT, 0);
      cuda.check(
          DriverCall.DEVICE_NAME,
          cuda.call(DriverCall.DEVICE_NAME, out.address(), out.byteSize() - 1, device));
      var name = out.getString(0);
      cuda.check(DriverCall.DEVICE_UUID, cuda.call(DriverCall.DEVICE_UUID, out.address(), device));
      boolean mig = name.contains(" MIG ");
      var uuid = (mig ? "MIG-" : "GPU-") + uuid(out.asSlice(0, 16));
      out.fill((byte) 0);
      cuda.check(
          DriverCall.DEVICE_PCI_ID,
          cuda.call(DriverCall.DEVICE_PCI_ID, out.address(), out.byteSize() - 1, device));
      var pci = out.getString(0);
      cuda.check(
          DriverCall.DEVICE_TOTAL_MEMORY,
          cuda.call(DriverCall.DEVICE_TOTAL_MEMORY, out.address(), device));
      long memory = out.get(ValueLayout.JAVA_LONG, 0);
      var ask = new Attributes(cuda, device, out);
      return new GpuProperties(
          ordinal,
          name,
          uuid,
          pci,
          10 * ask.get(DeviceAttribute.COMPUTE_CAPABILITY_MAJOR)
              + ask.get(DeviceAttribute.COMPUTE_CAPABILITY_MINOR),
          version,
          ask.get(DeviceAttribute.MULTIPROCESSOR_COUNT),
          ask.get(DeviceAttribute.CLOCK_RATE),
          memory,
          ask.get(DeviceAttribute.L2_CACHE_SIZE),
          ask.get(DeviceAttribute.MAX_SHARED_PER_SM),
          ask.get(DeviceAttribute.MAX_SHARED_PER_BLOCK),
          ask.get(DeviceAttribute.MAX_SHARED_PER_BLOCK_OPTIN),
          ask.get(DeviceAttribute.RESERVED_SHARED_PER_BLOCK),
          ask.get(DeviceAttribute.MAX_REGISTERS_PER_SM),
          ask.get(DeviceAttribute.MAX_REGISTERS_PER_BLOCK),
          ask.get(DeviceAttribute.MAX_THREADS_PER_BLOCK),
          ask.get(DeviceAttribute.MAX_THREADS_PER_SM),
          ask.get(DeviceAttribute.MAX_BLOCKS_PER_SM),
          ask.get(DeviceAttribute.WARP_SIZE),
          ask.is(DeviceAttribute.COOPERATIVE_LAUNCH),
          ask.is(DeviceAttribute.CLUSTER_LAUNCH),
          ask.is(DeviceAttribute.TENSOR_MAP_ACCESS_SUPPORTED),
          ask.is(DeviceAttribute.UNIFIED_ADDRESSING),
          ask.is(DeviceAttribute.CAN_MAP_HOST_MEMORY),
          ask.is(DeviceAttribute.HOST_REGISTER_SUPPORTED),
          ask.is(DeviceAttribute.CAN_USE_HOST_POINTER_FOR_REGISTERED_MEM),
          ask.is(DeviceAttribute.MEMORY_POOLS_SUPPORTED),
          ask.is(DeviceAttribute.VIRTUAL_MEMORY_MANAGEMENT_SUPPORTED),
          ask.is(DeviceAttribute.INTEGRATED),
          mig,
          ask.is(DeviceAttribute.MPS_ENABLED),
          ask.is(DeviceAttribute.KERNEL_EXEC_TIMEOUT),
          computeMode(ask.get(DeviceAttribute.COMPUTE_MODE)));
    }
  }

  /** Reads attributes of a device; one that the driver does not know yet is 0. */
  private record Attributes(Libcuda cuda, int device, MemorySegment out) {
    int get(DeviceAttribute attribute) {
      int code = cuda.call(DriverCall.DEVICE_ATTRIBUTE, out.address(), attribute.number(), device);
      if (code == CudaResult.CUDA_ERROR_INVALID_VALUE.code()) {
        return 0;
      }
      if (code != 0) {
        throw cuda.failure(DriverCall.DEVICE_ATTRIBUTE, code, attribute.name(), "", null);
      }
      return out.get(ValueLayout.JAVA_INT, 0);
    }

    boolean is(DeviceAttribute attribute) {
      return get(attribute) != 0;
    }
  }

  /** Returns 16 bytes as a UUID is written. */
  static String uuid(MemorySegment bytes) {
    var hex = HexFormat.of().formatHex(bytes.toArray(ValueLayout.JAVA_BYTE));
    return String.join(
        "-",
        hex.substring(0, 8),
        hex.substring(8, 12),
        hex.substring(12, 16),
        hex.substring(16, 20),
        hex.substring(20));
  }

  /** Reads {@code CUcomputemode}; 1, exclusive to a thread, has not been in use since CUDA 8. */
  static ComputeMode computeMode(int mode) {
    return switch (mode) {
      case 0 -> ComputeMode.DEFAULT;
      case 2 -> ComputeMode.PROHIBITED;
      case 1, 3 -> ComputeMode.EXCLUSIVE_PROCESS;
      default -> throw new IllegalStateException("The driver has an unknown compute mode: " + mode);
    };
  }

  @Override
  public List<FeatureAnswer> details() {
    if (found().cuda() == null) {
      return List.of();
    }
    var rows = new ArrayList<>(Nvml.details());
    var pipe = System.getenv("CUDA_MPS_PIPE_DIRECTORY");
    if (pipe != null) {
      rows.add(
          new FeatureAnswer(
              "CUDA_MPS_PIPE_DIRECTORY",
              Answer.CAUTION,
              "is '" + pipe + "': work may go through the multi-process service"));
    }
    return List.copyOf(rows);
  }

  @Override
  public PeerAccess peerAccess(int ordinal, int peer) {
    var cuda = usable();
    int from = device(cuda, ordinal);
    int to = device(cuda, peer);
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      cuda.check(
          DriverCall.DEVICE_CAN_ACCESS_PEER,
          cuda.call(DriverCall.DEVICE_CAN_ACCESS_PEER, out.address(), from, to));
      boolean supported = out.get(ValueLayout.JAVA_INT, 0) != 0;
      boolean nativeAtomics = link(cuda, out, NATIVE_ATOMICS, from, to) != 0;
      return new PeerAccess(supported, nativeAtomics, link(cuda, out, RANK, from, to));
    }
  }

  /** Reads a {@code CUdevice_P2PAttribute}. */
  private static int link(Libcuda cuda, MemorySegment out, int attribute, int from, int to) {
    cuda.check(
        DriverCall.DEVICE_P2P_ATTRIBUTE,
        cuda.call(DriverCall.DEVICE_P2P_ATTRIBUTE, out.address(), attribute, from, to));
    return out.get(ValueLayout.JAVA_INT, 0);
  }

  private Libcuda usable() {
    var driver = found();
    var cuda = driver.cuda();
    if (cuda == null) {
      throw DriverException.of("CudaDriver", driver.availability().sentence(), "");
    }
    return cuda;
  }

  @Override
  public synchronized Gpu open(int ordinal) {
    var cuda = usable();
    var where = use.get();
    bury(ordinal);
    var availability = availability(ordinal);
    if (!availability.usable()) {
      throw DriverException.of("CudaDriver.open", availability.sentence(), "");
    }
    return switch (where) {
      case ALWAYS -> openApart(ordinal);
      case NEVER -> openHere(cuda, ordinal);
      case AUTO -> lost == null ? openHereOrApart(cuda, ordinal) : openApart(ordinal);
    };
  }

  /** Ends a device's context if it is dead. */
  private void bury(int ordinal) {
    var context = contexts.get(ordinal);
    if (context != null && !context.probeAlive()) {
      faulted = true;
      context.end();
      contexts.remove(ordinal);
    }
  }

  private Gpu openHereOrApart(Libcuda cuda, int ordinal) {
    try {
      return openHere(cuda, ordinal);
    } catch (DriverException e) {
      if (!e.fatal() && !faulted) {
        throw e;
      }
      lost = e;
      try {
        return openApart(ordinal);
      } catch (DriverException apart) {
        apart.addSuppressed(e);
        throw apart;
      }
    }
  }

  private Gpu openHere(Libcuda cuda, int ordinal) {
    var context = contexts.get(ordinal);
    if (context == null) {
      try {
        context = CudaContext.open(cuda, device(cuda, ordinal));
      } catch (DriverException e) {
        throw e.fatal()
            ? new DriverException(
                e.call(),
                e.code(),
                e.name(),
                e.text(),
                "The device does not recover in this process: start the JVM again, or leave "
                    + PROCESS
                    + " at auto.",
                true,
                e)
            : e;
      }
      contexts.put(ordinal, context);
      faulted = false;
    }
    context.references++;
    return new CudaGpu(this, context, describe(cuda, ordinal));
  }

  /** Opens a device in the driver's own process, which all devices share. */
  private Gpu openApart(int ordinal) {
    var running = process;
    if (running != null && running.retain()) {
      try {
        return running.open(ordinal);
      } catch (RuntimeException e) {
        running.release();
        if (!(e instanceof DriverException d) || !d.fatal()) {
          throw e;
        }
        // Its context had died and nobody had noticed; the next process starts without it.
      }
    }
    var started = starter.get();
    process = started;
    if (!started.retain()) {
      throw Objects.requireNonNull(started.failure(), "a process without users ended by itself")
          .lost();
    }
    try {
      return started.open(ordinal);
    } catch (RuntimeException e) {
      started.release();
      throw e;
    }
  }

  /** Takes back a handle; the last one ends the context. */
  synchronized void closed(CudaContext context) {
    context.references--;
    if (context.references == 0) {
      context.end();
      faulted |= context.failure() != null;
      contexts.values().remove(context);
    }
  }
}
