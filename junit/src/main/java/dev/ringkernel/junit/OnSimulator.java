package dev.ringkernel.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that runs on simulated GPUs, once for each seed: the kernel that a GPU would run, in this
 * JVM, with lanes, warps and blocks taking turns by chance.
 *
 * <pre>{@code
 * @OnSimulator(seeds = 20, actors = Counter.class)
 * void counts(ActorSystem system) {
 *   ActorRef<Counter> counter = system.spawn(Counter.class);
 *   …
 * }
 * }</pre>
 *
 * <p>Parameters of the test, and of {@code @BeforeEach} and {@code @AfterEach} methods of its
 * class, may be
 *
 * <ul>
 *   <li>{@link dev.ringkernel.runtime.ActorSystem}: started for this seed, closed after it;
 *   <li>{@link dev.ringkernel.runtime.ActorSystemBuilder}: one that still wants to be built, and
 *       its system to be closed by the test;
 *   <li>{@link dev.ringkernel.runtime.Kernels}: opened for this seed, closed after it. A test that
 *       has an {@code ActorSystem} asks that for its {@link
 *       dev.ringkernel.runtime.ActorSystem#kernels() kernels};
 *   <li>{@link dev.ringkernel.runtime.sim.SimDriver} or {@link
 *       dev.ringkernel.runtime.driver.GpuDriver}: the devices below all of these, of this seed's
 *       own;
 *   <li>{@link dev.ringkernel.runtime.sim.SimSettings}: the seed and all else that they run by.
 * </ul>
 *
 * <p>Where {@code settings = "check=races"} or another check is asked for, what the simulator finds
 * fails the test, after what was given to it is closed; a test that has the {@code SimDriver} looks
 * at its {@link dev.ringkernel.runtime.sim.SimDriver#findings() findings} itself.
 *
 * <p>A failure names its seed: as the name of the repetition, beside the exception and on standard
 * error. {@code -Dringkernel.sim.seed=7} runs that seed alone, and so does any other system
 * property {@code ringkernel.sim.*} hold before what stands here.
 */
@Documented
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(SimulatorExtension.class)
public @interface OnSimulator {
  /** How many seeds, at least 1. */
  int seeds() default 10;

  /** The first of the seeds, which count up from it. */
  long first() default 1;

  /** Actor classes that are compiled into the first kernel; others are taken in when spawned. */
  Class<?>[] actors() default {};

  /** Classes of kernels that run beside the actors without a pause. */
  Class<?>[] kernels() default {};

  /**
   * What else the simulator is told, as the system properties {@code ringkernel.sim.*} say it: each
   * is a name without that prefix, {@code =} and a value, such as {@code "sms=8"}.
   *
   * @see dev.ringkernel.runtime.sim.SimSettings#properties()
   */
  String[] settings() default {};
}
