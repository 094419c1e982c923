package dev.ringkernel.compiler.cli;

import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.sim.Exploration;
import dev.ringkernel.ptx.sim.SimCheck;
import dev.ringkernel.ptx.sim.SimClock;
import dev.ringkernel.ptx.sim.SimException;
import dev.ringkernel.ptx.sim.SimLimits;
import dev.ringkernel.ptx.sim.SimMemoryOrder;
import dev.ringkernel.ptx.sim.SimOptions;
import dev.ringkernel.ptx.sim.SimSchedule;
import dev.ringkernel.ptx.sim.launch.DescribedLaunch;
import dev.ringkernel.ptx.sim.launch.LaunchDescription;
import dev.ringkernel.ptx.sim.launch.LaunchException;
import dev.ringkernel.ptx.sim.launch.LaunchReport;
import dev.ringkernel.ptx.sim.launch.Result;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxReader;
import dev.ringkernel.ptx.text.PtxSyntaxException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;

/** {@code ringkernel exec}. */
final class ExecCommand implements Callable<Integer> {
  private static final String[] FOOTER = {
    "",
    "Arguments, in the order of the kernel's parameters:",
    "  u32:5                             a number by value",
    "  value f32[3]:1,2,3                a structure by value",
    "  f32[1024]:iota                    memory that the kernel reads, by its address",
    "  out u32[64]                       zeroed memory, printed at the end",
    "  out u32[4] == 1,2,3,4             the same, compared",
    "  inout f32[8]:1 == 2 within 1e-6   filled first, compared with a tolerance",
    "Types: u, s and b of 8, 16, 32 and 64; f16, bf16, f32, f64.",
    "Contents: zero; a number for all; numbers with commas; iota; iota(START, STEP); random(SEED); @FILE.",
    "",
    "NAME.launch beside NAME.ptx says the same without dashes, one a line, # for comments:",
    "  entry saxpy",
    "  grid 4",
    "  block 256",
    "  arg f32[1000]:iota",
    "",
    "Exit codes: 0 it ran and all is as expected; 1 it is not, a check found something, or the",
    "input is wrong."
  };

  /** Of an explored schedule. */
  private static final int DEVIATIONS = 2;

  private final PositionalParamSpec file = Syntax.needed("FILE", "PTX text.");
  private final OptionSpec launch =
      Syntax.value(
          "--launch",
          "FILE",
          String.class,
          "The launch as a file (default: NAME.launch beside NAME.ptx, if it is there).");
  private final OptionSpec entry =
      Syntax.value("--entry", "NAME", String.class, "The kernel, where there are several.");
  private final OptionSpec grid =
      Syntax.value("--grid", "X[,Y[,Z]]", String.class, "Blocks (default: 1).");
  private final OptionSpec block =
      Syntax.value(
          "--block",
          "X[,Y[,Z]]",
          String.class,
          "Threads of a block (default: what the kernel requires, else 32).");
  private final OptionSpec cluster =
      Syntax.value("--cluster", "X[,Y[,Z]]", String.class, "Blocks of a cluster.");
  private final OptionSpec shared =
      Syntax.value("--shared", "BYTES", String.class, "Dynamic shared memory of a block.");
  private final OptionSpec cooperative =
      Syntax.flag("--cooperative", "All blocks are resident at once.");
  private final OptionSpec arguments =
      Syntax.repeated(
          "--arg", "ARGUMENT", "The next argument, see below; these replace those of the file.");
  private final OptionSpec globals =
      Syntax.repeated(
          "--global", "NAME=ARGUMENT", "What a variable holds before and shall hold after.");
  private final OptionSpec target =
      Syntax.value(
          "--target",
          "sm_NN",
          String.class,
          "Architecture of the simulated device (default: that of the file).");
  private final OptionSpec sms =
      Syntax.value("--sms", "N", Integer.class, "Its multiprocessors (default: 4).");
  private final OptionSpec threads =
      Syntax.value("--threads", "N", Integer.class, "Threads it runs on (default: 1).");
  private final OptionSpec seed =
      Syntax.value(
          "--seed",
          "N",
          Long.class,
          "Lanes, warps and blocks take turns by chance (default: in their order).");
  private final OptionSpec check =
      Syntax.value(
          "--check",
          "CHECK,…",
          String.class,
          "What is looked for while it runs: " + SimCheck.words() + ", or all.");
  private final MemoryOption memory =
      new MemoryOption(
          "Order of memory accesses: strong, as they are executed (default), or weak, as late as the PTX memory model allows.");
  private final OptionSpec explore =
      Syntax.value(
          "--explore",
          "N",
          Integer.class,
          "Runs it up to N times, each under another schedule, until one fails.");
  private final OptionSpec schedule =
      Syntax.value(
          "--schedule", "CHOICES", String.class, "Runs it under a schedule that --explore named.");
  private final OptionSpec limit =
      Syntax.value(
          "--limit",
          "SECONDS",
          Integer.class,
          "A kernel that takes longer is ended (default: 60).");
  private final OptionSpec show =
      Syntax.value("--show", "N", Integer.class, "Values printed of each result (default: 64).");

  private final CommandSpec spec = command();

  private CommandSpec command() {
    CommandSpec command =
        Syntax.command(
            "exec",
            this,
            "Runs a kernel of a PTX file on the simulator, with arguments given as text.");
    command.addPositional(file);
    List.of(launch, entry, grid, block, cluster, shared, cooperative, arguments, globals)
        .forEach(command::addOption);
    List.of(target, sms, threads, seed, check, memory.option(), explore, schedule, limit, show)
        .forEach(command::addOption);
    command.usageMessage().footer(FOOTER);
    return Syntax.withHelp(command);
  }

  /** Of one run. */
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    String name = file.getValue();
    Path path = Path.of(name);
    PtxModule module = module(path);
    LaunchDescription description = description(path);
    Integer seconds = limit.getValue();
    Duration most = Duration.ofSeconds(seconds == null ? 60 : seconds);
    try {
      SimOptions options = options(module);
      Integer runs = explore.getValue();
      return runs == null
          ? report(DescribedLaunch.run(module, description, options, most), most).code()
          : explore(module, description, options, most, runs).code();
    } catch (LaunchException | SimException e) {
      throw new CommandException(Exit.INPUT, path + ": " + e.getMessage());
    } catch (InterruptedException e) {
      throw new CommandException(Exit.INTERRUPTED, "interrupted");
    }
  }

  /** Until a run fails, or all that may be have been. */
  private Exit explore(
      PtxModule module, LaunchDescription description, SimOptions options, Duration most, int runs)
      throws InterruptedException {
    Exploration exploration = exploration(runs);
    Optional<SimSchedule.Explore> next = exploration.next();
    while (next.isPresent()) {
      SimSchedule.Explore chosen = next.get();
      LaunchReport report =
          DescribedLaunch.run(
              module,
              description,
              options.withSchedule(chosen),
              most,
              machine -> exploration.ran(chosen, machine));
      if (!report.good()) {
        spec.commandLine()
            .getErr()
            .println("run " + exploration.runs() + " fails; again by --schedule " + chosen);
        return report(report, most);
      }
      next = exploration.next();
    }
    spec.commandLine()
        .getOut()
        .println(
            exploration.runs()
                + " runs, none fails"
                + (exploration.complete()
                    ? ": all with at most " + DEVIATIONS + " deviations"
                    : ""));
    return Exit.OK;
  }

  private Exploration exploration(int runs) {
    try {
      return new Exploration(runs, DEVIATIONS);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), "--explore: " + e.getMessage());
    }
  }

  private static PtxModule module(Path path) {
    try {
      return PtxReader.read(path.toString(), Files.readString(path));
    } catch (PtxSyntaxException e) {
      throw new CommandException(Exit.INPUT, "the PTX cannot be read\n" + e.getMessage());
    } catch (IOException e) {
      throw new CommandException(Exit.INPUT, path + " cannot be read: " + Main.reason(e));
    }
  }

  private LaunchDescription description(Path path) {
    LaunchDescription description = ofFile(path);
    for (OptionSpec option : List.of(entry, grid, block, cluster, shared)) {
      String value = option.getValue();
      if (value != null) {
        say(description, option, value);
      }
    }
    if (cooperative.<Boolean>getValue()) {
      say(description, cooperative, "");
    }
    List<String> given = arguments.getValue();
    if (!given.isEmpty()) {
      description.clearArguments();
      given.forEach(text -> say(description, arguments, text));
    }
    globals.<List<String>>getValue().forEach(text -> say(description, globals, text));
    return description;
  }

  private LaunchDescription ofFile(Path path) {
    String named = launch.getValue();
    Path from = named == null ? beside(path) : Path.of(named);
    try {
      return from == null ? new LaunchDescription() : LaunchDescription.read(from);
    } catch (LaunchException e) {
      throw new CommandException(Exit.INPUT, e.getMessage());
    }
  }

  private static @Nullable Path beside(Path path) {
    String name = path.getFileName().toString();
    int dot = name.lastIndexOf('.');
    Path beside = path.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".launch");
    return Files.exists(beside) ? beside : null;
  }

  /** An option is a statement of the description. */
  private static void say(LaunchDescription description, OptionSpec option, String rest) {
    try {
      description.say(option.longestName().substring(2), rest);
    } catch (LaunchException e) {
      throw new CommandException(Exit.USAGE, option.longestName() + ": " + e.getMessage());
    }
  }

  private SimOptions options(PtxModule module) {
    PrintWriter out = spec.commandLine().getOut();
    String architecture = target.getValue();
    Integer count = sms.getValue();
    Integer parallel = threads.getValue();
    Long chance = seed.getValue();
    String checks = check.getValue();
    SimMemoryOrder order = memory.order(spec);
    String choices = schedule.getValue();
    boolean explores = choices != null || explore.getValue() != null;
    if (explores && chance != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--seed is for schedules by chance, not with --explore or --schedule");
    }
    try {
      SimLimits limits =
          SimLimits.of(architecture == null ? module.target() : Target.parse(architecture));
      SimOptions options =
          SimOptions.of(limits.target())
              .withDevices(1, count == null ? limits : limits.withSms(count))
              .withThreads(parallel == null ? 1 : parallel)
              .withChecks(SimCheck.parse(checks == null ? "" : checks))
              .withOutput(out::print);
      options = options.withMemory(order == null ? SimMemoryOrder.STRONG : order);
      if (explores) {
        options =
            options
                .withClock(SimClock.STEPS)
                .withSchedule(SimSchedule.Explore.parse(choices == null ? "plain" : choices));
      }
      return chance == null ? options : options.withSchedule(new SimSchedule.Random(chance));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }

  private Exit report(LaunchReport report, Duration most) {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter err = spec.commandLine().getErr();
    report.findings().forEach(finding -> err.println("ringkernel: " + finding));
    if (report.timedOut()) {
      throw new CommandException(
          Exit.INPUT,
          report.kernel()
              + " was ended after "
              + most.toSeconds()
              + " s (--limit), in which its threads executed "
              + report.instructions()
              + " instructions");
    }
    if (report.fault() != null) {
      throw new CommandException(Exit.INPUT, report.fault().toString());
    }
    Integer shown = show.getValue();
    for (Result result : report.results()) {
      result.lines(shown == null ? 64 : shown).forEach(out::println);
    }
    return report.good() ? Exit.OK : Exit.INPUT;
  }
}
