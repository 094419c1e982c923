package dev.ringkernel.ptx.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * Mutates the corpus and tries what comes out, text after text, each from a seed of its own.
 *
 * <p>The long run: {@code Fuzz SECONDS [SEED]} in the folder {@code ptx-emitter}.
 */
public final class Fuzz {
  /** The seed of the text that is being tried: for a failure that leaves no JVM to print it. */
  private static final Path CURRENT = Path.of("target/fuzz-seed");

  /** For one text, on a machine with much else to do. */
  private static final Duration HANG = Duration.ofMinutes(3);

  private final Corpus corpus;
  private final Map<Trial.End, Integer> ends = new EnumMap<>(Trial.End.class);
  private long texts;

  Fuzz() throws IOException {
    corpus = Corpus.load();
  }

  /** Runs for some seconds, from a seed; prints every failure, and ends with 1 if there was one. */
  public static void main(String[] args) throws IOException {
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    List<AssertionError> failures = new ArrayList<>();
    String counts = new Fuzz().run(Long.parseLong(args[0]), seed, failures::add);
    failures.forEach(f -> f.printStackTrace(System.out));
    System.out.println(counts + ", " + failures.size() + " failures");
    System.exit(failures.isEmpty() ? 0 : 1);
  }

  /** The text of a seed. */
  static String text(Corpus corpus, Random random) {
    return Mutation.several(corpus.draw(random), corpus, random);
  }

  /**
   * Tries texts from {@code seed} on.
   *
   * @param failure takes what {@link #one} throws
   * @return a sentence with the counts
   */
  String run(long seconds, long seed, Consumer<AssertionError> failure) throws IOException {
    Files.createDirectories(CURRENT.getParent());
    try (Arena arena = Arena.ofConfined();
        FileChannel file =
            FileChannel.open(
                CURRENT,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
      MemorySegment current = file.map(FileChannel.MapMode.READ_WRITE, 0, 8, arena);
      long end = System.nanoTime() + seconds * 1_000_000_000L;
      while (System.nanoTime() < end || texts == 0) {
        current.set(ValueLayout.JAVA_LONG, 0, seed + texts);
        try {
          one(seed + texts);
        } catch (AssertionError e) {
          failure.accept(e);
        }
        texts++;
      }
    }
    return texts + " texts from -Dptx.fuzz.seed=" + seed + ": " + ends;
  }

  /**
   * Tries the text of one seed.
   *
   * @throws AssertionError where it does not end well, with the seed and the text
   */
  void one(long seed) {
    Random random = new Random(seed);
    String text = text(corpus, random);
    try {
      for (Trial.End end : assertTimeoutPreemptively(HANG, () -> Trial.of(text, random))) {
        ends.merge(end, 1, Integer::sum);
      }
    } catch (Throwable t) {
      throw new AssertionError("-Dptx.fuzz.seed=" + seed + "\n" + text, t);
    }
  }

  long texts() {
    return texts;
  }

  /** How many texts came to such an end. */
  int count(Trial.End end) {
    return ends.getOrDefault(end, 0);
  }
}
