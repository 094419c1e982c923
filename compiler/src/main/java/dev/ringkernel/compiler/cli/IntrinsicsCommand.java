package dev.ringkernel.compiler.cli;

import dev.ringkernel.device.IntrinsicsInventory;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ringkernel intrinsics}. */
final class IntrinsicsCommand implements Callable<Integer> {
  private final PositionalParamSpec given =
      Syntax.optional("PATTERN", "Only methods whose class, signature or PTX contains this.");
  private final CommandSpec spec = command();

  private CommandSpec command() {
    return Syntax.withHelp(
        Syntax.command(
                "intrinsics",
                this,
                "Lists the methods that device code may call, with the PTX each one becomes.")
            .addPositional(given));
  }

  /** Of one run. */
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    String pattern = given.getValue();
    PrintWriter out = spec.commandLine().getOut();
    List<IntrinsicsInventory.Entry> entries = IntrinsicsInventory.matching(pattern);
    if (entries.isEmpty()) {
      throw new CommandException(
          Exit.INPUT, "no method contains '" + pattern + "'; 'ringkernel intrinsics' lists all");
    }
    entries.forEach(e -> out.println(e.toLine().stripTrailing()));
    return Exit.OK.code();
  }
}
