package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.javac.JavaCheck;
import dev.ringkernel.compiler.pipeline.CompilerVersion;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code ringkernel}. */
@Command(
    name = "ringkernel",
    version = "ringkernel " + CompilerVersion.TEXT,
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "COMMAND",
    description = "Compiles annotated Java methods to PTX and runs them.",
    footer = {
      "",
      "Exit codes: 0 ok, 1 the input is wrong, 2 usage, 3 environment, 130 interrupted."
    })
public final class Main implements Runnable {
  /** In the order of the help text. */
  private static final Map<String, Supplier<Object>> COMMANDS = commands();

  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  /** For picocli. */
  public Main() {}

  private static Map<String, Supplier<Object>> commands() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("compile", CompileCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("doctor", DoctorCommand::new);
    commands.put("isa", IsaCommand::new);
    commands.put("intrinsics", IntrinsicsCommand::new);
    commands.put("explain", ExplainCommand::new);
    return commands;
  }

  /** Runs a command; ends the JVM unless the command left threads of the user's program running. */
  public static void main(String[] args) {
    // PTX and IR are UTF-8 whatever the console's encoding is.
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    if (args.length > 0 && (args[0].equals("compile") || args[0].equals("run"))) {
      JavaCheck.warmUp();
    }
    int code = run(args, out, err);
    out.flush();
    err.flush();
    if (code != Exit.OK.code()) {
      System.exit(code);
    }
  }

  /** Runs a command and returns its exit code. */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new Main());
    // A command is read by reflection, so those that were not asked for are left out.
    Supplier<Object> asked = args.length == 0 ? null : COMMANDS.get(args[0]);
    if (asked != null) {
      line.addSubcommand(args[0], asked.get());
    } else {
      COMMANDS.forEach((name, command) -> line.addSubcommand(name, command.get()));
    }
    line.setOut(out);
    line.setErr(err);
    line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, err));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    try {
      return line.execute(args);
    } finally {
      out.flush();
    }
  }

  private static int failed(Exception e, PrintWriter err) throws Exception {
    return switch (e) {
      case CommandException expected -> {
        err.println("ringkernel: " + expected.getMessage());
        yield expected.exit().code();
      }
      case UncheckedIOException io -> {
        err.println("ringkernel: " + io.getMessage() + ": " + reason(io));
        yield Exit.ENVIRONMENT.code();
      }
      default -> throw e;
    };
  }

  static String reason(Exception e) {
    Throwable cause = e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
    String kind = cause.getClass().getSimpleName();
    return cause.getMessage() == null ? kind : cause.getMessage() + " (" + kind + ")";
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
