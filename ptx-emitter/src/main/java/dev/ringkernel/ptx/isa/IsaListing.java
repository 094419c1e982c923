package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The instruction table as text: what {@code ringkernel isa [PATTERN]} prints, and the reference
 * page {@code specs/isa.md}.
 */
public final class IsaListing {
  private IsaListing() {}

  /**
   * The rows that {@code pattern} describes. Its first part is the start of an opcode, each further
   * part after a dot is a modifier that the row must know: {@code ld}, {@code ld.acquire}, {@code
   * atom.add.f64}. An empty pattern describes all rows.
   */
  public static List<PtxRow> rows(String pattern) {
    String[] parts = pattern.strip().toLowerCase(Locale.ROOT).split("[.\\s]+");
    List<PtxRow> found = new ArrayList<>();
    for (PtxRow row : PtxTable.rows()) {
      if (matches(row, parts)) {
        found.add(row);
      }
    }
    return found;
  }

  private static boolean matches(PtxRow row, String[] parts) {
    if (!row.base().startsWith(parts[0])) {
      return false;
    }
    for (int i = 1; i < parts.length; i++) {
      boolean known = false;
      for (Syntax.Modifier modifier : row.parsedSyntax().modifiers()) {
        known |= modifier.name().equalsIgnoreCase(parts[i]);
        for (String value : modifier.values()) {
          known |= value.equalsIgnoreCase(parts[i]);
        }
      }
      if (!known) {
        return false;
      }
    }
    return true;
  }

  /**
   * What the command line prints: the form in detail where {@code pattern} is a whole spelling with
   * operands, else the rows that it describes with the special registers whose name it starts.
   * Empty where nothing matches.
   */
  public static List<String> text(String pattern) {
    String wanted = pattern.strip();
    if (wanted.startsWith("%")) {
      return SpecialRegister.all().stream()
          .filter(r -> r.name().startsWith(wanted))
          .map(
              r ->
                  String.format(
                      Locale.ROOT,
                      "%-28s .%-5s %s (%s)",
                      r.name(),
                      r.type().ptxName(),
                      r.meaning(),
                      r.availability()))
          .toList();
    }
    if (wanted.indexOf(' ') > 0) {
      return form(PtxTable.resolve(wanted));
    }
    List<String> lines = new ArrayList<>();
    String section = "";
    for (PtxRow row : rows(wanted)) {
      if (!row.section().equals(section)) {
        section = row.section();
        lines.add((lines.isEmpty() ? "" : "\n") + section);
      }
      lines.add("  " + row.syntax());
      add(lines, "      where  ", row.where());
      add(lines, "      types  ", row.types());
      add(lines, "      since  ", row.since());
      add(lines, "      does   ", does(row));
    }
    return lines;
  }

  private static String does(PtxRow row) {
    return row.effects() + (row.isForeign() ? ", foreign" : "");
  }

  private static void add(List<String> lines, String title, String value) {
    if (!value.isBlank()) {
      lines.add(title + value.strip());
    }
  }

  private static List<String> form(PtxForm form) {
    List<String> lines = new ArrayList<>();
    lines.add(form.toString());
    lines.add("  row     " + form.row().syntax());
    for (Operand operand : form.operands()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  %-7s %s .%s in %s",
              operand.name(),
              operand.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
              operand.type().ptxName(),
              operand.regClass().prefix()));
    }
    lines.add("  does    " + form.effects());
    lines.add("  needs   " + form.availability());
    lines.add("  manual  " + form.row().manual());
    return lines;
  }

  /** The reference page, in Markdown. */
  public static String markdown() {
    StringBuilder out = new StringBuilder();
    out.append("# PTX instructions\n\n");
    out.append(
        "Generated from the instruction table; do not edit. A row is the manual's syntax line. ");
    out.append(
        "*Where* lists the values of its named modifiers, *types* the operand types that do ");
    out.append(
        "not follow from them (`wide` is twice the width, `!` a constant, `*vec` one per lane, `*4` a vector of four). ");
    out.append("*Since* is the PTX version and the target; what stands before a colon is the ");
    out.append("modifiers that need more, `|` separates ways to have it, `none` excludes a ");
    out.append("combination, `<` says until when, `~` marks what the manual alone demands (the ");
    out.append(
        "assembler accepts it earlier). `sm_90a` is that chip alone, `sm_100f` its family. ");
    out.append("*Foreign* is what the emitter never writes and only the reader takes.\n");
    String section = "";
    for (PtxRow row : PtxTable.rows()) {
      if (!row.section().equals(section)) {
        section = row.section();
        out.append("\n## ").append(section).append("\n\n");
        out.append(
            "| instruction | where | types | since | does |\n| --- | --- | --- | --- | --- |\n");
      }
      out.append("| [").append(code(row.syntax())).append("](").append(row.manual()).append(") | ");
      out.append(code(row.where())).append(" | ").append(code(row.types())).append(" | ");
      out.append(code(row.since())).append(" | ").append(does(row)).append(" |\n");
    }
    out.append("\n## Special registers\n\n");
    out.append("| register | type | since | varies | holds |\n| --- | --- | --- | --- | --- |\n");
    for (SpecialRegister register : SpecialRegister.all()) {
      out.append("| ").append(code(register.name())).append(" | ");
      out.append(register.type().ptxName()).append(" | ").append(register.availability());
      out.append(" | ").append(register.varying() ? "yes" : "").append(" | ");
      out.append(register.meaning()).append(" |\n");
    }
    out.append("\n## Targets\n\n| target | lowest PTX version |\n| --- | --- |\n");
    for (Target target : PtxVersion.knownTargets()) {
      out.append("| ")
          .append(target)
          .append(" | ")
          .append(PtxVersion.lowestFor(target))
          .append(" |\n");
    }
    return out.toString();
  }

  private static String code(String text) {
    String stripped = text.strip();
    if (stripped.endsWith(";")) {
      stripped = stripped.substring(0, stripped.length() - 1);
    }
    return stripped.isEmpty() ? "" : "`" + stripped.replace("|", "\\|") + "`";
  }
}
