package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.isa.PtxForm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of a function's body. */
public sealed interface PtxLine {

  /** A place that branches name. */
  record Label(String name) implements PtxLine {}

  /**
   * A predicate in front of an instruction.
   *
   * @param negated the instruction runs where the predicate is false
   */
  record Guard(PtxOperand.Reg predicate, boolean negated) {}

  /**
   * An instruction: a form of the table with its operands in textual order.
   *
   * @param guard the predicate it depends on, or null
   * @param span where it comes from
   */
  record Instr(@Nullable Guard guard, PtxForm form, List<PtxOperand> operands, Span span)
      implements PtxLine {
    public Instr {
      operands = List.copyOf(operands);
    }

    /** The text without indentation, guard and semicolon included. */
    public String text() {
      String plain = form.print(operands.stream().map(PtxOperand::text).toList());
      String before =
          guard == null ? "" : "@" + (guard.negated() ? "!" : "") + guard.predicate().text() + " ";
      return before + plain + ";";
    }
  }

  /** The targets of a {@code brx.idx}, under a name. */
  record Targets(String name, List<String> labels) implements PtxLine {
    public Targets {
      labels = List.copyOf(labels);
    }
  }

  /** A brace that opens or closes the scope of a call's parameters. */
  record Brace(boolean opens) implements PtxLine {}

  /** A parameter or result slot of a call, declared in its scope. */
  record Slot(PtxParam param) implements PtxLine {}

  /**
   * A direct call. Arguments were stored to their slots before, results are loaded after.
   *
   * @param form the form, with an operand for the result slot (if any), the callee and each
   *     argument slot
   * @param result name of the result's slot, or null
   */
  record Call(
      PtxForm form, @Nullable String result, String callee, List<String> arguments, Span span)
      implements PtxLine {
    public Call {
      arguments = List.copyOf(arguments);
    }

    /** The text without indentation, semicolon included. */
    public String text() {
      List<String> texts = new ArrayList<>();
      if (result != null) {
        texts.add(result);
      }
      texts.add(callee);
      texts.addAll(arguments);
      return form.print(texts) + ";";
    }
  }
}
