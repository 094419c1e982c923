package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Prints where the values that {@code ptx-emitter/src/truth/run} brought back differ from the
 * meanings: {@code Differences FOLDER [MOST]}.
 */
public final class Differences {
  private Differences() {}

  /**
   * The values of one result of a case, as the hardware gave them.
   *
   * @param theCase what was run
   * @param result its index
   * @param values one for each input vector
   */
  record Recorded(Case theCase, int result, long[] values) {}

  /** The first argument is the folder, the second how many vectors to print for each case. */
  public static void main(String[] args) throws IOException {
    int most = args.length > 1 ? Integer.parseInt(args[1]) : 4;
    for (Recorded recorded : read(Path.of(args[0]))) {
      if (!recorded.theCase().approximate()) {
        print(System.out, recorded, most);
      }
    }
  }

  /** All that {@code raw.txt} lists. */
  static List<Recorded> read(Path folder) throws IOException {
    Map<String, Case> cases = new HashMap<>();
    Case.all().forEach(c -> cases.put(c.name(), c));
    List<Recorded> all = new ArrayList<>();
    try (InputStream in =
        new GZIPInputStream(Files.newInputStream(folder.resolve("raw.bin.gz")), 1 << 16)) {
      DataInputStream data = new DataInputStream(in);
      for (String line : Files.readAllLines(folder.resolve("raw.txt"))) {
        String[] words = line.split(" ", 5);
        Case theCase = cases.get(words[4]);
        if (theCase == null) {
          throw new IOException(folder + "/raw.txt has a case that is none now: " + words[4]);
        }
        int bytes = Integer.parseInt(words[1]);
        long[] values = new long[Integer.parseInt(words[2])];
        for (int i = 0; i < values.length; i++) {
          values[i] = littleEndian(data, bytes);
        }
        all.add(new Recorded(theCase, Integer.parseInt(words[3]), values));
      }
    }
    return all;
  }

  private static long littleEndian(DataInputStream in, int bytes) {
    try {
      long value = 0;
      for (int i = 0; i < bytes; i++) {
        value |= (long) in.readUnsignedByte() << (8 * i);
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void print(PrintStream out, Recorded recorded, int most) {
    Case theCase = recorded.theCase();
    long[] expected = theCase.expected(recorded.result());
    int differing = 0;
    for (int i = 0; i < expected.length; i++) {
      if (expected[i] != recorded.values()[i] && differing++ < most) {
        List<String> inputs = new ArrayList<>();
        List<Operand> variables = theCase.variables();
        for (int slot = 0; slot < variables.size(); slot++) {
          inputs.add("%x".formatted(theCase.inputs().value(slot, i)));
        }
        out.printf(
            Locale.ROOT,
            "  (%s) is %x, not %x%n",
            String.join(", ", inputs),
            recorded.values()[i],
            expected[i]);
      }
    }
    if (differing > 0) {
      out.printf(
          Locale.ROOT,
          "%s result %d: %d of %d%n",
          theCase.name(),
          recorded.result(),
          differing,
          expected.length);
    }
  }
}
