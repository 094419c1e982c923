package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.Target;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a simulated system is made of, and how it runs.
 *
 * @param devices what each device has, at least one
 * @param threads threads of the simulator that kernels run on; 1 makes a run repeatable
 * @param clock what the clocks count
 * @param schedule who runs next
 * @param stackBytes local memory of a thread beyond what its kernel declares: for recursion, {@code
 *     alloca} and functions called by address
 * @param memory how accesses of memory are ordered
 * @param output takes what kernels print, called by the simulator's threads
 * @param translation what is translated to JVM code; nothing where there are checks
 * @param checks what is looked for while kernels run; they then run on one thread
 * @param findings takes what is found, each pair of places once, called by the simulator's threads;
 *     {@link SimMachine#findings} and {@link SimLaunch#findings} have it too
 */
public record SimOptions(
    List<SimLimits> devices,
    int threads,
    SimClock clock,
    SimSchedule schedule,
    int stackBytes,
    SimMemoryOrder memory,
    Consumer<String> output,
    SimTranslation translation,
    Set<SimCheck> checks,
    Consumer<SimFinding> findings) {

  /** One small device of {@code sm_90}, one thread, in order, the host's clock. */
  public static final SimOptions DEFAULT = of(Target.parse("sm_90"));

  /** Checks the ranges. */
  public SimOptions {
    devices = List.copyOf(devices);
    if (devices.isEmpty() || devices.size() > 64) {
      throw new IllegalArgumentException("A system has 1 to 64 devices, not " + devices.size());
    }
    if (threads > 1 && schedule instanceof SimSchedule.Explore) {
      throw new IllegalArgumentException(
          "Schedules are explored with one thread of the simulator, not with " + threads + ".");
    }
    if (threads < 1) {
      throw new IllegalArgumentException("The simulator needs a thread, not " + threads);
    }
    checks = Set.copyOf(checks);
    if (!checks.isEmpty() && threads > 1) {
      throw new IllegalArgumentException(
          "Checks ("
              + SimCheck.text(checks)
              + ") see kernels that run on one thread, not on "
              + threads);
    }
    if (!checks.isEmpty() && memory != SimMemoryOrder.STRONG) {
      throw new IllegalArgumentException(
          "Checks ("
              + SimCheck.text(checks)
              + ") know the order of what really happens, which is that of strong memory; run the"
              + " weak order without them");
    }
    if (stackBytes < 0 || stackBytes > 512 * 1024) {
      throw new IllegalArgumentException(
          "A thread's stack is 0 to 524288 bytes, not " + stackBytes);
    }
  }

  /** One small device of {@code target}. */
  public static SimOptions of(Target target) {
    return new SimOptions(
        List.of(SimLimits.of(target)),
        1,
        SimClock.WALL,
        new SimSchedule.InOrder(),
        1024,
        SimMemoryOrder.STRONG,
        System.out::print,
        SimTranslation.HOT,
        Set.of(),
        finding -> {});
  }

  /** These options with {@code count} devices like {@code limits}. */
  public SimOptions withDevices(int count, SimLimits limits) {
    return new SimOptions(
        Collections.nCopies(count, limits),
        threads,
        clock,
        schedule,
        stackBytes,
        memory,
        output,
        translation,
        checks,
        findings);
  }

  /** These options with so many threads. */
  public SimOptions withThreads(int count) {
    return new SimOptions(
        devices, count, clock, schedule, stackBytes, memory, output, translation, checks, findings);
  }

  /** These options with another clock. */
  public SimOptions withClock(SimClock counted) {
    return new SimOptions(
        devices,
        threads,
        counted,
        schedule,
        stackBytes,
        memory,
        output,
        translation,
        checks,
        findings);
  }

  /** These options with another schedule. */
  public SimOptions withSchedule(SimSchedule order) {
    return new SimOptions(
        devices, threads, clock, order, stackBytes, memory, output, translation, checks, findings);
  }

  /** These options with another stack of a thread. */
  public SimOptions withStackBytes(int bytes) {
    return new SimOptions(
        devices, threads, clock, schedule, bytes, memory, output, translation, checks, findings);
  }

  /** These options with another order of memory accesses. */
  public SimOptions withMemory(SimMemoryOrder order) {
    return new SimOptions(
        devices,
        threads,
        clock,
        schedule,
        stackBytes,
        order,
        output,
        translation,
        checks,
        findings);
  }

  /** These options with another sink for what kernels print. */
  public SimOptions withOutput(Consumer<String> sink) {
    return new SimOptions(
        devices, threads, clock, schedule, stackBytes, memory, sink, translation, checks, findings);
  }

  /** These options with another choice of what is translated. */
  public SimOptions withTranslation(SimTranslation what) {
    return new SimOptions(
        devices, threads, clock, schedule, stackBytes, memory, output, what, checks, findings);
  }

  /** These options with other checks. */
  public SimOptions withChecks(Set<SimCheck> wanted) {
    return new SimOptions(
        devices,
        threads,
        clock,
        schedule,
        stackBytes,
        memory,
        output,
        translation,
        wanted,
        findings);
  }

  /** These options with another sink for what checks find. */
  public SimOptions withFindings(Consumer<SimFinding> sink) {
    return new SimOptions(
        devices, threads, clock, schedule, stackBytes, memory, output, translation, checks, sink);
  }
}
