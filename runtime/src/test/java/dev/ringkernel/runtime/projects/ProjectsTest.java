package dev.ringkernel.runtime.projects;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.PackageException;
import dev.ringkernel.runtime.ActorSystem;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whole user projects: compiled as a user would, run on the CPU backend as a user would. */
@Timeout(120)
class ProjectsTest {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private static final String LOSSY =
      """
      import dev.ringkernel.api.GlobalKernel;
      import dev.ringkernel.device.Dim3;
      import dev.ringkernel.device.Grid;
      import dev.ringkernel.runtime.Kernels;

      public final class Lossy {
        @GlobalKernel
        static void count(int[] sums, int apart) {
          int i = apart * Grid.threadIdxX();
          sums[i] = sums[i] + 1;
        }

        public static void main(String[] arguments) throws Exception {
          try (Kernels kernels = Kernels.open(); var sums = kernels.array(int[].class, 32)) {
            kernels.kernel(Lossy.class, "count")
                .run(Dim3.of(1), Dim3.of(32), sums, arguments.length);
            int sum = 0;
            for (int each : sums.toArray()) {
              sum += each;
            }
            if (sum != 32) {
              throw new IllegalStateException("lost " + (32 - sum));
            }
          }
        }
      }
      """;

  private static final String COUNTER =
      """
      package a;

      import dev.ringkernel.api.ActorRef;
      import dev.ringkernel.api.RingKernel;
      import dev.ringkernel.api.RingMessage;
      import dev.ringkernel.runtime.ActorSystem;
      import java.util.concurrent.TimeUnit;

      public final class Counter {
        @RingMessage
        record Add(long amount) {}

        @RingMessage
        record Total(long value) {}

        private long total;

        @RingKernel
        Total add(Add m) {
          total += Helper.twice(m.amount());
          return new Total(total);
        }

        public static void main(String[] args) throws Exception {
          try (var system = ActorSystem.builder().backend("cpu").build()) {
            ActorRef<Counter> counter = system.spawn(Counter.class);
            counter.tell(new Add(5));
            System.setProperty("a.answer", "" + counter.ask(new Add(7), Total.class).get(20, TimeUnit.SECONDS));
            System.out.println(System.getProperty("a.answer"));
            if (args.length > 0) {
              Thread.sleep(60_000);
            }
          }
        }
      }
      """;

  private static final String HELPER =
      """
      package a;

      final class Helper {
        static long twice(long x) {
          return 2 * x;
        }
      }
      """;

  private static final String OTHER =
      """
      package b;

      import dev.ringkernel.api.RingKernel;
      import dev.ringkernel.api.RingMessage;

      public final class Negate {
        @RingMessage
        public record Number(int value) {}

        @RingKernel
        Number negate(Number m) {
          return new Number(-m.value());
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void aProcessorOnItsPathPacksWhatRunsOnTheClassPath() throws Exception {
    Path classes = compile("app", List.of(), true, COUNTER, HELPER);
    assertThat(run(classes)).isEqualTo("Total[value=24]");
  }

  @Test
  void aJarCompiledWithoutTheProcessorIsRefusedAtSpawnWithBothWaysOut() throws Exception {
    Path classes = compile("app", List.of(), false, COUNTER, HELPER);
    assertThatThrownBy(() -> run(jar("app.jar", classes)))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("a.Counter: has no compiled kernel")
        .hasMessageContaining("-processorpath")
        .hasMessageContaining("ringkernel-maven-plugin");
  }

  @Test
  void aKernelIsStaleWhenAHelperInItHasChanged() throws Exception {
    Path classes = compile("app", List.of(), true, COUNTER, HELPER);
    compile("app", List.of(), false, COUNTER, HELPER.replace("2 * x", "3 * x"));
    assertThatThrownBy(() -> run(classes))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("its kernel is stale: the code of a.Helper was compiled into it");
    compile("app", List.of(), false, COUNTER, "// moved\n" + HELPER);
    assertThat(run(classes)).isEqualTo("Total[value=24]");
  }

  @Test
  void twoJarsMergeIntoOne() throws Exception {
    Path first = compile("first", List.of(), true, COUNTER, HELPER);
    Path second = compile("second", List.of(), true, OTHER);
    Path fat = jar("fat.jar", first, second);
    assertThat(run(fat)).isEqualTo("Total[value=24]");
    try (var loader = loader(fat);
        var system = ActorSystem.builder().backend("cpu").build()) {
      Class<?> negate = loader.loadClass("b.Negate");
      Class<?> counter = loader.loadClass("a.Counter");
      assertThat(KernelPackage.load(negate).manifest().className()).isEqualTo("b.Negate");
      ActorRef<?> actor = system.spawn(negate);
      assertThat(system.spawn(counter).id()).isNotEqualTo(actor.id());
      Class<? extends Record> number = loader.loadClass("b.Negate$Number").asSubclass(Record.class);
      Record five = number.getConstructor(int.class).newInstance(5);
      assertThat(actor.ask(five, number).get(20, TimeUnit.SECONDS).toString())
          .isEqualTo("Number[value=-5]");
    }
  }

  @Test
  void aDamagedPackageIsRefusedByItsFile() throws Exception {
    Path classes = compile("app", List.of(), true, COUNTER, HELPER);
    Path ptx = classes.resolve("META-INF/ringkernel/a.Counter/sm_90.ptx");
    Files.writeString(ptx, Files.readString(ptx).replace("rk_main", "rk_made"));
    assertThatThrownBy(() -> run(classes))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("META-INF/ringkernel/a.Counter/sm_90.ptx: has digest ");
    Path manifest = classes.resolve("META-INF/ringkernel/a.Counter/manifest.json");
    Files.writeString(manifest, "{");
    assertThatThrownBy(() -> run(classes))
        .isInstanceOf(PackageException.class)
        .hasMessageContaining("a.Counter/manifest.json: is not JSON");
  }

  @Test
  void theCommandLinePacksTheSameBytesAsTheProcessor() throws Exception {
    Path classes = compile("app", List.of("-Aringkernel.targets=sm_80"), true, COUNTER, HELPER);
    Path out = folder.resolve("cli");
    Child cli =
        java(
            List.of("-cp", CLASS_PATH),
            List.of(
                "dev.ringkernel.compiler.cli.Main",
                "compile",
                folder.resolve("app-src").toString(),
                "--target",
                "sm_80",
                "-o",
                out.toString()));
    assertThat(cli.exit()).as(cli.output()).isZero();
    for (String name : List.of("manifest.json", "kernel.ir", "sm_80.ptx")) {
      Path file = Path.of("META-INF/ringkernel/a.Counter").resolve(name);
      assertThat(out.resolve(file)).hasSameTextualContentAs(classes.resolve(file));
    }
  }

  @Test
  void aProjectOfModulesIsCompiledAndRunOnTheModulePath() throws Exception {
    String module =
        """
        module app {
          requires dev.ringkernel.runtime;

          opens a to
              dev.ringkernel.runtime;
        }
        """;
    String path = modules();
    Path classes = compile("app", List.of("-p", path), true, module, COUNTER, HELPER);
    Child child =
        java(List.of("-p", path + File.pathSeparator + classes), List.of("-m", "app/a.Counter"));
    assertThat(child.exit()).as(child.output()).isZero();
    assertThat(child.output()).contains("Total[value=24]");
  }

  @Test
  void runsAreExploredUntilOneFailsWhichCanBeRepeated() throws Exception {
    Path source = Files.writeString(folder.resolve("Lossy.java"), LOSSY);
    List<String> run =
        List.of("dev.ringkernel.compiler.cli.Main", "run", source.toString(), "--backend", "sim");
    List<String> options = List.of("--enable-native-access=ALL-UNNAMED", "-cp", CLASS_PATH);
    Child all = java(options, with(run, "--explore", "40"));
    assertThat(all.exit()).as(all.output()).isNotZero();
    Matcher fails =
        Pattern.compile("run (\\d+) fails; again with --seed (\\d+)").matcher(all.output());
    assertThat(fails.find()).as(all.output()).isTrue();
    assertThat(fails.group(1)).isEqualTo(fails.group(2));
    Child again = java(options, with(run, "--seed", fails.group(2)));
    assertThat(again.exit()).as(again.output()).isEqualTo(all.exit());
    Child sound = java(options, with(run, "--explore", "2", "--", "sound"));
    assertThat(sound.exit()).as(sound.output()).isZero();
    assertThat(sound.output()).contains("2 runs, none fails");
  }

  private static List<String> with(List<String> words, String... more) {
    return Stream.concat(words.stream(), Stream.of(more)).toList();
  }

  @Test
  void anInterruptedRunStopsAndExitsWith130() throws Exception {
    // A shell's background job ignores the signal, and its children do with it.
    assumeThat(signalsAreIgnored()).as("SIGINT is ignored here").isFalse();
    Path source = folder.resolve("run/a");
    Files.createDirectories(source);
    Files.writeString(source.resolve("Counter.java"), COUNTER);
    Files.writeString(source.resolve("Helper.java"), HELPER);
    List<String> command =
        new ArrayList<>(List.of(javaBinary(), "--enable-native-access=ALL-UNNAMED"));
    command.addAll(
        List.of(
            "-cp",
            CLASS_PATH,
            "dev.ringkernel.compiler.cli.Main",
            "run",
            source.resolve("Counter.java").toString(),
            "--backend",
            "cpu",
            "--",
            "wait"));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
      String line = lines.readLine();
      while (line != null && line.startsWith("ringkernel: ")) {
        line = lines.readLine(); // progress, which a slow machine gets to see
      }
      assertThat(line).isEqualTo("Total[value=24]");
      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(130);
    } finally {
      process.destroyForcibly();
    }
  }

  private static boolean signalsAreIgnored() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(l -> l.startsWith("SigIgn:"))
        .anyMatch(l -> (Long.parseUnsignedLong(l.substring(7).trim(), 16) & 2) != 0);
  }

  // Compiling.

  private Path compile(String name, List<String> options, boolean packing, String... sources)
      throws IOException {
    Path root = Files.createDirectories(folder.resolve(name + "-src"));
    Path classes = Files.createDirectories(folder.resolve(name));
    List<Path> files = new ArrayList<>();
    for (String source : sources) {
      files.add(write(root, source));
    }
    List<String> all =
        new ArrayList<>(List.of("-d", classes.toString(), "-sourcepath", root.toString()));
    all.addAll(packing ? List.of("-processorpath", CLASS_PATH) : List.of("-proc:none"));
    if (!options.contains("-p")) {
      all.addAll(List.of("-cp", CLASS_PATH));
    }
    all.addAll(options);
    files.forEach(f -> all.add(f.toString()));
    StringWriter out = new StringWriter();
    PrintWriter writer = new PrintWriter(out);
    int status =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(writer, writer, all.toArray(String[]::new));
    assertThat(status).as(out.toString()).isZero();
    return classes;
  }

  private static Path write(Path root, String source) throws IOException {
    String place = "module-info.java";
    for (String line : source.lines().toList()) {
      if (line.startsWith("package ")) {
        place = line.substring(8, line.length() - 1).replace('.', '/') + "/";
      }
      int at = line.indexOf("final class ");
      if (at >= 0 && !line.startsWith(" ") && place.endsWith("/")) {
        place += line.substring(at + 12, line.indexOf(' ', at + 12)) + ".java";
      }
    }
    Path file = root.resolve(place);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, source);
  }

  private Path jar(String name, Path... folders) throws IOException {
    Path jar = folder.resolve(name);
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (Path classes : folders) {
        try (Stream<Path> all = Files.walk(classes)) {
          for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
            out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
            Files.copy(file, out);
          }
        }
      }
    }
    return jar;
  }

  // Running.

  private static URLClassLoader loader(Path place) throws IOException {
    return new URLClassLoader(
        new URL[] {place.toUri().toURL()}, ProjectsTest.class.getClassLoader());
  }

  private static String run(Path place) throws Exception {
    System.clearProperty("a.answer");
    try (var loader = loader(place)) {
      loader
          .loadClass("a.Counter")
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } catch (java.lang.reflect.InvocationTargetException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
    return System.getProperty("a.answer");
  }

  /** What a child process did. */
  private record Child(int exit, String output) {}

  private static Child java(List<String> options, List<String> main)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(javaBinary()));
    command.addAll(options);
    command.addAll(main);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (InputStream out = process.getInputStream()) {
      String output = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      return new Child(process.waitFor(), output);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String javaBinary() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** The places of the runtime's module and of those it requires. */
  private static String modules() throws URISyntaxException {
    List<Class<?>> anchors =
        List.of(
            ActorSystem.class,
            ActorRef.class,
            KernelPackage.class,
            dev.ringkernel.ir.Module.class,
            com.fasterxml.jackson.core.JsonFactory.class,
            org.jspecify.annotations.Nullable.class);
    List<String> places = new ArrayList<>();
    for (Class<?> anchor : anchors) {
      places.add(
          Path.of(anchor.getProtectionDomain().getCodeSource().getLocation().toURI()).toString());
    }
    return String.join(File.pathSeparator, places);
  }
}
