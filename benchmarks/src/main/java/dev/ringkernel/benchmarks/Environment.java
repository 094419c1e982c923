package dev.ringkernel.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringkernel.runtime.driver.FeatureAnswer;
import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.driver.GpuProperties;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a run was made on: commit, host, JVM, and for a GPU its properties, driver and link. What
 * the machine does not tell is left out.
 */
final class Environment {
  private static final String SMI_FIELDS =
      "driver_version,clocks.sm,clocks.max.sm,clocks.mem,clocks.max.mem,pcie.link.gen.current,"
          + "pcie.link.gen.max,pcie.link.width.current,temperature.gpu,power.draw,pstate,"
          + "clocks_throttle_reasons.active,ecc.mode.current";

  private final Map<String, Map<String, Object>> parts = new LinkedHashMap<>();

  private Environment() {}

  /**
   * Looks at this process and machine.
   *
   * @param device ordinal of the GPU that is measured; negative for none
   */
  static Environment here(GpuDriver driver, int device, List<String> arguments) {
    Environment e = new Environment();
    e.put("run", "started", Instant.now().toString());
    e.put("run", "arguments", String.join(" ", arguments));
    e.put("run", "commit", commit());
    e.put("host", "os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    e.put("host", "architecture", System.getProperty("os.arch"));
    e.put("host", "processors", Runtime.getRuntime().availableProcessors());
    e.put("host", "cpu", field(Path.of("/proc/cpuinfo"), "model name"));
    e.put("host", "memory", field(Path.of("/proc/meminfo"), "MemTotal"));
    e.put("host", "hypervisor", line(Path.of("/sys/hypervisor/type")));
    e.put("host", "load_average", line(Path.of("/proc/loadavg")));
    e.put("jvm", "version", Runtime.version().toString());
    e.put("jvm", "vendor", System.getProperty("java.vendor"));
    e.put("jvm", "name", System.getProperty("java.vm.name"));
    e.put(
        "jvm",
        "flags",
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .collect(Collectors.joining(" ")));
    e.put(
        "jvm",
        "collectors",
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .map(bean -> bean.getName())
            .collect(Collectors.joining(", ")));
    e.put("jvm", "heap_max_bytes", Runtime.getRuntime().maxMemory());
    if (device >= 0) {
      e.device(driver, device);
    }
    return e;
  }

  private void device(GpuDriver driver, int ordinal) {
    GpuProperties p = driver.devices().get(ordinal);
    put("device", "name", p.name());
    put("device", "target", p.target());
    put("device", "sms", p.smCount());
    put("device", "clock_khz", p.clockKilohertz());
    put("device", "memory_bytes", p.totalMemory());
    put("device", "l2_bytes", p.l2Cache());
    put("device", "driver_cuda", p.driverVersionText());
    put("device", "compute_mode", p.computeMode().name());
    put("device", "mig", p.mig());
    put("device", "mps", p.mps());
    for (FeatureAnswer detail : driver.details()) {
      put("driver", detail.feature().replace(' ', '_'), detail.reason());
    }
    Path bus = Path.of("/sys/bus/pci/devices", pci(p.pciId()));
    for (String name :
        List.of(
            "current_link_speed",
            "current_link_width",
            "max_link_speed",
            "max_link_width",
            "numa_node")) {
      put("pcie", name, line(bus.resolve(name)));
    }
    state("state_before", ordinal);
  }

  /** What the driver's own tool says now of clocks, link, temperature and power, under a name. */
  void state(String part, int device) {
    String line = smi(device);
    if (line == null) {
      return;
    }
    String[] names = SMI_FIELDS.split(",");
    String[] values = line.split(",");
    for (int i = 0; i < Math.min(names.length, values.length); i++) {
      put(part, names[i].replace('.', '_'), values[i].strip());
    }
  }

  private static @Nullable String smi(int device) {
    try {
      Process process =
          new ProcessBuilder(
                  "nvidia-smi",
                  "--query-gpu=" + SMI_FIELDS,
                  "--format=csv,noheader",
                  "--id=" + device)
              .redirectErrorStream(true)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return null;
      }
      String text = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
      return process.exitValue() == 0 ? text : null;
    } catch (IOException e) {
      return null; // There is no such tool here: its part is left out.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }

  /** As the kernel writes an address: lower case, and a domain of four digits. */
  static String pci(String id) {
    String lower = id.toLowerCase(java.util.Locale.ROOT);
    int colon = lower.indexOf(':');
    return colon > 4 ? lower.substring(colon - 4) : lower;
  }

  /** The revision that the bundle names, else that of the checkout. */
  private static String commit() {
    try {
      Path home =
          Path.of(Environment.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (Path folder = home; folder != null; folder = folder.getParent()) {
        Path revision = folder.resolve("REVISION");
        if (Files.isRegularFile(revision)) {
          return Files.readString(revision).strip();
        }
        Path git = folder.resolve(".git");
        if (Files.exists(git)) {
          return head(git);
        }
      }
      return "unknown";
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the revision", e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String head(Path git) throws IOException {
    Path folder = git;
    if (Files.isRegularFile(git)) {
      folder = git.resolveSibling(Files.readString(git).strip().substring("gitdir: ".length()));
    }
    String head = Files.readString(folder.resolve("HEAD")).strip();
    if (!head.startsWith("ref: ")) {
      return head;
    }
    Path common = folder.resolve("commondir");
    Path root = Files.exists(common) ? folder.resolve(Files.readString(common).strip()) : folder;
    String ref = head.substring("ref: ".length());
    Path loose = root.resolve(ref);
    if (Files.exists(loose)) {
      return Files.readString(loose).strip();
    }
    Path packed = root.resolve("packed-refs");
    if (Files.exists(packed)) {
      try (Stream<String> lines = Files.lines(packed)) {
        return lines
            .filter(l -> l.endsWith(" " + ref))
            .map(l -> l.substring(0, l.indexOf(' ')))
            .findFirst()
            .orElse("unknown");
      }
    }
    return "unknown";
  }

  private static @Nullable String field(Path file, String name) {
    if (!Files.isReadable(file)) {
      return null;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(l -> l.startsWith(name))
          .map(l -> l.substring(l.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(null);
    } catch (IOException | UncheckedIOException e) {
      return null; // The system does not tell.
    }
  }

  private static @Nullable String line(Path file) {
    if (!Files.isReadable(file)) {
      return null;
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      return null; // Some drivers refuse to be read although the file is there.
    }
  }

  private void put(String part, String name, @Nullable Object value) {
    if (value != null) {
      parts.computeIfAbsent(part, p -> new LinkedHashMap<>()).put(name, value);
    }
  }

  void write(JsonGenerator json) throws IOException {
    for (Map.Entry<String, Map<String, Object>> part : parts.entrySet()) {
      json.writeObjectFieldStart(part.getKey());
      for (Map.Entry<String, Object> entry : part.getValue().entrySet()) {
        json.writeFieldName(entry.getKey());
        switch (entry.getValue()) {
          case Boolean b -> json.writeBoolean(b);
          case Integer i -> json.writeNumber(i);
          case Long l -> json.writeNumber(l);
          default -> json.writeString(entry.getValue().toString());
        }
      }
      json.writeEndObject();
    }
  }
}
