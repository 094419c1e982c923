package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.pipeline.PackageFolder;
import dev.ringkernel.ptx.sim.SimCheck;
import dev.ringkernel.ptx.sim.SimMemoryOrder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/**
 * {@code ringkernel run}. The program runs in this JVM, so that there is one start-up. Ctrl-C ends
 * the JVM through its shutdown hooks, of which the runtime's stops the resident kernel, with the
 * exit code 130 that the JVM gives.
 */
final class RunCommand implements Callable<Integer> {
  /** Read by the runtime where a system names no backend. */
  private static final String BACKEND = "ringkernel.backend";

  /** Read by the simulator. */
  private static final String SEED = "ringkernel.sim.seed";

  /** Read by the simulator. */
  private static final String CHECK = "ringkernel.sim.check";

  /** Written by the simulator: how much its checks have found. */
  private static final String FOUND = "ringkernel.sim-findings";

  /** Read by the simulator. */
  private static final String ORDER = "ringkernel.sim.order";

  private final PositionalParamSpec program = Syntax.needed("FILE|CLASS", "What to run.");
  private final PositionalParamSpec arguments =
      Syntax.rest("1..*", false, "ARGS", "Arguments of the program.");

  private final OptionSpec backend =
      Syntax.named(
          "--backend",
          "NAME",
          new BackendNames(),
          "Where actors run: ${COMPLETION-CANDIDATES} (default: auto).");

  private final OptionSpec seed =
      Syntax.value(
          "--seed",
          "N",
          Long.class,
          "With --backend sim: lanes, warps and blocks take turns by chance (default: in their order).");

  private final OptionSpec check =
      Syntax.value(
          "--check",
          "CHECK,…",
          String.class,
          "With --backend sim: what is looked for while kernels run: "
              + SimCheck.words()
              + ", or all; a finding makes the exit code 1.");
  private final MemoryOption memory =
      new MemoryOption(
          "With --backend sim: order of memory accesses, strong (default) or weak, as late as the PTX memory model allows.");

  private final OptionSpec explore =
      Syntax.value(
          "--explore",
          "N",
          Integer.class,
          "With --backend sim: runs main N times, each with another seed from --seed (default: 1) on, until one fails.");

  private final OptionSpec targets =
      Syntax.list(
          "--target",
          "sm_NN",
          String.class,
          "Architecture to compile for (default: sm_90); what the device needs else is composed when it starts.");

  private final SourceOptions sources = new SourceOptions();
  private final CommandSpec spec = command();

  private CommandSpec command() {
    CommandSpec command =
        Syntax.command(
            "run",
            this,
            "Compiles a source file and runs its main, or runs a class of the class path.");
    List.of(program, arguments).forEach(command::addPositional);
    List.of(backend, seed, check, memory.option(), explore, targets, sources.option())
        .forEach(command::addOption);
    return Syntax.withHelp(command);
  }

  /** Of one run. */
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    String chosen = backend.getValue();
    if (chosen != null) {
      System.setProperty(BACKEND, known(chosen.toLowerCase(Locale.ROOT)));
    }
    for (OptionSpec option : List.of(seed, memory.option(), explore, check)) {
      if (option.getValue() != null && (chosen == null || !chosen.equalsIgnoreCase("sim"))) {
        throw new ParameterException(
            spec.commandLine(), option.longestName() + " is for --backend sim only");
      }
    }
    Long chance = seed.getValue();
    if (chance != null) {
      System.setProperty(SEED, chance.toString());
    }
    String checks = check.getValue();
    if (checks != null) {
      try {
        System.setProperty(CHECK, SimCheck.text(SimCheck.parse(checks)));
      } catch (IllegalArgumentException e) {
        throw new ParameterException(spec.commandLine(), "--check: " + e.getMessage());
      }
    }
    SimMemoryOrder order = memory.order(spec);
    if (order != null) {
      System.setProperty(ORDER, order.name().toLowerCase(Locale.ROOT));
    }
    Integer runs = explore.getValue();
    if (runs != null && runs < 1) {
      throw new ParameterException(
          spec.commandLine(), "--explore takes at least 1 run, not " + runs);
    }
    List<Path> classPath = new ArrayList<>();
    String mainClass = program.getValue();
    if (mainClass.endsWith(".java")) {
      Environment.needCompiler();
      Path folder = temporaryFolder();
      mainClass = compile(mainClass, folder);
      classPath.add(folder);
    }
    classPath.addAll(sources.added());
    return runs == null
        ? start(mainClass, classPath)
        : explore(mainClass, classPath, chance == null ? 1 : chance, runs);
  }

  /** With one seed after the other, until the program fails with one. */
  private int explore(String mainClass, List<Path> classPath, long first, int runs) {
    for (int i = 0; i < runs; i++) {
      System.setProperty(SEED, Long.toString(first + i));
      int exit = start(mainClass, classPath);
      if (exit != Exit.OK.code()) {
        spec.commandLine()
            .getErr()
            .println("run " + (i + 1) + " fails; again with --seed " + (first + i));
        return exit;
      }
    }
    spec.commandLine().getOut().println(runs + " runs, none fails");
    return Exit.OK.code();
  }

  /** A name that the runtime knows; where none is there, the program's own has the word. */
  private String known(String name) {
    List<String> all = new BackendNames().list();
    if (!all.isEmpty() && !all.contains(name)) {
      throw new ParameterException(
          spec.commandLine(),
          "--backend: there is no '" + name + "'; there are " + String.join(", ", all));
    }
    return name;
  }

  private String compile(String program, Path folder) {
    PrintWriter err = spec.commandLine().getErr();
    InputFiles files = InputFiles.read(List.of(Path.of(program)));
    Build.Outcome built =
        new Build(files, sources, err)
            .run(CompileCommand.targets(spec, targets.getValue()), Set.of());
    Map<String, byte[]> all = new LinkedHashMap<>();
    built.javaClasses().forEach((name, bytes) -> all.put(name.replace('.', '/') + ".class", bytes));
    for (Build.Packed c : built.classes()) {
      c.files().files().forEach((name, text) -> all.put(name, PackageFolder.bytes(text)));
    }
    try {
      new PackageFolder(folder).write(all);
    } catch (IOException e) {
      throw new UncheckedIOException("folder " + folder + " cannot be written", e);
    }
    return mainClass(program, built.javaClasses(), files.units().getFirst().path());
  }

  /** The class of the file that has a main; the one named as the file first. */
  private static String mainClass(String program, Map<String, byte[]> classes, String unitPath) {
    String named = unitPath.substring(0, unitPath.length() - ".java".length()).replace('/', '.');
    List<String> found =
        classes.entrySet().stream()
            .filter(c -> MainMethod.in(c.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (found.contains(named)) {
      return named;
    }
    if (found.size() == 1) {
      return found.getFirst();
    }
    throw new CommandException(
        Exit.INPUT,
        program
            + (found.isEmpty()
                ? " has no class with 'public static void main(String[])'"
                : " has several classes with a main: " + String.join(", ", found)));
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("ringkernel");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "ringkernel-clean-up"));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      System.err.println("ringkernel: " + folder + " cannot be removed: " + Main.reason(e));
    }
  }

  private int start(String mainClass, List<Path> classPath) {
    ClassLoader loader = loader(classPath);
    Method main = main(mainClass, loader);
    Thread.currentThread().setContextClassLoader(loader);
    spec.commandLine().getOut().flush();
    try {
      List<String> given = arguments.getValue();
      main.invoke(null, (Object) given.toArray(String[]::new));
      return (Integer.getInteger(FOUND, 0) > 0 ? Exit.INPUT : Exit.OK).code();
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      thrown.printStackTrace(spec.commandLine().getErr());
      return Exit.INPUT.code();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("main was made accessible", e);
    }
  }

  private static ClassLoader loader(List<Path> classPath) {
    List<URL> urls = new ArrayList<>();
    for (Path path : classPath) {
      try {
        urls.add(path.toUri().toURL());
      } catch (MalformedURLException e) {
        throw new CommandException(
            Exit.INPUT, path + " cannot be on a class path: " + e.getMessage());
      }
    }
    // Open until the JVM ends: threads of the program may load classes after main has returned.
    return urls.isEmpty()
        ? RunCommand.class.getClassLoader()
        : new URLClassLoader(urls.toArray(URL[]::new), RunCommand.class.getClassLoader());
  }

  private static Method main(String mainClass, ClassLoader loader) {
    try {
      Method main =
          Class.forName(mainClass, false, loader).getDeclaredMethod("main", String[].class);
      if (!Modifier.isStatic(main.getModifiers())) {
        throw new CommandException(Exit.INPUT, mainClass + ".main is not static");
      }
      main.setAccessible(true);
      return main;
    } catch (ClassNotFoundException e) {
      throw new CommandException(
          Exit.INPUT,
          mainClass + " is neither a .java file nor a class on the class path (add it with -cp)");
    } catch (NoSuchMethodException e) {
      throw new CommandException(Exit.INPUT, mainClass + " has no main(String[])");
    }
  }
}
