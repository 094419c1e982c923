package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.diag.DiagnosticCode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringkernel explain}. */
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Explains a diagnostic, with the smallest source that has it.")
final class ExplainCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(paramLabel = "CODE", description = "Such as RK0101.")
  private String code = "";

  @Override
  public Integer call() {
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
