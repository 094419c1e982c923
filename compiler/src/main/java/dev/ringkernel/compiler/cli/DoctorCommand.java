package dev.ringkernel.compiler.cli;

import dev.ringkernel.ptx.service.DeviceReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code ringkernel doctor}. */
final class DoctorCommand implements Callable<Integer> {
  private final CommandSpec spec =
      Syntax.withHelp(
          Syntax.command(
              "doctor",
              this,
              "Says what there is to run on: JDK, driver, devices, and what each feature would do here."));

  /** Of one run. */
  CommandSpec spec() {
    return spec;
  }

  @Override
  public Integer call() {
    List<DeviceReport.Row> rows = new ArrayList<>();
    for (DeviceReport report : ServiceLoader.load(DeviceReport.class)) {
      rows.addAll(report.examine());
    }
    if (rows.isEmpty()) {
      throw new CommandException(
          Exit.ENVIRONMENT,
          "nothing here can look at devices: ringkernel-runtime is not on the class path. Start"
              + " ./ringkernel of a checkout or bin/ringkernel of a bundle");
    }
    PrintWriter out = spec.commandLine().getOut();
    int answers = width(rows.stream().map(r -> word(r.answer())).toList());
    int subjects = width(rows.stream().map(DeviceReport.Row::subject).toList());
    for (DeviceReport.Row row : rows) {
      out.println(
          pad(word(row.answer()), answers)
              + "  "
              + pad(row.subject(), subjects)
              + "  "
              + row.reason().replace("\n", "\n" + " ".repeat(answers + subjects + 4)));
    }
    return Exit.OK.code();
  }

  private static String word(DeviceReport.Answer answer) {
    return answer.name().toLowerCase(Locale.ROOT);
  }

  static int width(List<String> texts) {
    return texts.stream().mapToInt(String::length).max().orElse(0);
  }

  static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}
