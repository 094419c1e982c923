package dev.ringkernel.compiler.cli;

import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ringkernel isa}. */
@Command(
    name = "isa",
    mixinStandardHelpOptions = true,
    description = "Lists the PTX instructions the emitter knows, with where each exists.")
final class IsaCommand implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // set by picocli
  private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PATTERN",
      description = "Only rows whose syntax or section contains this.")
  private String pattern = "";

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    List<PtxRow> rows =
        PtxTable.rows().stream()
            .filter(r -> Pattern.matches(pattern, r.syntax(), r.section()))
            .toList();
    if (rows.isEmpty()) {
      throw new CommandException(
          Exit.INPUT, "no instruction contains '" + pattern + "'; 'ringkernel isa' lists all");
    }
    String section = "";
    for (PtxRow row : rows) {
      if (!row.section().equals(section)) {
        section = row.section();
        out.println("# " + section);
      }
      out.println(row.syntax());
      detail(out, row.where());
      detail(out, row.types());
      detail(out, row.since().isEmpty() ? "" : "since " + row.since());
      detail(out, rows.size() <= 8 ? row.manual() : "");
    }
    return Exit.OK.code();
  }

  private static void detail(PrintWriter out, String text) {
    if (!text.isEmpty()) {
      out.println("    " + text);
    }
  }
}
