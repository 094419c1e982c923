package dev.ringkernel.ptx.sim.litmus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes all litmus tests that one GPU and its host can run as one CUDA C++ file, which counts the
 * outcomes of millions of instances and prints them as JSON. What is the same for all tests stands
 * in {@code src/test/resources/litmus/gpu/harness.cu}.
 */
final class LitmusCuda {
  private static final Path HARNESS = Path.of("src/test/resources/litmus/gpu/harness.cu");

  private LitmusCuda() {}

  /** The tests that are in the file. */
  static List<LitmusTest> runnable(List<LitmusTest> tests) {
    List<LitmusTest> runnable = new ArrayList<>();
    for (LitmusTest test : tests) {
      if (CudaTest.obstacle(test.program()).isEmpty()) {
        runnable.add(test);
      }
    }
    return runnable;
  }

  /** The file. */
  static String text(List<LitmusTest> tests) {
    StringBuilder kernels = new StringBuilder();
    StringBuilder rows = new StringBuilder();
    int number = 0;
    for (LitmusTest test : runnable(tests)) {
      CudaTest cuda = new CudaTest(number++, test.program());
      kernels.append(cuda.code());
      rows.append(cuda.row());
    }
    try {
      return Files.readString(HARNESS).replace("// TESTS\n", kernels).replace("// TABLE\n", rows);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
