package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.device.Dim3;
import dev.ringkernel.device.Memory;
import dev.ringkernel.ptx.sim.SimCheck;
import dev.ringkernel.ptx.sim.SimFinding;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.sim.SimDriver;
import dev.ringkernel.runtime.sim.SimSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each planted fault is found at its line, as what it is, and its repaired twin gives nothing. */
@Timeout(120)
class PlantedFaultsTest {
  private static final Path SOURCE =
      Path.of("src/test/java/dev/ringkernel/runtime/PlantedFaults.java");
  private static final Pattern KERNEL = Pattern.compile("^  static void (\\w+)\\(");
  private static final Pattern MARK = Pattern.compile("// found: ([\\w? ]+)$");

  /** Words of the host that kernels look at, a line each. */
  private static final int SAID = 128;

  private static final int ANSWERED = 256;

  /** Runs a kernel. */
  private interface Body {
    void run(Kernels kernels, Kernel kernel) throws Exception;
  }

  private static final Map<String, Body> CASES = new LinkedHashMap<>();

  private static void add(Body body, String... kernels) {
    for (String kernel : kernels) {
      CASES.put(kernel, body);
    }
  }

  private static Body ints(int blocks, int threads, int... lengths) {
    return (k, kernel) -> {
      List<DeviceArray<int[]>> arrays = new ArrayList<>();
      for (int length : lengths) {
        arrays.add(k.array(int[].class, length));
      }
      kernel.run(Dim3.of(blocks), Dim3.of(threads), arrays.toArray());
    };
  }

  private static Body longs(int threads) {
    return (k, kernel) -> kernel.run(Dim3.of(1), Dim3.of(threads), k.array(long[].class, threads));
  }

  private static Body withAddress(int length) {
    return (k, kernel) -> {
      var words = (GpuArray<long[]>) k.array(long[].class, length);
      kernel.run(Dim3.of(1), Dim3.of(1), words.address(), k.array(long[].class, 1));
    };
  }

  static {
    add(ints(1, 256, 256), "missingBarrier", "missingBarrierRepaired");
    add(ints(1, 256, 256), "missingSecondBarrier", "missingSecondBarrierRepaired");
    add(ints(2, 32, 1), "allWriteOne", "allWriteOneRepaired");
    add(ints(2, 32, 1), "countsWithoutAtomics", "countsWithoutAtomicsRepaired");
    add(ints(2, 32, 64), "stencilInPlace");
    add(ints(2, 32, 64, 64), "stencilInPlaceRepaired");
    add(ints(1, 32, 32), "warpInLockstep", "warpInLockstepRepaired");
    add(ints(1, 32, 32), "shuffleAsBarrier", "shuffleAsBarrierRepaired");
    add(ints(2, 32, 1, 1, 1), "messageWithoutRelease", "messageWithoutAcquire", "messageRepaired");
    add(ints(2, 32, 1, 1, 1), "messageInNarrowScope", "messageInNarrowScopeRepaired");
    add(ints(2, 32, 1, 1), "plainFlag", "plainFlagRepaired");
    add(ints(2, 32, 1), "atomicOfOneBlock", "atomicOfOneBlockRepaired");
    add(ints(1, 128, 128), "barrierOfOneHalf", "barrierOfOneHalfRepaired");
    add(PlantedFaultsTest::answers, "hostWordWithoutAcquire", "hostWordWithoutAcquireRepaired");
    add(PlantedFaultsTest::copies, "copiedWhileItRuns", "copiedWhileItRunsRepaired");

    add(ints(1, 32, 32), "beyondTheArray", "beyondTheArrayRepaired");
    add(ints(1, 64, 64), "beyondTheTile", "beyondTheTileRepaired");
    add(withAddress(2), "halfAWord", "halfAWordRepaired");
    add(PlantedFaultsTest::frees, "usedAfterFree");

    add(ints(1, 64, 64), "tileOfRubbish", "tileOfRubbishRepaired");
    add(ints(1, 64, 1), "countsInRubbish", "countsInRubbishRepaired");

    add(ints(1, 64, 64, 64), "readOnlyThatChanges", "readOnlyThatChangesRepaired");

    add(ints(1, 64, 64), "barriersOfOddAndEven", "barriersOfOddAndEvenRepaired");
    add(ints(1, 64, 64), "alignedInBothArms", "alignedInBothArmsRepaired");
    add(ints(1, 64, 64), "warpThatLeft", "warpThatLeftRepaired");
    add(ints(1, 64, 64), "barrierOfTwoCounts", "barrierOfTwoCountsRepaired");

    add(longs(32), "mbarrierOfRubbish", "mbarrierOfTooFew", "mbarrierInAHurry");
    add(longs(32), "mbarrierRepaired", "mbarrierOfTheWrongPhase");

    add(ints(1, 32, 1), "barrierForOthers", "barrierForOthersRepaired");
    add(ints(1, 32, 1, 32), "flagOfNobody", "flagOfNobodyRepaired");
    add(ints(9, 1024, 1, 9 * 1024), "gridBarrier");

    add(PlantedFaultsTest::isAskedToEnd, "neverPolls", "neverPollsRepaired");
  }

  private static void await(long word) {
    while (Memory.ldAcquireSys(word) == 0) {
      Thread.onSpinWait();
    }
  }

  /** The host answers what the kernel says, after it has written a word. */
  private static void answers(Kernels k, Kernel kernel) {
    try (var host = k.pinned(long[].class, 64)) {
      long address = host.segment().address();
      var launch = kernel.launch(Dim3.of(1), Dim3.of(1), address, k.array(long[].class, 1));
      await(address + SAID);
      Memory.st(address, 7);
      Memory.stReleaseSys(address + ANSWERED, 1);
      launch.await();
    }
  }

  private static void copies(Kernels k, Kernel kernel) {
    try (var host = k.pinned(long[].class, 64);
        var other = Kernels.builder().driver(driver(k)).open()) {
      var words = (GpuArray<long[]>) other.array(long[].class, 1);
      long address = host.segment().address();
      var launch = kernel.launch(Dim3.of(1), Dim3.of(1), words.address(), address);
      await(address + SAID);
      words.toArray();
      Memory.stReleaseSys(address + ANSWERED, 1);
      launch.await();
    }
  }

  private static void frees(Kernels k, Kernel kernel) {
    var words = (GpuArray<long[]>) k.array(long[].class, 1);
    long address = words.address();
    words.close();
    kernel.run(Dim3.of(1), Dim3.of(1), address);
  }

  /** Loading code waits until nothing runs, which is as if the kernel was asked to end. */
  private static void isAskedToEnd(Kernels k, Kernel kernel) {
    try (var host = k.pinned(long[].class, 64)) {
      long address = host.segment().address();
      var launch = kernel.launch(Dim3.of(1), Dim3.of(1), address, 1, k.array(int[].class, 1));
      assertThatThrownBy(() -> k.load(TestKernels.class))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("there still runs");
      Memory.stReleaseSys(address + ANSWERED, 1);
      launch.await();
    }
  }

  private static final Map<Kernels, SimDriver> DRIVERS = new IdentityHashMap<>();

  private static SimDriver driver(Kernels k) {
    SimDriver driver = DRIVERS.get(k);
    if (driver == null) {
      throw new IllegalStateException("no driver of " + k);
    }
    return driver;
  }

  /** What the source says must be found: kinds by line. */
  private static Map<String, Map<Integer, String>> marks() throws IOException {
    Map<String, Map<Integer, String>> all = new LinkedHashMap<>();
    Map<Integer, String> marks = new LinkedHashMap<>();
    int number = 0;
    for (String line : Files.readAllLines(SOURCE)) {
      number++;
      Matcher kernel = KERNEL.matcher(line);
      if (kernel.find()) {
        marks = new LinkedHashMap<>();
        all.put(kernel.group(1), marks);
      }
      Matcher mark = MARK.matcher(line);
      if (mark.find()) {
        marks.put(number, mark.group(1).strip());
      }
    }
    return all;
  }

  static Stream<String> kernels() {
    return CASES.keySet().stream();
  }

  /** The sides of a finding that are kernels. */
  private static List<SimFinding.Side> sides(SimFinding finding) {
    return Stream.of(Optional.of(finding.at()), Optional.ofNullable(finding.other()))
        .flatMap(Optional::stream)
        .filter(side -> side.block() != null)
        .toList();
  }

  private static String at(SimFinding.Kind kind, SimFinding.Side side) {
    return side.place().file().endsWith("PlantedFaults.java")
        ? kind + " in line " + side.place().line()
        : kind + " at " + side;
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void isFoundAtItsLine(String name) throws Exception {
    Set<String> wanted = new TreeSet<>();
    Set<String> maybe = new TreeSet<>(); // where it depends on when the host does what
    marks()
        .get(name)
        .forEach(
            (line, kinds) -> {
              for (String kind : kinds.split(" ")) {
                boolean sure = !kind.endsWith("?");
                (sure ? wanted : maybe).add(kind.replace("?", "") + " in line " + line);
              }
            });
    var settings =
        SimSettings.DEFAULT.withChecks(SimCheck.all()).withWaitLimit(Duration.ofMillis(500));
    var driver = new SimDriver(settings);
    Kernels k = Kernels.builder().driver(driver).open();
    DRIVERS.put(k, driver);
    boolean faults = false;
    try {
      CASES.get(name).run(k, k.kernel(PlantedFaults.class, name));
    } catch (DriverException e) {
      faults = true;
    } finally {
      DRIVERS.remove(k);
      k.close();
    }
    Set<String> found = new TreeSet<>();
    for (SimFinding finding : driver.findings()) {
      for (SimFinding.Side side : sides(finding)) {
        found.add(at(finding.kind(), side));
      }
    }
    found.removeAll(maybe);
    assertThat(found).as("%s", driver.findings()).isEqualTo(wanted);
    assertThat(faults && wanted.isEmpty()).as("a repaired kernel ran to its end").isFalse();
  }

  @Test
  void everyKernelIsRunAndEveryKindIsPlanted() throws IOException {
    Map<String, Map<Integer, String>> marks = marks();
    assertThat(CASES.keySet()).containsExactlyInAnyOrderElementsOf(marks.keySet());
    assertThat(marks.values().stream().filter(m -> !m.isEmpty()).count())
        .isGreaterThanOrEqualTo(25);
    Set<String> kinds = new TreeSet<>();
    marks.values().forEach(m -> m.values().forEach(v -> kinds.addAll(List.of(v.split(" ")))));
    for (SimFinding.Kind kind : SimFinding.Kind.values()) {
      // Java zeroes what it puts into local memory, so that one is planted in PTX.
      if (kind != SimFinding.Kind.UNINITIALISED_LOCAL) {
        assertThat(kinds).contains(kind.name());
      }
    }
  }
}
