package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxReader;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * CUDA C++ that nvcc compiled at {@code -O3} gives in the simulator what its header promises. The
 * corpus is {@code src/test/resources/cuda}, the table {@link ForeignKernels}.
 */
class ForeignKernelsTest {
  private static final Map<String, PtxModule> MODULES = new HashMap<>();

  /** They load plainly what others update atomically, and make up for it by a compare-and-swap. */
  private static final Set<String> RACY = Set.of("atomicsInt", "bfsStep");

  static Stream<ForeignKernel> kernels() {
    return ForeignKernels.ALL.stream();
  }

  private static synchronized PtxModule module(String target) throws IOException {
    PtxModule known = MODULES.get(target);
    if (known == null) {
      known = PtxReader.read("cuda-" + target + ".ptx", Nvcc.ptx(Nvcc.orSkip(), target));
      MODULES.put(target, known);
    }
    return known;
  }

  /** The kernel alone with what is no kernel, so that it is judged by itself. */
  private static PtxModule alone(PtxModule all, String entry) {
    return new PtxModule(
        all.version(),
        all.target(),
        all.lineInfo(),
        all.variables(),
        all.functions().stream()
            .filter(f -> f.kind() != PtxFunction.Kind.ENTRY || f.name().equals(entry))
            .toList(),
        all.aliases());
  }

  @Test
  void everyFileHasItsKernels() throws IOException {
    List<String> files = new ArrayList<>();
    for (String target : List.of("sm_90", "sm_90a")) {
      Nvcc.corpus(target).forEach(f -> files.add(f.getFileName().toString()));
    }
    assertThat(ForeignKernels.ALL)
        .extracting(k -> k.file() + ".cu")
        .containsAll(files)
        .hasSizeGreaterThanOrEqualTo(60);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void inOrder(ForeignKernel kernel) throws IOException {
    run(kernel, options(kernel));
  }

  /** The checks find nothing in kernels that are right. */
  @ParameterizedTest
  @MethodSource("kernels")
  void checked(ForeignKernel kernel) throws IOException {
    List<SimFinding> findings = new CopyOnWriteArrayList<>();
    run(kernel, options(kernel).withChecks(SimCheck.all()).withFindings(findings::add));
    if (RACY.contains(kernel.entry())) {
      assertThat(findings).isNotEmpty().allMatch(f -> f.kind() == SimFinding.Kind.RACE);
    } else {
      assertThat(findings).isEmpty();
    }
  }

  /** Translated code gives the same bits, and executes as many instructions. */
  @ParameterizedTest
  @MethodSource("kernels")
  void translated(ForeignKernel kernel) throws IOException {
    SimOptions options = options(kernel).withClock(SimClock.STEPS);
    Ran interpreted = run(kernel, options.withTranslation(SimTranslation.OFF));
    Ran translated = run(kernel, options.withTranslation(SimTranslation.ALL));
    assertThat(translated).usingRecursiveComparison().isEqualTo(interpreted);
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void byChance(ForeignKernel kernel) throws IOException {
    long seed = Long.getLong("seed", System.nanoTime());
    try {
      run(kernel, options(kernel).withSchedule(new SimSchedule.Random(seed)));
    } catch (AssertionError e) {
      throw new AssertionError("with -Dseed=" + seed + ": " + e.getMessage(), e);
    }
  }

  private static SimOptions options(ForeignKernel kernel) throws IOException {
    return SimOptions.of(Target.parse(target(kernel)));
  }

  private static String target(ForeignKernel kernel) throws IOException {
    return Nvcc.target(Nvcc.CORPUS.resolve(kernel.file() + ".cu"));
  }

  /** What a run left. */
  private record Ran(long instructions, List<byte[]> memory) {}

  private static Ran run(ForeignKernel kernel, SimOptions options) throws IOException {
    ForeignArgs expected = new ForeignArgs(kernel.arguments()).copy();
    kernel.reference().accept(expected);
    StringBuffer printed = new StringBuffer();
    Ran ran;
    try (Loaded sim =
        new Loaded(
            options.withOutput(printed::append), alone(module(target(kernel)), kernel.entry()))) {
      Object[] arguments = new Object[kernel.arguments().size()];
      for (int i = 0; i < arguments.length; i++) {
        Object given = kernel.arguments().get(i);
        arguments[i] = given instanceof Number ? given : buffer(sim, given);
      }
      SimLaunch launch = sim.run(kernel.entry(), kernel.grid(), arguments);
      ran = new Ran(launch.instructions(), new ArrayList<>());
      ForeignArgs actual = new ForeignArgs(kernel.arguments()).copy();
      for (int i = 0; i < arguments.length; i++) {
        if (!(kernel.arguments().get(i) instanceof Number)) {
          MemorySegment heap = ForeignArgs.heap(actual.values().get(i));
          heap.copyFrom(sim.memory((Long) arguments[i], heap.byteSize()));
          ran.memory().add(heap.toArray(ValueLayout.JAVA_BYTE));
          compare(
              kernel.entry() + ", argument " + i,
              actual.values().get(i),
              expected.values().get(i),
              kernel.tolerance());
        }
      }
    }
    List<String> lines = printed.toString().lines().sorted().toList();
    assertThat(lines)
        .isEqualTo(kernel.entry().equals("print") ? ForeignKernels.PRINTED : List.of());
    return ran;
  }

  private static long buffer(Loaded sim, Object array) {
    MemorySegment heap = ForeignArgs.heap(array);
    long at = sim.bytes(heap.byteSize());
    sim.memory(at, heap.byteSize()).copyFrom(heap);
    return at;
  }

  private static void compare(String what, Object actual, Object expected, double tolerance) {
    if (tolerance == 0 || expected instanceof int[]) {
      assertThat(actual).as(what).isEqualTo(expected);
      return;
    }
    for (int i = 0; i < Array.getLength(expected); i++) {
      double wanted = Array.getDouble(expected, i);
      double got = Array.getDouble(actual, i);
      assertThat(Math.abs(got - wanted))
          .as("%s, element %d: %s and not %s", what, i, got, wanted)
          .isLessThanOrEqualTo(tolerance * Math.max(1, Math.abs(wanted)));
    }
  }
}
