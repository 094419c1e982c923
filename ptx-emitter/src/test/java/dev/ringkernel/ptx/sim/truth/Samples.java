package dev.ringkernel.ptx.sim.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Writes {@code sm_90-approx.txt} from what {@code ptx-emitter/src/truth/run} brought back: of each
 * approximate case the edge values, vectors at even distances, and those with the largest errors.
 */
public final class Samples {
  private static final int EDGES = 64;
  private static final int EVEN = 100;
  private static final int WORST = 24;

  private Samples() {}

  /** The arguments are the folder of the run, the file to write and its first remark. */
  public static void main(String[] args) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("# " + args[2] + ": vector=value of approximate forms");
    for (Differences.Recorded recorded : Differences.read(Path.of(args[0]))) {
      if (recorded.theCase().approximate()) {
        lines.add(line(recorded));
      }
    }
    Files.write(Path.of(args[1]), lines);
  }

  private static String line(Differences.Recorded recorded) {
    long[] values = recorded.values();
    TreeSet<Integer> chosen = new TreeSet<>();
    for (int i = 0; i < EDGES; i++) {
      chosen.add(i);
    }
    for (int i = 0; i < EVEN; i++) {
      chosen.add((int) ((long) i * values.length / EVEN));
    }
    double[] errors = new double[values.length];
    for (int i = 0; i < errors.length; i++) {
      errors[i] = error(recorded, i);
    }
    IntStream.range(0, errors.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> -errors[i]))
        .limit(WORST)
        .forEach(chosen::add);
    StringBuilder out = new StringBuilder(recorded.theCase().name()).append(":");
    for (int i : chosen) {
      out.append(' ').append(i).append('=').append(Long.toHexString(values[i]));
    }
    return out.toString();
  }

  private static double error(Differences.Recorded recorded, int vector) {
    Case theCase = recorded.theCase();
    Errors errors = new Errors(theCase);
    double worst = 0;
    for (int lane = 0; lane < Errors.lanes(theCase); lane++) {
      double error = errors.of(theCase.vector(vector), recorded.values()[vector], lane).orElse(0);
      worst = Math.max(worst, error);
    }
    return worst;
  }
}
