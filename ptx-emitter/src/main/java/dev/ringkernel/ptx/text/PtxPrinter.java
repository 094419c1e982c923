package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxFunction.Kind;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prints a module as PTX text; the same module gives the same text.
 *
 * <p>With line information, each change of place prints a {@code .loc}. Where the code was inlined,
 * the place of the call is printed first and the inner one names it by {@code inlined_at}, as the
 * manual's section on {@code .loc} asks; the {@code function_name} that syntax demands is the name
 * of the inner file, since a span knows no function.
 */
public final class PtxPrinter {
  private final StringBuilder out = new StringBuilder(1 << 14);
  private final Map<String, Integer> files = new LinkedHashMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();

  /** Places already named in this function; one that inlined_at refers to must be. */
  private final Set<String> sites = new HashSet<>();

  private final boolean lineInfo;

  private PtxPrinter(boolean lineInfo) {
    this.lineInfo = lineInfo;
  }

  /** The text of {@code module}. */
  public static String print(PtxModule module) {
    PtxPrinter printer = new PtxPrinter(module.lineInfo());
    printer.module(module);
    return printer.out.toString();
  }

  /** Whether printing {@code span} takes {@code inlined_at}, which language version 7.2 brought. */
  public static boolean needsInlinedAt(Span span) {
    Span site = span.callSite();
    return span.line() > 0 && site != null && site.line() > 0;
  }

  private void module(PtxModule module) {
    out.append(".version ").append(module.version()).append('\n');
    out.append(".target ").append(module.target()).append('\n');
    out.append(".address_size 64\n\n");
    boolean declared = false;
    for (PtxFunction f : module.functions()) {
      if (f.kind() == Kind.FUNCTION) {
        signature(f);
        for (PtxDirective directive : f.directives()) {
          // The others are the definition's.
          out.append(directive.kind() == PtxDirective.Kind.NORETURN ? " .noreturn" : "");
        }
        out.append(";\n");
        declared = true;
      }
    }
    for (PtxAlias alias : module.aliases()) {
      out.append(alias.text()).append('\n');
    }
    out.append(declared ? "\n" : "");
    for (PtxVariable v : module.variables()) {
      out.append(v.text()).append(";\n");
    }
    out.append(module.variables().isEmpty() ? "" : "\n");
    for (PtxFunction f : module.functions()) {
      if (!f.isDeclaration()) {
        function(f);
        out.append('\n');
      }
    }
    files.forEach(
        (file, index) ->
            out.append(".file ").append(index).append(" \"").append(file).append("\"\n"));
    if (!names.isEmpty()) {
      out.append(".section .debug_str\n{\n");
      names.forEach((name, label) -> debugString(label, name));
      out.append("}\n");
    }
  }

  private void debugString(String label, String name) {
    out.append(label).append(":\n.b8 ");
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      out.append(b & 0xff).append(',');
    }
    out.append("0\n");
  }

  private void signature(PtxFunction f) {
    out.append(f.linkage().prefix());
    out.append(f.kind() == Kind.ENTRY ? ".entry " : ".func ");
    PtxParam result = f.result();
    if (result != null) {
      out.append('(').append(result.text()).append(") ");
    }
    out.append(f.name()).append('(');
    String separator = "";
    for (PtxParam p : f.params()) {
      out.append(separator).append("\n\t").append(p.text());
      separator = ",";
    }
    out.append(f.params().isEmpty() ? ")" : "\n)");
  }

  private void function(PtxFunction f) {
    signature(f);
    out.append('\n');
    for (PtxDirective directive : f.directives()) {
      out.append(directive.spelled()).append('\n');
    }
    out.append("{\n");
    for (RegClass c : RegClass.values()) {
      int count = f.registers().getOrDefault(c, 0);
      if (count > 0) {
        out.append("\t.reg ").append(c.declared()).append(' ').append(c.prefix());
        out.append('<').append(count).append(">;\n");
      }
    }
    for (PtxVariable v : f.variables()) {
      out.append('\t').append(v.text()).append(";\n");
    }
    Span last = Span.NONE;
    sites.clear();
    for (PtxLine line : f.body()) {
      last = line(line, last);
    }
    out.append("}\n");
  }

  private Span line(PtxLine line, Span last) {
    Span now =
        switch (line) {
          case PtxLine.Instr i -> place(i.span(), last);
          case PtxLine.Call c -> place(c.span(), last);
          case PtxLine.Label l -> last;
          case PtxLine.Targets t -> last;
          case PtxLine.CallTargets t -> last;
          case PtxLine.Prototype p -> last;
          case PtxLine.Brace b -> last;
          case PtxLine.Slot s -> last;
          case PtxLine.Pragma p -> last;
        };
    out.append(line instanceof PtxLine.Label ? "" : "\t").append(line.text()).append('\n');
    return now;
  }

  private Span place(Span span, Span last) {
    if (!lineInfo || span.line() <= 0 || samePlace(span, last)) {
      return last;
    }
    location(span);
    return span;
  }

  /** The outermost place first: a place that is named by inlined_at must stand before. */
  private void location(Span span) {
    Span site = span.callSite();
    boolean inlined = needsInlinedAt(span);
    if (inlined && site != null && !sites.contains(at(site))) {
      location(site);
    }
    sites.add(at(span));
    out.append("\t.loc ").append(at(span));
    if (inlined && site != null) {
      out.append(", function_name ").append(label(span.file()));
      out.append(", inlined_at ").append(at(site));
    }
    out.append('\n');
  }

  private String at(Span span) {
    int file = files.computeIfAbsent(span.file(), f -> files.size() + 1);
    return file + " " + span.line() + " " + span.column();
  }

  private String label(String file) {
    String base = file.substring(file.lastIndexOf('/') + 1);
    int dot = base.lastIndexOf('.');
    String name = dot > 0 ? base.substring(0, dot) : base;
    return names.computeIfAbsent(name, n -> "$L_name" + names.size());
  }

  /** By lines alone: what the assembler keeps, and a fraction of the text. */
  private static boolean samePlace(@Nullable Span a, @Nullable Span b) {
    while (a != null && b != null) {
      if (a.line() != b.line() || !a.file().equals(b.file())) {
        return false;
      }
      a = a.callSite();
      b = b.callSite();
    }
    return a == null && b == null;
  }
}
