package dev.ringkernel.ptx.sim.litmus;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** A statement about an outcome: {@code P1:%r1 == 1 && (x != 0 || !(y == 2))}. */
public sealed interface Condition {

  /** A comparison of an observed name with a number. */
  record Equal(String name, long value, boolean negated) implements Condition {
    @Override
    public String toString() {
      return name + (negated ? " != " : " == ") + Long.toUnsignedString(value);
    }
  }

  /** A comparison of two observed names. */
  record Same(String left, String right, boolean negated) implements Condition {
    @Override
    public String toString() {
      return left + (negated ? " != " : " == ") + right;
    }
  }

  /** All hold. */
  record And(List<Condition> parts) implements Condition {
    public And {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return Parser.join(parts, " && ");
    }
  }

  /** One holds. */
  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = List.copyOf(parts);
    }

    @Override
    public String toString() {
      return Parser.join(parts, " || ");
    }
  }

  /** It does not hold. */
  record Not(Condition part) implements Condition {
    @Override
    public String toString() {
      return "!(" + part + ")";
    }
  }

  /** Whether it holds. */
  default boolean holds(Outcome outcome) {
    return switch (this) {
      case Equal c -> (outcome.value(c.name) == c.value) != c.negated;
      case Same c -> (outcome.value(c.left) == outcome.value(c.right)) != c.negated;
      case And c -> c.parts.stream().allMatch(p -> p.holds(outcome));
      case Or c -> c.parts.stream().anyMatch(p -> p.holds(outcome));
      case Not c -> !c.part.holds(outcome);
    };
  }

  /** The names it speaks of. */
  default SortedSet<String> names() {
    return switch (this) {
      case Equal c -> new TreeSet<>(List.of(c.name));
      case Same c -> new TreeSet<>(List.of(c.left, c.right));
      case And c -> Parser.names(c.parts);
      case Or c -> Parser.names(c.parts);
      case Not c -> c.part.names();
    };
  }

  /** Reads a condition. */
  static Condition parse(String text) {
    Parser parser = new Parser(text);
    Condition condition = parser.or();
    parser.end();
    return condition;
  }

  /** Recursive descent over the text. */
  final class Parser {
    private final String text;
    private int at;

    private Parser(String text) {
      this.text = text;
    }

    private static String join(List<Condition> parts, String by) {
      List<String> texts = new ArrayList<>();
      for (Condition part : parts) {
        texts.add(part instanceof And || part instanceof Or ? "(" + part + ")" : part.toString());
      }
      return String.join(by, texts);
    }

    private static SortedSet<String> names(List<Condition> parts) {
      SortedSet<String> all = new TreeSet<>();
      for (Condition part : parts) {
        all.addAll(part.names());
      }
      return all;
    }

    private boolean take(String token) {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      boolean found = text.startsWith(token, at);
      at += found ? token.length() : 0;
      return found;
    }

    private Condition or() {
      List<Condition> parts = new ArrayList<>(List.of(and()));
      while (take("||")) {
        parts.add(and());
      }
      return parts.size() == 1 ? parts.getFirst() : new Or(parts);
    }

    private Condition and() {
      List<Condition> parts = new ArrayList<>(List.of(atom()));
      while (take("&&")) {
        parts.add(atom());
      }
      return parts.size() == 1 ? parts.getFirst() : new And(parts);
    }

    private Condition atom() {
      if (take("!(")) {
        Condition inner = or();
        close();
        return new Not(inner);
      }
      if (take("(")) {
        Condition inner = or();
        close();
        return inner;
      }
      String name = word();
      boolean negated = take("!=");
      if (!negated && !take("==")) {
        throw new LitmusException("'" + name + "' must be compared by == or != in '" + text + "'");
      }
      String other = word();
      return Literals.isLiteral(other)
          ? new Equal(name, Literals.parse(other), negated)
          : new Same(name, other, negated);
    }

    private void close() {
      if (!take(")")) {
        throw new LitmusException("a parenthesis stays open in '" + text + "'");
      }
    }

    private String word() {
      take("");
      int start = at;
      while (at < text.length() && isWord(text.charAt(at))) {
        at++;
      }
      if (start == at) {
        throw new LitmusException("a name or a number is missing at '" + text.substring(at) + "'");
      }
      return text.substring(start, at);
    }

    private static boolean isWord(char c) {
      return Character.isLetterOrDigit(c) || "%:_[]-.$".indexOf(c) >= 0;
    }

    private void end() {
      take("");
      if (at < text.length()) {
        throw new LitmusException("'" + text.substring(at) + "' is left over of '" + text + "'");
      }
    }
  }
}
