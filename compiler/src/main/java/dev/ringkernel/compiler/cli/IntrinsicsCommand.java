package dev.ringkernel.compiler.cli;

import dev.ringkernel.device.IntrinsicsInventory;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringkernel intrinsics}. */
@Command(
    name = "intrinsics",
    mixinStandardHelpOptions = true,
    description = "Lists the methods that device code may call, with the PTX each one becomes.")
final class IntrinsicsCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Only methods whose class, signature or PTX contains this.")
  private String pattern = "";

  @Override
  public Integer call() {
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
