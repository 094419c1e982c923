package dev.ringkernel.junit;

import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.ActorSystemBuilder;
import dev.ringkernel.runtime.IdleStrategy;
import dev.ringkernel.runtime.Kernels;
import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.sim.SimDriver;
import dev.ringkernel.runtime.sim.SimSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What one repetition of a test has: made when it is first asked for, closed at its end. */
final class Simulation implements AutoCloseable {
  /** What a parameter can be, one row each. */
  private static final Map<Class<?>, Function<Simulation, Object>> PARAMETERS =
      Map.of(
          ActorSystem.class,
          Simulation::system,
          ActorSystemBuilder.class,
          Simulation::builder,
          Kernels.class,
          Simulation::kernels,
          SimDriver.class,
          s -> s.driver,
          GpuDriver.class,
          s -> s.driver,
          SimSettings.class,
          s -> s.settings);

  private final OnSimulator wanted;
  private final SimSettings settings;
  private final SimDriver driver;
  private boolean looksItself;
  private @Nullable ActorSystem system;
  private @Nullable Kernels kernels;

  Simulation(OnSimulator wanted, SimSettings settings) {
    this.wanted = wanted;
    this.settings = settings;
    this.driver = new SimDriver(settings);
  }

  static boolean gives(Class<?> type) {
    return PARAMETERS.containsKey(type);
  }

  /** The one object of a type that it {@link #gives}, which this repetition has. */
  Object get(Class<?> type) {
    looksItself |= type == SimDriver.class;
    return Objects.requireNonNull(PARAMETERS.get(type)).apply(this);
  }

  SimSettings settings() {
    return settings;
  }

  private ActorSystemBuilder builder() {
    // The thread that waits is on a core that the kernel could have.
    return ActorSystem.builder()
        .driver(driver)
        .idle(IdleStrategy.YIELD)
        .actors(wanted.actors())
        .kernels(wanted.kernels());
  }

  private ActorSystem system() {
    if (kernels != null) {
      throw new IllegalStateException(both());
    }
    ActorSystem known = system;
    if (known == null) {
      known = builder().build();
      system = known;
    }
    return known;
  }

  private Kernels kernels() {
    if (system != null) {
      throw new IllegalStateException(both());
    }
    Kernels known = kernels;
    if (known == null) {
      known = Kernels.builder().driver(driver).open();
      kernels = known;
    }
    return known;
  }

  private static String both() {
    return "A test with an ActorSystem has its Kernels from that: call its kernels() and leave the"
        + " parameter out.";
  }

  /**
   * Closes what the test was given.
   *
   * @throws AssertionError where the simulator has found something that the test does not look at
   */
  @Override
  public void close() {
    if (system != null) {
      system.close();
    }
    if (kernels != null) {
      kernels.close();
    }
    List<?> findings = driver.findings();
    if (!looksItself && !findings.isEmpty()) {
      throw new AssertionError(
          findings.stream()
              .map(String::valueOf)
              .collect(Collectors.joining("\n", "The simulator has found:\n", "")));
    }
  }
}
