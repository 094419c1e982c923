package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.sim.SimCheck;
import dev.ringkernel.ptx.sim.SimLimits;
import dev.ringkernel.ptx.sim.SimMemoryOrder;
import dev.ringkernel.ptx.sim.SimOptions;
import dev.ringkernel.ptx.sim.SimSchedule;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * How simulated devices run; for tests of one's own actors and kernels:
 *
 * <pre>{@code
 * static Stream<SimSettings> seeds() {
 *   return SimSettings.DEFAULT.seeds(1, 20);
 * }
 *
 * @ParameterizedTest
 * @MethodSource("seeds")
 * void counts(SimSettings settings) throws Exception {
 *   try (var system = ActorSystem.builder().driver(new SimDriver(settings)).build()) {
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>Where a program names only the backend, the system properties {@code ringkernel.sim.*} say it,
 * which {@link #properties()} lists: {@code java -Dringkernel.backend=sim -Dringkernel.sim.seed=7}.
 *
 * @param options the devices and how kernels run on them
 * @param waitLimit how long a call may wait for a resident kernel before it fails, where the CUDA
 *     driver would wait without limit
 */
public record SimSettings(SimOptions options, Duration waitLimit) {

  /** One small device of {@code sm_90}, everything in order, calls that wait 10 s. */
  public static final SimSettings DEFAULT =
      new SimSettings(SimOptions.DEFAULT, Duration.ofSeconds(10));

  /** Checks that calls may wait at all. */
  public SimSettings {
    Objects.requireNonNull(options, "options");
    if (waitLimit.isNegative() || waitLimit.isZero()) {
      throw new IllegalArgumentException("A call must be allowed to wait: " + waitLimit + ".");
    }
  }

  /**
   * Reads {@link System#getProperties()}.
   *
   * @throws IllegalArgumentException for a property of the simulator that does not exist, or a
   *     value that it cannot have, with those it can
   */
  public static SimSettings ofSystemProperties() {
    return of(System.getProperties());
  }

  static SimSettings of(Properties given) {
    return DEFAULT.with(given);
  }

  /**
   * Returns these settings with what properties say that are named {@code ringkernel.sim.*}; the
   * others are not looked at.
   *
   * @throws IllegalArgumentException for a property of the simulator that does not exist, or a
   *     value that it cannot have, with those it can
   */
  public SimSettings with(Properties given) {
    given.stringPropertyNames().stream()
        .filter(name -> name.startsWith(SimProperty.PREFIX) && !SimProperty.exists(name))
        .sorted()
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "There is no system property " + name + "; there are:\n" + properties());
            });
    var settings = this;
    for (var property : SimProperty.values()) {
      var text = given.getProperty(property.key());
      if (text != null) {
        settings = property.apply(settings, text);
      }
    }
    return settings;
  }

  /** Returns the system properties that say how the simulator runs, one a line, for people. */
  public static String properties() {
    return SimProperty.table();
  }

  /** Returns these settings with other devices, or another way to run kernels on them. */
  public SimSettings withOptions(SimOptions other) {
    return new SimSettings(other, waitLimit);
  }

  /** Returns these settings with another limit for calls that wait for a resident kernel. */
  public SimSettings withWaitLimit(Duration limit) {
    return new SimSettings(options, limit);
  }

  /**
   * Returns these settings with lanes, warps and blocks taking turns by chance: with the same seed
   * and one thread in the same order, as far as the host does the same.
   */
  public SimSettings withSeed(long seed) {
    return withOptions(options.withSchedule(new SimSchedule.Random(seed)));
  }

  /** Returns these settings with memory accesses in another order. */
  public SimSettings withOrder(SimMemoryOrder order) {
    return withOptions(options.withMemory(order));
  }

  /** Returns these settings once for each of so many seeds, starting with {@code first}. */
  public Stream<SimSettings> seeds(long first, int count) {
    return LongStream.range(first, first + count).mapToObj(this::withSeed);
  }

  /**
   * Returns these settings with checks, whose findings {@link SimDriver#findings} gives.
   *
   * @param checks what is looked for while kernels run
   */
  public SimSettings withChecks(Set<SimCheck> checks) {
    return withOptions(options.withChecks(checks));
  }

  /**
   * Returns these settings with devices of another architecture.
   *
   * @param target such as {@code sm_90}
   */
  public SimSettings withTarget(String target) {
    var parsed = Target.parse(target);
    return withLimits(old -> SimLimits.of(parsed).withSms(old.sms()).withMemory(old.memory()));
  }

  /** Returns these settings with so many devices, which reach each other's memory as peers. */
  public SimSettings withDevices(int count) {
    return withOptions(options.withDevices(count, options.devices().getFirst()));
  }

  /** Returns these settings with so many multiprocessors on each device. */
  public SimSettings withSms(int count) {
    return withLimits(limits -> limits.withSms(count));
  }

  /** Returns these settings with so much memory on each device. */
  public SimSettings withMemory(long bytes) {
    return withLimits(limits -> limits.withMemory(bytes));
  }

  /** Returns these settings with so many threads that kernels run on. */
  public SimSettings withThreads(int count) {
    return withOptions(options.withThreads(count));
  }

  private SimSettings withLimits(UnaryOperator<SimLimits> change) {
    var devices = options.devices();
    return withOptions(options.withDevices(devices.size(), change.apply(devices.getFirst())));
  }

  /** Returns a duration for people. */
  static String text(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : String.format(Locale.ROOT, "%dms", duration.toMillis());
  }

  /**
   * Returns what differs from the default as arguments of a JVM, such as {@code
   * -Dringkernel.sim.seed=7 -Dringkernel.sim.sms=8}.
   */
  public String asArguments() {
    return differences(property -> "-D" + property.key()).collect(Collectors.joining(" "));
  }

  /** Returns what differs from the default, such as {@code sim seed=7 sms=8}. */
  @Override
  public String toString() {
    return Stream.concat(Stream.of(SimDriver.NAME), differences(SimProperty::text))
        .collect(Collectors.joining(" "));
  }

  private Stream<String> differences(Function<SimProperty, String> name) {
    return Arrays.stream(SimProperty.values())
        .filter(property -> !property.read(this).equals(property.byDefault()))
        .map(property -> name.apply(property) + "=" + property.read(this));
  }
}
