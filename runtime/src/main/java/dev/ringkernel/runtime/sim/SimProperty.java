package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.sim.SimCheck;
import dev.ringkernel.ptx.sim.SimClock;
import dev.ringkernel.ptx.sim.SimLimits;
import dev.ringkernel.ptx.sim.SimMemoryOrder;
import dev.ringkernel.ptx.sim.SimSchedule;
import dev.ringkernel.ptx.sim.SimTranslation;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The system properties that say how the simulator runs, one row each. */
enum SimProperty {
  // @formatter:off
  //       values             meaning
  TARGET  ("sm_70 to sm_121", "architecture of the simulated devices",                     s -> limits(s).target().toString(),       SimSettings::withTarget),
  DEVICES ("1 to 64",         "devices, which reach each other's memory as peers",         s -> "" + s.options().devices().size(),   (s, v) -> s.withDevices(number(v))),
  SMS     ("1 and more",      "streaming multiprocessors of a device",                     s -> "" + limits(s).sms(),                (s, v) -> s.withSms(number(v))),
  MEMORY  ("64m, 4g, bytes",  "memory of a device, taken from this machine as it is used", s -> text(limits(s).memory()),            (s, v) -> s.withMemory(bytes(v))),
  THREADS ("1 and more",      "threads that kernels run on; with one a run can be repeated", s -> "" + s.options().threads(),        (s, v) -> s.withThreads(number(v))),
  SEED    ("a number",        "lanes, warps and blocks take turns by chance; without it in their order", s -> seed(s.options().schedule()), (s, v) -> s.withSeed(Long.decode(v))),
  ORDER   ("strong, weak",    "order of memory accesses: as executed, or as weak as the PTX memory model allows", s -> lower(s.options().memory()), (s, v) -> s.withOrder(SimMemoryOrder.valueOf(v.toUpperCase(Locale.ROOT)))),
  CLOCK   ("wall, steps",     "what device clocks count: the host's time, or executed instructions", s -> lower(s.options().clock()), (s, v) -> s.withOptions(s.options().withClock(SimClock.valueOf(v.toUpperCase(Locale.ROOT))))),
  STACK   ("0 to 524288",     "bytes of a thread's stack, for recursion and calls by address", s -> "" + s.options().stackBytes(),   (s, v) -> s.withOptions(s.options().withStackBytes(number(v)))),
  TRANSLATION("off, hot, all", "what is translated to JVM code; a run is the same with all",  s -> lower(s.options().translation()),   (s, v) -> s.withOptions(s.options().withTranslation(SimTranslation.valueOf(v.toUpperCase(Locale.ROOT))))),
  CHECK   ("races,memory,…, all", "what is looked for while kernels run: races, memory, initialised, readonly, barriers, mbarriers, progress, stop",    s -> SimCheck.text(s.options().checks()), (s, v) -> s.withChecks(SimCheck.parse(v))),
  WAIT    ("500ms, 10s",      "how long a driver call may wait for a resident kernel before it fails", s -> SimSettings.text(s.waitLimit()), (s, v) -> s.withWaitLimit(duration(v)));
  // @formatter:on

  static final String PREFIX = "ringkernel.sim.";

  private final String values;
  private final String meaning;
  private final Function<SimSettings, String> value;
  private final BiFunction<SimSettings, String, SimSettings> effect;

  SimProperty(
      String values,
      String meaning,
      Function<SimSettings, String> value,
      BiFunction<SimSettings, String, SimSettings> effect) {
    this.values = values;
    this.meaning = meaning;
    this.value = value;
    this.effect = effect;
  }

  /** Returns the property's name without the prefix. */
  String text() {
    return lower(this);
  }

  /** Returns the property's whole name. */
  String key() {
    return PREFIX + text();
  }

  /** Returns the value that stands where none is given; empty for none. */
  String byDefault() {
    return read(SimSettings.DEFAULT);
  }

  /** Returns the value in some settings, as {@link #apply} takes it. */
  String read(SimSettings settings) {
    return value.apply(settings);
  }

  /** Says whether a row has this name. */
  static boolean exists(String key) {
    return Arrays.stream(values()).anyMatch(property -> property.key().equals(key));
  }

  /** Returns settings with this property's value. */
  SimSettings apply(SimSettings settings, String text) {
    try {
      return effect.apply(settings, text.strip());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw new IllegalArgumentException(
          "The system property "
              + key()
              + " cannot be '"
              + text
              + "', only "
              + values
              + " ("
              + meaning
              + "): "
              + e.getMessage(),
          e);
    }
  }

  /** Returns all rows, one a line. */
  static String table() {
    return Arrays.stream(values())
        .map(
            property ->
                String.format(
                    Locale.ROOT,
                    "%-22s %-16s %-6s %s",
                    property.key(),
                    property.values,
                    property.byDefault(),
                    property.meaning))
        .collect(Collectors.joining("\n"));
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static SimLimits limits(SimSettings settings) {
    return settings.options().devices().getFirst();
  }

  private static String seed(SimSchedule schedule) {
    return switch (schedule) {
      case SimSchedule.InOrder() -> "";
      case SimSchedule.Random(long seed) -> Long.toString(seed);
      case SimSchedule.Explore explore -> "";
    };
  }

  private static int number(String text) {
    return Integer.parseInt(text);
  }

  private static long bytes(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    int shift = lower.endsWith("g") ? 30 : lower.endsWith("m") ? 20 : 0;
    var digits = shift == 0 ? lower : lower.substring(0, lower.length() - 1);
    return Math.multiplyExact(Long.parseLong(digits), 1L << shift);
  }

  private static String text(long bytes) {
    if (bytes % (1L << 30) == 0) {
      return (bytes >> 30) + "g";
    }
    return bytes % (1 << 20) == 0 ? (bytes >> 20) + "m" : "" + bytes;
  }

  private static Duration duration(String text) {
    var lower = text.toLowerCase(Locale.ROOT);
    if (lower.endsWith("ms")) {
      return Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)));
    }
    if (lower.endsWith("s")) {
      return Duration.ofSeconds(Long.parseLong(lower.substring(0, lower.length() - 1)));
    }
    throw new IllegalArgumentException("a time ends with ms or s");
  }
}
