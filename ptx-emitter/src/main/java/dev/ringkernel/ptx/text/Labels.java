package dev.ringkernel.ptx.text;

import dev.ringkernel.ptx.text.PtxOperand.Sym;
import dev.ringkernel.ptx.text.Scope.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The names of labels in a function's lines, which may stand before the labels themselves. */
final class Labels {
  private final List<Use> uses = new ArrayList<>();
  private final List<Table> tables = new ArrayList<>();

  /** A label's name and where it stands. */
  record Mention(String name, int offset) {}

  /**
   * A name in an instruction.
   *
   * @param line index of the line
   * @param operand index of the operand; -1 for a call's prototype
   */
  private record Use(int line, int operand, Mention mention, Label.Kind kind, Scope scope) {}

  /** A line of targets. */
  private record Table(int line, List<Mention> mentions, Scope scope) {}

  void clear() {
    uses.clear();
    tables.clear();
  }

  void use(int line, int operand, Mention mention, Label.Kind kind, Scope scope) {
    uses.add(new Use(line, operand, mention, kind, scope));
  }

  void table(int line, List<Mention> mentions, Scope scope) {
    tables.add(new Table(line, mentions, scope));
  }

  /** Puts each label's unique name where it differs; tells what is wrong with the others. */
  void resolve(List<PtxLine> lines, BiConsumer<Integer, String> wrong) {
    for (Use use : uses) {
      String name = resolve(use.mention(), use.kind(), use.scope(), wrong);
      if (name != null && !name.equals(use.mention().name())) {
        lines.set(use.line(), renamed(lines.get(use.line()), use.operand(), name));
      }
    }
    for (Table table : tables) {
      List<String> names = new ArrayList<>();
      for (Mention mention : table.mentions()) {
        String name = resolve(mention, Label.Kind.CODE, table.scope(), wrong);
        names.add(name == null ? mention.name() : name);
      }
      if (lines.get(table.line()) instanceof PtxLine.Targets t) {
        lines.set(table.line(), new PtxLine.Targets(t.name(), names));
      }
    }
  }

  private static @Nullable String resolve(
      Mention mention, Label.Kind kind, Scope scope, BiConsumer<Integer, String> wrong) {
    Label label = scope.findLabel(mention.name());
    if (label == null) {
      wrong.accept(mention.offset(), "no label '" + mention.name() + "' is visible here");
      return null;
    }
    if (label.kind() != kind) {
      wrong.accept(
          mention.offset(),
          "'" + mention.name() + "' is " + label.kind().described() + ", not " + kind.described());
      return null;
    }
    return label.name();
  }

  private static PtxLine renamed(PtxLine line, int operand, String name) {
    if (line instanceof PtxLine.Instr i) {
      List<PtxOperand> operands = new ArrayList<>(i.operands());
      operands.set(operand, new Sym(name));
      return new PtxLine.Instr(i.guard(), i.form(), operands, i.span(), i.line());
    }
    if (line instanceof PtxLine.Call c) {
      return new PtxLine.Call(
          c.guard(), c.form(), c.result(), c.callee(), c.arguments(), name, c.span(), c.line());
    }
    throw new IllegalStateException("'" + line.text() + "' names no label");
  }
}
