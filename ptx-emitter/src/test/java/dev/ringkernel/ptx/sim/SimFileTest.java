package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The corpus {@code src/test/resources/sim/*.ptx}. A file states in comments launches ({@link
 * RunLine}) and behind each what it does:
 *
 * <ul>
 *   <li>{@code // gives: N u32{…}}: argument N, a buffer, begins with this then;
 *   <li>{@code // prints: TEXT}: the kernel prints this, with {@code \n} for a new line;
 *   <li>{@code // fault: KIND TEXT}: the launch ends by this fault, whose text contains TEXT; all
 *       others end well.
 * </ul>
 *
 * Each launch is done in order, translated, by chance with several seeds, and on two threads.
 */
class SimFileTest {
  private static final Path CORPUS = Path.of("src/test/resources/sim");
  private static final Target TARGET = Target.parse("sm_90");

  /** A launch with what the file says of it. */
  private record Case(int line, RunLine run, List<String> gives, String prints, String fault) {}

  static Stream<String> files() throws IOException {
    try (Stream<Path> list = Files.list(CORPUS)) {
      return list
          .map(p -> p.getFileName().toString())
          .filter(n -> n.endsWith(".ptx"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void inOrder(String name) throws IOException {
    check(name, SimOptions.of(TARGET));
  }

  @ParameterizedTest
  @MethodSource("files")
  void countingSteps(String name) throws IOException {
    check(name, SimOptions.of(TARGET).withClock(SimClock.STEPS));
  }

  @ParameterizedTest
  @MethodSource("files")
  void translated(String name) throws IOException {
    check(name, SimOptions.of(TARGET).withTranslation(SimTranslation.ALL));
  }

  @ParameterizedTest
  @MethodSource("files")
  void byChance(String name) throws IOException {
    long first = Long.getLong("seed", System.nanoTime());
    for (long seed = first; seed < first + 4; seed++) {
      try {
        check(name, SimOptions.of(TARGET).withSchedule(new SimSchedule.Random(seed)));
      } catch (AssertionError e) {
        throw new AssertionError("with -Dseed=" + seed + ": " + e.getMessage(), e);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void onTwoThreads(String name) throws IOException {
    check(name, SimOptions.of(TARGET).withThreads(2));
  }

  private static void check(String name, SimOptions options) throws IOException {
    String text = Files.readString(CORPUS.resolve(name));
    PtxModule module = PtxReader.read(name, text);
    List<Case> cases = cases(text);
    assertThat(cases).as("runs of %s", name).isNotEmpty();
    for (Case c : cases) {
      run(name, module, options, c);
    }
  }

  private static void run(String name, PtxModule module, SimOptions options, Case c) {
    String where = name + ":" + c.line();
    StringBuffer printed = new StringBuffer();
    try (Loaded sim = new Loaded(options.withOutput(printed::append), module)) {
      long[] buffers = new long[c.run().arguments().size()];
      Object[] arguments = new Object[buffers.length];
      for (int i = 0; i < arguments.length; i++) {
        RunLine.Argument a = c.run().arguments().get(i);
        if (a.isBuffer()) {
          buffers[i] = sim.bytes(a.buffer());
        }
        arguments[i] = a.isBuffer() ? buffers[i] : a.number();
      }
      SimLaunch launch = sim.start(c.run().kernel(), c.run().grid(), arguments);
      Loaded.awaitEnd(launch);
      if (c.fault() == null) {
        assertThat(launch.fault()).as(where).isEmpty();
      } else {
        assertThat(launch.fault()).as(where).isPresent();
        SimFault fault = launch.fault().orElseThrow();
        String[] parts = c.fault().split(" ", 2);
        assertThat(fault.kind())
            .as("%s: %s", where, fault)
            .isEqualTo(SimFault.Kind.valueOf(parts[0]));
        assertThat(fault.toString()).as(where).contains(parts[1]);
      }
      for (String gives : c.gives()) {
        String[] parts = gives.split(" ", 2);
        byte[] expected = RunLine.bytes(parts[1]);
        int argument = Integer.parseInt(parts[0]);
        byte[] actual =
            sim.memory(buffers[argument], expected.length)
                .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        int bits = Integer.parseInt(parts[1].substring(1, parts[1].indexOf('{')));
        assertThat(words(actual, bits))
            .as("%s, argument %s", where, argument)
            .isEqualTo(words(expected, bits));
      }
      if (c.prints() != null) {
        assertThat(printed.toString()).as(where).isEqualTo(c.prints());
      }
    }
  }

  private static List<String> words(byte[] bytes, int bits) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    List<String> words = new ArrayList<>();
    while (in.hasRemaining()) {
      words.add(
          switch (bits) {
            case 8 -> Integer.toString(in.get());
            case 16 -> Integer.toString(in.getShort());
            case 32 -> Integer.toString(in.getInt());
            default -> Long.toHexString(in.getLong());
          });
    }
    return words;
  }

  private static List<Case> cases(String text) {
    List<Case> cases = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String[] parts = line.strip().split(": ", 2);
      if (parts[0].equals("// run")) {
        cases.add(new Case(number, RunLine.parse(parts[1]), new ArrayList<>(), null, null));
        continue;
      }
      if (cases.isEmpty()
          || !Arrays.asList("// gives", "// prints", "// fault").contains(parts[0])) {
        continue;
      }
      Case last = cases.removeLast();
      cases.add(
          switch (parts[0]) {
            case "// gives" -> {
              last.gives().add(parts[1].strip());
              yield last;
            }
            case "// prints" ->
                new Case(
                    last.line(),
                    last.run(),
                    last.gives(),
                    parts[1].replace("\\n", "\n"),
                    last.fault());
            default ->
                new Case(last.line(), last.run(), last.gives(), last.prints(), parts[1].strip());
          });
    }
    return cases;
  }
}
