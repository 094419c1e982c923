package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.pipeline.JavaLines;
import dev.ringkernel.ptx.check.AssemblerCheck;
import dev.ringkernel.ptx.check.AssemblerMessage;
import dev.ringkernel.ptx.check.AssemblerReport;
import dev.ringkernel.ptx.check.CheckerReport;
import dev.ringkernel.ptx.check.PtxSource;
import dev.ringkernel.ptx.check.Verdict;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The assembler's part of {@code compile}: {@code --check} and cubins. */
final class Assembly {
  private final InputFiles files;

  Assembly(InputFiles files) {
    this.files = files;
  }

  /** Assembles all PTX and prints what was found; {@link Exit#INPUT} when some was refused. */
  Exit check(List<Build.Packed> classes, PrintWriter out) {
    List<PtxSource> sources = new ArrayList<>();
    for (Build.Packed c : classes) {
      c.files()
          .ptx()
          .forEach((target, text) -> sources.add(new PtxSource(c.compiled().name(), text, target)));
    }
    Exit exit = Exit.OK;
    List<AssemblerReport> reports = AssemblerCheck.onThisMachine().check(sources);
    for (int i = 0; i < reports.size(); i++) {
      AssemblerReport report = reports.get(i);
      out.print(report.summary());
      for (CheckerReport checker : report.checkers()) {
        print(checker.messages(), sources.get(i).text(), out);
      }
      exit = report.verdict() == Verdict.FAILED ? Exit.INPUT : exit;
    }
    return exit;
  }

  private void print(List<AssemblerMessage> messages, String ptx, PrintWriter out) {
    JavaLines lines = JavaLines.of(ptx);
    for (AssemblerMessage message : messages) {
      lines
          .at(message.line())
          .ifPresent(
              place ->
                  out.println(
                      files.shown(place.file()) + ":" + place.line() + ": " + message.text()));
    }
  }

  /** The device code of one PTX; ends the command where no assembler makes it. */
  byte[] cubin(Build.Packed c, String target, String ptx) {
    AssemblerCheck.Assembled result =
        AssemblerCheck.onThisMachine()
            .assemble(List.of(new PtxSource(c.compiled().name(), ptx, target)))
            .getFirst();
    return result
        .cubin()
        .orElseThrow(
            () ->
                new CommandException(
                    result.report().verdict() == Verdict.FAILED ? Exit.INPUT : Exit.ENVIRONMENT,
                    "no cubin for " + target + ":\n" + result.report().summary().stripTrailing()));
  }
}
