package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.isa.PtxForm;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One line of a function's body. */
public sealed interface PtxLine {

  /** The text without indentation, semicolon included. */
  String text();

  /** A place that branches name; its name is unique in the function. */
  record Label(String name) implements PtxLine {
    @Override
    public String text() {
      return name + ":";
    }
  }

  /**
   * A predicate in front of an instruction.
   *
   * @param negated the instruction runs where the predicate is false
   */
  record Guard(PtxOperand.Reg predicate, boolean negated) {

    /** As it is printed, with a blank behind it; empty for none. */
    static String text(@Nullable Guard guard) {
      return guard == null
          ? ""
          : "@" + (guard.negated() ? "!" : "") + guard.predicate().text() + " ";
    }
  }

  /**
   * An instruction: a form of the table with its operands in textual order. Two are equal if they
   * are one row's and print alike, wherever they come from.
   *
   * @param guard the predicate it depends on, or null
   * @param operands one for each formal of the form
   * @param span where it comes from
   * @param line its line in the text it was read from, from 1; 0 where it was not read
   */
  record Instr(@Nullable Guard guard, PtxForm form, List<PtxOperand> operands, Span span, int line)
      implements PtxLine {
    public Instr {
      operands = List.copyOf(operands);
    }

    /** An instruction that was not read. */
    public Instr(@Nullable Guard guard, PtxForm form, List<PtxOperand> operands, Span span) {
      this(guard, form, operands, span, 0);
    }

    @Override
    public String text() {
      return Guard.text(guard) + form.print(operands.stream().map(PtxOperand::text).toList()) + ";";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Instr i && form.row() == i.form.row() && text().equals(i.text());
    }

    @Override
    public int hashCode() {
      return text().hashCode();
    }
  }

  /** The targets of a {@code brx.idx}, under a name. */
  record Targets(String name, List<String> labels) implements PtxLine {
    public Targets {
      labels = List.copyOf(labels);
    }

    @Override
    public String text() {
      return name + ": .branchtargets " + String.join(", ", labels) + ";";
    }
  }

  /** The functions that an indirect call may reach, under a name. */
  record CallTargets(String name, List<String> functions) implements PtxLine {
    public CallTargets {
      functions = List.copyOf(functions);
    }

    @Override
    public String text() {
      return name + ": .calltargets " + String.join(", ", functions) + ";";
    }
  }

  /**
   * The shape of the functions that an indirect call may reach, under a name.
   *
   * @param result their result slot, or null
   * @param params their parameters
   * @param directives {@code .noreturn} and the like
   */
  record Prototype(
      String name, @Nullable PtxParam result, List<PtxParam> params, List<PtxDirective> directives)
      implements PtxLine {
    public Prototype {
      params = List.copyOf(params);
      directives = List.copyOf(directives);
    }

    @Override
    public String text() {
      StringBuilder out = new StringBuilder(name).append(": .callprototype ");
      if (result != null) {
        out.append('(').append(result.text()).append(") ");
      }
      out.append("_ (");
      out.append(params.stream().map(PtxParam::text).collect(Collectors.joining(", ")));
      out.append(')');
      directives.forEach(d -> out.append(' ').append(d.spelled()));
      return out.append(';').toString();
    }
  }

  /**
   * A brace that opens or closes a scope. Only {@link Slot}s are bound to it: registers, labels and
   * variables are the function's.
   */
  record Brace(boolean opens) implements PtxLine {
    @Override
    public String text() {
      return opens ? "{" : "}";
    }
  }

  /** A parameter or result slot of a call, declared in its scope; an inner one hides an outer. */
  record Slot(PtxParam param) implements PtxLine {
    @Override
    public String text() {
      return param.text() + ";";
    }
  }

  /** Advice to the assembler about what follows. */
  record Pragma(String advice) implements PtxLine {
    @Override
    public String text() {
      return ".pragma \"" + advice + "\";";
    }
  }

  /**
   * A call. Arguments were stored to their slots before, results are loaded after. Two are equal if
   * they print alike, wherever they come from.
   *
   * @param guard the predicate it depends on, or null
   * @param form the form, with an operand for the result slot (if any), the callee, each argument
   *     slot and the prototype (if any)
   * @param result name of the result's slot, or null
   * @param callee the function, or a register that holds its address
   * @param prototype of an indirect call the name of its {@link Prototype} or {@link CallTargets}
   * @param span where it comes from
   * @param line its line in the text it was read from, from 1; 0 where it was not read
   */
  record Call(
      @Nullable Guard guard,
      PtxForm form,
      @Nullable String result,
      PtxOperand callee,
      List<String> arguments,
      @Nullable String prototype,
      Span span,
      int line)
      implements PtxLine {
    public Call {
      arguments = List.copyOf(arguments);
    }

    /** A direct call that was not read. */
    public Call(
        PtxForm form, @Nullable String result, String callee, List<String> arguments, Span span) {
      this(null, form, result, new PtxOperand.Sym(callee), arguments, null, span, 0);
    }

    @Override
    public String text() {
      List<String> texts = new ArrayList<>();
      if (result != null) {
        texts.add(result);
      }
      texts.add(callee.text());
      texts.addAll(arguments);
      if (prototype != null) {
        texts.add(prototype);
      }
      return Guard.text(guard) + form.print(texts) + ";";
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Call c && text().equals(c.text());
    }

    @Override
    public int hashCode() {
      return text().hashCode();
    }
  }
}
