package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.diag.DiagnosticCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ringkernel explain}. */
final class ExplainCommand implements Callable<Integer> {
  private final PositionalParamSpec given = Syntax.needed("CODE", "Such as RK0101.");
  private final CommandSpec spec = command();

  private CommandSpec command() {
    return Syntax.withHelp(
        Syntax.command(
                "explain", this, "Explains a diagnostic, with the smallest source that has it.")
            .addPositional(given));
  }

  /** Of one run. */
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    String code = given.getValue();
    DiagnosticCode found =
        DiagnosticCode.of(code)
            .orElseThrow(
                () ->
                    new CommandException(
                        Exit.INPUT,
                        "'"
                            + code
                            + "' is not a diagnostic's code; codes run from "
                            + DiagnosticCode.values()[0].id()
                            + " to "
                            + DiagnosticCode.values()[DiagnosticCode.values().length - 1].id()));
    PrintWriter out = spec.commandLine().getOut();
    out.println(found.id() + ": " + found.message());
    out.println();
    out.println(found.explanation());
    out.println(found.wayOut());
    out.println();
    out.println("For example:");
    found.example().lines().forEach(line -> out.println(("    " + line).stripTrailing()));
    return Exit.OK.code();
  }
}
