package dev.ringkernel.ptx.check;

import dev.ringkernel.ptx.isa.Target;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * NVIDIA's PTX compiler library as JCuda carries it, in a child JVM: one for all modules of a call,
 * and another after each one that it did not survive.
 */
final class PtxCompilerChecker implements Checker {
  private static final String NAME = "nvPTXCompiler";
  private static final String MAIN_CLASS = "jcuda.nvptxcompiler.JNvPTXCompiler";
  private static final String LIBRARY = "libJNvPTXCompiler-12.6.0-linux-x86_64.so";
  private static final Duration LIMIT = Duration.ofSeconds(300);
  private static final int INLINED_AT_KILLS = 90;
  private static final Pattern INLINED_AT =
      Pattern.compile("^(\\s*\\.loc [^,\n]*),[^\n]*\\binlined_at\\b[^\n]*$", Pattern.MULTILINE);

  /** What is needed to start the child, or why it cannot be started. */
  private record Found(List<String> command, String obstacle) {
    static Found not(String obstacle) {
      return new Found(List.of(), obstacle);
    }
  }

  private final ClassLoader loader;
  private final Path cache;
  private @Nullable Found found;

  /**
   * Makes a checker.
   *
   * @param loader where JCuda is looked for
   * @param cache a folder of the user's, for the unpacked library
   */
  PtxCompilerChecker(ClassLoader loader, Path cache) {
    this.loader = loader;
    this.cache = cache;
  }

  private synchronized Found found() {
    var known = found;
    if (known == null) {
      known = find();
      found = known;
    }
    return known;
  }

  private Found find() {
    if (!System.getProperty("os.name", "").equals("Linux")
        || !System.getProperty("os.arch", "").equals("amd64")) {
      return Found.not("The compiler library is there for Linux on amd64 only.");
    }
    try {
      var jcuda = origin(Class.forName(MAIN_CLASS, false, loader));
      var own = origin(PtxCompilerProcess.class);
      if (jcuda == null || own == null) {
        return Found.not("The compiler's jars are not files, so no child JVM can load them.");
      }
      var library = loader.getResource("lib/" + LIBRARY);
      if (library == null) {
        return Found.not("The jar jcuda-natives for linux-x86_64 is not on the class path.");
      }
      return new Found(
          List.of(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-XX:TieredStopAtLevel=1",
              "-XX:+UseSerialGC",
              "-Xmx1g",
              "--enable-native-access=ALL-UNNAMED",
              "-Djava.library.path=" + unpack(library),
              "-cp",
              own + File.pathSeparator + jcuda,
              PtxCompilerProcess.class.getName()),
          "");
    } catch (ClassNotFoundException e) {
      return Found.not("JCuda is not on the class path.");
    } catch (IOException e) {
      return Found.not("The compiler library cannot be unpacked: " + e + ".");
    }
  }

  private static @Nullable Path origin(Class<?> type) {
    var source = type.getProtectionDomain().getCodeSource();
    if (source == null || !source.getLocation().getProtocol().equals("file")) {
      return null;
    }
    try {
      return Path.of(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("A class was loaded from " + source.getLocation(), e);
    }
  }

  /**
   * Unpacks the library once for each user, 24 MB. JCuda itself would do so into the temporary
   * folder, under a fixed name that anyone could have put there.
   */
  private Path unpack(URL library) throws IOException {
    var target = cache.resolve(LIBRARY);
    long size = library.openConnection().getContentLengthLong();
    if (!Files.exists(target) || Files.size(target) != size) {
      Files.createDirectories(cache);
      var part = Files.createTempFile(cache, LIBRARY, ".part");
      try (var in = library.openStream()) {
        Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
        // Replaces what another process put there meanwhile, with the same bytes.
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(part);
      }
    }
    return cache;
  }

  @Override
  public List<Outcome> assemble(List<PtxSource> sources, Path folder) {
    var command = found();
    if (command.command().isEmpty()) {
      var report = CheckerReport.notChecked(NAME, command.obstacle());
      return sources.stream().map(s -> new Outcome(report, null)).toList();
    }
    try {
      for (int i = 0; i < sources.size(); i++) {
        Files.writeString(folder.resolve(i + ".ptx"), digestible(sources.get(i)));
      }
      return assemble(command.command(), sources, folder);
    } catch (IOException e) {
      var report = CheckerReport.notChecked(NAME, "The child process does not run: " + e + ".");
      return sources.stream().map(s -> new Outcome(report, null)).toList();
    }
  }

  /**
   * The text without what kills the library: release 12.0 dies of {@code inlined_at} for sm_90. All
   * lines stay where they are, and each location keeps its innermost place.
   */
  private static String digestible(PtxSource source) {
    return Target.parse(source.target()).sm() < INLINED_AT_KILLS
        ? source.text()
        : INLINED_AT.matcher(source.text()).replaceAll("$1");
  }

  /** Runs a child, again and again until each module has an answer or has ended one. */
  static List<Outcome> assemble(List<String> java, List<PtxSource> sources, Path folder)
      throws IOException {
    var command = new ArrayList<>(java);
    command.add(folder.toAbsolutePath().toString());
    var outcomes = new Outcome[sources.size()];
    var open = new ArrayList<>(IntStream.range(0, sources.size()).boxed().toList());
    while (!open.isEmpty()) {
      Files.write(
          folder.resolve("requests"),
          open.stream().map(i -> i + " " + sources.get(i).target()).toList());
      var ended = ChildProcess.run(command, folder, LIMIT);
      for (int i : List.copyOf(open)) {
        if (Files.exists(folder.resolve(i + ".result"))) {
          outcomes[i] = outcome(folder, i);
          open.remove((Object) i);
        }
      }
      if (!open.isEmpty()) {
        // The first without an answer is the one that it did not survive.
        int lost = open.removeFirst();
        outcomes[lost] =
            new Outcome(
                CheckerReport.notChecked(
                    NAME, "The compiler's process " + ended.how() + ": " + tail(ended.output())),
                null);
        if (!Files.exists(folder.resolve("version"))) {
          // It did not even start: the others would fare no better.
          for (int i : open) {
            outcomes[i] = outcomes[lost];
          }
          open.clear();
        }
      }
    }
    return List.of(outcomes);
  }

  private static Outcome outcome(Path folder, int number) throws IOException {
    var name = NAME + " " + Files.readString(folder.resolve("version"));
    var result = Files.readString(folder.resolve(number + ".result"));
    var log = AssemblerLog.read(Files.readString(folder.resolve(number + ".log")));
    var cubin = folder.resolve(number + ".cubin");
    boolean succeeded = result.startsWith("0 ");
    var report = log.report(name, succeeded);
    if (report.verdict() == Verdict.FAILED && report.messages().isEmpty()) {
      report = CheckerReport.notChecked(name, name + " gave no reason but its result " + result);
    }
    return new Outcome(report, succeeded ? Files.readAllBytes(cubin) : null);
  }

  private static String tail(String output) {
    var lines = output.lines().toList();
    return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
  }
}
