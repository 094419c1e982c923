package dev.ringkernel.compiler.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command {@code ringkernel}. */
public final class Main {
  /** In the order of the help text. */
  private static final Map<String, Supplier<CommandSpec>> COMMANDS = commands();

  private Main() {}

  private static Map<String, Supplier<CommandSpec>> commands() {
    Map<String, Supplier<CommandSpec>> commands = new LinkedHashMap<>();
    commands.put("compile", () -> new CompileCommand().spec());
    commands.put("run", () -> new RunCommand().spec());
    commands.put("exec", () -> new ExecCommand().spec());
    commands.put("doctor", () -> new DoctorCommand().spec());
    commands.put("isa", () -> new IsaCommand().spec());
    commands.put("intrinsics", () -> new IntrinsicsCommand().spec());
    commands.put("explain", () -> new ExplainCommand().spec());
    return commands;
  }

  private static CommandSpec ringkernel() {
    CommandSpec spec =
        Syntax.commands("ringkernel", "Compiles annotated Java methods to PTX and runs them.");
    spec.usageMessage()
        .synopsisSubcommandLabel("COMMAND")
        .footer(
            "", "Exit codes: 0 ok, 1 the input is wrong, 2 usage, 3 environment, 130 interrupted.");
    return Syntax.withHelp(spec);
  }

  /** Runs a command; ends the JVM unless the command left threads of the user's program running. */
  public static void main(String[] args) {
    // PTX and IR are UTF-8 whatever the console's encoding is.
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int code = run(args, out, err);
    out.flush();
    err.flush();
    if (code != Exit.OK.code()) {
      System.exit(code);
    }
  }

  /** Runs a command and returns its exit code. */
  public static int run(String[] args, PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(ringkernel());
    // The help lists all commands; else those that were not asked for are left out.
    Supplier<CommandSpec> asked = args.length == 0 ? null : COMMANDS.get(args[0]);
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
}
