package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxTable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A PTX instruction cut into its form and operands.
 *
 * @param guard the predicate register in front, or null
 * @param negated the instruction runs where the predicate is false
 * @param form the row's form
 * @param operands what stands for each operand of the form, in its order
 */
record InstructionText(
    @Nullable String guard, boolean negated, PtxForm form, List<Given> operands) {

  /**
   * An operand as written.
   *
   * @param text a register with its percent sign, a name or a literal
   * @param offset bytes added to an address
   */
  record Given(String text, long offset) {}

  /**
   * Reads one instruction with its semicolon.
   *
   * @throws LitmusException where it is none of the PTX table
   */
  static InstructionText parse(String line) {
    String text = line.strip();
    if (!text.endsWith(";")) {
      throw new LitmusException("'" + text + "' must end in a semicolon");
    }
    text = text.substring(0, text.length() - 1).strip();
    String guard = null;
    boolean negated = false;
    if (text.startsWith("@")) {
      int blank = text.indexOf(' ');
      if (blank < 0) {
        throw new LitmusException("'" + text + "' has a predicate and no instruction");
      }
      guard = text.substring(1, blank);
      text = text.substring(blank).strip();
      if (guard.startsWith("!")) {
        negated = true;
        guard = guard.substring(1);
      }
    }
    int blank = text.indexOf(' ');
    String opcode = blank < 0 ? text : text.substring(0, blank);
    List<Given> given = new ArrayList<>();
    String formal = blank < 0 ? "" : formal(text.substring(blank), given);
    if (formal.contains("!")) {
      throw new LitmusException("'" + text + "': litmus programs negate guards only");
    }
    PtxForm form = PtxTable.resolve(opcode + formal);
    List<Given> operands = new ArrayList<>();
    for (Operand operand : form.operands()) {
      operands.add(
          operand.fixed()
              ? new Given(operand.name(), 0)
              : given.get(Integer.parseInt(operand.name().substring(1))));
    }
    return new InstructionText(guard, negated, form, List.copyOf(operands));
  }

  /** The operands with registers and names replaced by v0, v1, … as the table takes them. */
  private static String formal(String tail, List<Given> given) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < tail.length()) {
      char c = tail.charAt(i);
      boolean name = c == '%' || c == '_' || c == '$' || Character.isLetter(c);
      int end = i + 1;
      while (name && end < tail.length() && isWord(tail.charAt(end))) {
        end++;
      }
      String word = tail.substring(i, end);
      if (!name && Character.isDigit(c)) {
        while (end < tail.length() && isWord(tail.charAt(end))) {
          end++;
        }
        out.append(tail, i, end);
      } else if (!name || word.equals("_")) {
        out.append(c);
      } else {
        long offset = 0;
        int next = end;
        while (next < tail.length() && tail.charAt(next) == ' ') {
          next++;
        }
        if (next < tail.length() && (tail.charAt(next) == '+' || tail.charAt(next) == '-')) {
          int close = tail.indexOf(']', next);
          if (close < 0) {
            throw new LitmusException("an offset outside brackets in '" + tail.strip() + "'");
          }
          offset = Literals.parse(tail.substring(next, close).replace(" ", "").replace("+", ""));
          end = close;
        }
        out.append('v').append(given.size());
        given.add(new Given(word, offset));
      }
      i = end;
    }
    return out.toString();
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.';
  }
}
