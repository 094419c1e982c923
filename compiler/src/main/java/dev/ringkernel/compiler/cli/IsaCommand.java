package dev.ringkernel.compiler.cli;

import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code ringkernel isa}. */
final class IsaCommand implements Callable<Integer> {
  private final PositionalParamSpec given =
      Syntax.optional("PATTERN", "Only rows whose syntax or section contains this.");
  private final CommandSpec spec = command();

  private CommandSpec command() {
    return Syntax.withHelp(
        Syntax.command(
                "isa",
                this,
                "Lists the PTX instructions the emitter knows, with where each exists.")
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
