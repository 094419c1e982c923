package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.List;

/**
 * A concrete instruction spelling cut into its tokens.
 *
 * @param opcode text up to the operands
 * @param base opcode without modifiers
 * @param modifiers the modifiers without their dots
 * @param operands the operand texts
 */
record Spelling(String opcode, String base, List<String> modifiers, List<String> operands) {

  static Spelling parse(String text) {
    String line = text.strip();
    if (line.endsWith(";")) {
      line = line.substring(0, line.length() - 1).strip();
    }
    int end = 0;
    while (end < line.length() && !Character.isWhitespace(line.charAt(end))) {
      end++;
    }
    String opcode = line.substring(0, end);
    List<String> parts = List.of(opcode.split("\\.", -1));
    return new Spelling(
        opcode, parts.getFirst(), parts.subList(1, parts.size()), split(line.substring(end)));
  }

  /** Cuts at the commas outside brackets and braces. */
  private static List<String> split(String tail) {
    List<String> operands = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < tail.length(); i++) {
      char c = tail.charAt(i);
      if (c == '[' || c == '{' || c == '(') {
        depth++;
      } else if (c == ']' || c == '}' || c == ')') {
        depth--;
      } else if (c == ',' && depth == 0) {
        operands.add(tail.substring(start, i).strip());
        start = i + 1;
      }
    }
    String last = tail.substring(start).strip();
    if (!last.isEmpty() || !operands.isEmpty()) {
      operands.add(last);
    }
    return List.copyOf(operands);
  }

  /** The words of a table column, which blanks and commas separate. */
  static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      if (i == text.length() || text.charAt(i) == ' ' || text.charAt(i) == ',') {
        if (i > start) {
          words.add(text.substring(start, i));
        }
        start = i + 1;
      }
    }
    return words;
  }

  static boolean isIdentifier(String text) {
    if (text.isEmpty() || text.equals("_")) {
      return false;
    }
    char first = text.charAt(0);
    if (!Character.isLetter(first) && first != '_' && first != '$') {
      return false;
    }
    for (int i = 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '$') {
        return false;
      }
    }
    return true;
  }

  static boolean isLiteral(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    return text.length() > start && Character.isDigit(text.charAt(start));
  }
}
