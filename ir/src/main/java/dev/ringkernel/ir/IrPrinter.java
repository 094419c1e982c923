package dev.ringkernel.ir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Prints functions and modules in the text form that {@link IrParser} reads ({@code docs/ir.md}).
 * Values and blocks are numbered in print order, so equal meaning prints equal text; broken
 * functions print too, what is undefined as {@code %?n} and {@code b?n}.
 */
public final class IrPrinter {
  private static final int SPAN_COLUMN = 60;
  private final StringBuilder out = new StringBuilder();
  private final Map<String, Integer> files = new LinkedHashMap<>();
  private final boolean spans;

  private IrPrinter(boolean spans) {
    this.spans = spans;
  }

  /** The text of {@code module}. */
  public static String print(Module module) {
    IrPrinter printer = new IrPrinter(true);
    for (Function f : module.functions()) {
      printer.out.append('\n');
      printer.function(f);
    }
    StringBuilder head = new StringBuilder("module " + quoted(module.name()) + "\n");
    for (int i = 0; i < module.sources().size(); i++) {
      head.append("source ")
          .append(i)
          .append(' ')
          .append(quoted(module.sources().get(i)))
          .append('\n');
    }
    return head + printer.fileTable() + printer.out;
  }

  /** The text of {@code function}, preceded by its file table. */
  public static String print(Function function) {
    IrPrinter printer = new IrPrinter(true);
    printer.function(function);
    return printer.fileTable() + printer.out;
  }

  /**
   * The text of {@code function} without spans: for tests that do not care, and to compare two
   * front ends.
   */
  public static String printWithoutSpans(Function function) {
    IrPrinter printer = new IrPrinter(false);
    printer.function(function);
    return printer.out.toString();
  }

  private String fileTable() {
    StringBuilder table = new StringBuilder();
    files.forEach(
        (file, i) -> table.append("file ").append(i).append(' ').append(quoted(file)).append('\n'));
    return table.toString();
  }

  private void function(Function f) {
    Numbering names = Numbering.of(f);
    out.append("fn ").append(Mnemonics.word(f.kind())).append(' ').append(quoted(f.name()));
    out.append(definitions(f.params(), names)).append(" -> (");
    out.append(String.join(", ", f.results().stream().map(Type::text).toList())).append(")");
    if (!f.attributes().isEmpty()) {
      List<String> list = new ArrayList<>();
      f.attributes().forEach((k, v) -> list.add(quoted(k) + ": " + quoted(v)));
      out.append(" [").append(String.join(", ", list)).append(']');
    }
    out.append(" {\n");
    boolean entry = true;
    for (Block block : f.blocks()) {
      out.append(names.blockName(block.id()));
      if (!entry && !block.params().isEmpty()) {
        out.append(definitions(block.params(), names));
      }
      out.append(":\n");
      entry = false;
      for (Instr instr : block.body()) {
        line(instr(instr, names), instr.span());
      }
      line(terminator(block.terminator(), names), block.terminator().span());
    }
    out.append("}\n");
  }

  private void line(String text, Span span) {
    String line = "  " + text;
    out.append(line);
    if (spans && !span.equals(Span.NONE)) {
      out.repeat(' ', Math.max(2, SPAN_COLUMN - line.length())).append('!');
      for (@Nullable Span s = span; s != null; s = s.callSite()) {
        int file = files.computeIfAbsent(s.file(), k -> files.size());
        out.append(file)
            .append(':')
            .append(s.line())
            .append(':')
            .append(s.column())
            .append('+')
            .append(s.length());
        out.append(s.callSite() == null ? "" : "@");
      }
    }
    out.append('\n');
  }

  private static String definitions(List<Value> values, Numbering names) {
    return "("
        + String.join(
            ", ", values.stream().map(v -> names.name(v) + ": " + v.type().text()).toList())
        + ")";
  }

  private static String uses(List<Value> values, Numbering names) {
    return String.join(", ", values.stream().map(names::name).toList());
  }

  /** One instruction without its span. */
  static String instr(Instr instr, Numbering n) {
    String defines =
        String.join(
            ", ", instr.results().stream().map(v -> n.name(v) + ": " + v.type().text()).toList());
    String does =
        switch (instr) {
          case Instr.Const c -> "const " + constant(c.result().type(), c.bits());
          case Instr.Symbol s -> "symbol " + quoted(s.name());
          case Instr.Unary u -> Mnemonics.word(u.op()) + " " + uses(u.operands(), n);
          case Instr.Binary b -> Mnemonics.word(b.op()) + " " + uses(b.operands(), n);
          case Instr.Ternary t -> Mnemonics.word(t.op()) + " " + uses(t.operands(), n);
          case Instr.Compare c -> Mnemonics.word(c.op()) + " " + uses(c.operands(), n);
          case Instr.Convert c -> Mnemonics.word(c.op()) + " " + n.name(c.a());
          case Instr.PtrAdd p ->
              "ptradd "
                  + n.name(p.pointer())
                  + " + "
                  + n.name(p.index())
                  + " * "
                  + p.scale()
                  + offset(p.offset());
          case Instr.Load l -> "load " + n.name(l.pointer()) + offset(l.offset());
          case Instr.Store s ->
              "store " + n.name(s.pointer()) + offset(s.offset()) + ", " + n.name(s.value());
          case Instr.Alloca a -> "alloca " + a.bytes() + " align " + a.align();
          case Instr.Intrinsic i ->
              "intrinsic "
                  + quoted(i.spelling())
                  + "("
                  + uses(i.operands(), n)
                  + ")"
                  + effects(i.effects());
          case Instr.Call c -> "call " + quoted(c.callee()) + "(" + uses(c.operands(), n) + ")";
        };
    return defines.isEmpty() ? does : defines + " = " + does;
  }

  /** One terminator without its span. */
  static String terminator(Terminator terminator, Numbering n) {
    return switch (terminator) {
      case Terminator.Jump j -> "jump " + edge(j.edge(), n);
      case Terminator.Branch b ->
          "branch "
              + n.name(b.condition())
              + ", "
              + edge(b.ifTrue(), n)
              + ", "
              + edge(b.ifFalse(), n)
              + switch (b.likely()) {
                case UNKNOWN -> "";
                case TRUE -> " likely true";
                case FALSE -> " likely false";
              };
      case Terminator.Switch s ->
          "switch "
              + n.name(s.selector())
              + " ["
              + String.join(
                  ", ", s.cases().stream().map(c -> c.value() + ": " + edge(c.edge(), n)).toList())
              + "] else "
              + edge(s.otherwise(), n);
      case Terminator.Return r -> r.values().isEmpty() ? "return" : "return " + uses(r.values(), n);
      case Terminator.Fault f -> "fault " + Mnemonics.word(f.kind());
      case Terminator.Unreachable u -> "unreachable";
    };
  }

  private static String edge(Terminator.Edge edge, Numbering n) {
    String target = n.blockName(edge.target());
    return edge.args().isEmpty() ? target : target + "(" + uses(edge.args(), n) + ")";
  }

  private static String offset(long offset) {
    return offset == 0 ? "" : " + " + offset;
  }

  private static String effects(Effects e) {
    List<String> words = new ArrayList<>();
    if (e.reads()) {
      words.add("reads");
    }
    if (e.writes()) {
      words.add("writes");
    }
    if (e.convergent()) {
      words.add("convergent");
    }
    if (e.varying()) {
      words.add("varying");
    }
    if (e.order() != Effects.Order.NONE || e.scope() != Effects.Scope.NONE) {
      String scope = e.scope() == Effects.Scope.NONE ? "" : "." + Mnemonics.word(e.scope());
      words.add(Mnemonics.word(e.order()) + scope);
    }
    return words.isEmpty() ? "" : " effects(" + String.join(", ", words) + ")";
  }

  private static String constant(Type type, long bits) {
    if (type == Type.I1) {
      return bits != 0 ? "true" : "false";
    }
    if (type.isInteger()) {
      return Long.toString(bits);
    }
    if (type == Type.F32 && !Float.isNaN(Float.intBitsToFloat((int) bits))) {
      return real(Float.toString(Float.intBitsToFloat((int) bits)));
    }
    if (type == Type.F64 && !Double.isNaN(Double.longBitsToDouble(bits))) {
      return real(Double.toString(Double.longBitsToDouble(bits)));
    }
    return "0x" + Long.toHexString(bits);
  }

  private static String real(String java) {
    return java.replace("Infinity", "inf");
  }

  static String quoted(String s) {
    StringBuilder q = new StringBuilder("\"");
    s.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                q.append('\\').append((char) c);
              } else if (c < ' ' || c == 0x7f) {
                q.append(String.format("\\u%04x", c));
              } else {
                q.append((char) c);
              }
            });
    return q.append('"').toString();
  }
}
