package dev.ringkernel.ptx.isa;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a text where an instruction wants an operand, as far as the choice of its form
 * depends on it.
 */
public sealed interface Given {

  /** Appends a text that tells it from every other that another form might fit. */
  void code(StringBuilder out);

  /** How a message names it. */
  String described();

  /** A register, or a predicate with {@code !} before it. */
  record Register(RegClass regClass, boolean negated) implements Given {
    @Override
    public void code(StringBuilder out) {
      out.append(negated ? '!' : '$').append((char) ('a' + regClass.ordinal()));
    }

    @Override
    public String described() {
      return (negated ? "a negated " : "a ") + regClass.declared() + " register";
    }
  }

  /**
   * A literal.
   *
   * @param text as written, without a suffix
   */
  record Literal(String text) implements Given {
    @Override
    public void code(StringBuilder out) {
      out.append('#').append(PtxType.LiteralKind.of(text).ordinal());
      out.append(PtxTable.fixesLiteral(text) ? text : "");
    }

    @Override
    public String described() {
      return "the literal " + text;
    }
  }

  /** A special register. */
  record Special(String name) implements Given {
    @Override
    public void code(StringBuilder out) {
      out.append(name);
    }

    @Override
    public String described() {
      return name;
    }
  }

  /** The sign that a result is not wanted. */
  record Sink() implements Given {
    @Override
    public void code(StringBuilder out) {
      out.append('_');
    }

    @Override
    public String described() {
      return "'_'";
    }
  }

  /** The name of a variable, function or label. */
  record Symbol() implements Given {
    @Override
    public void code(StringBuilder out) {
      out.append('s');
    }

    @Override
    public String described() {
      return "a name";
    }
  }

  /**
   * A memory address in brackets.
   *
   * @param base class of its register, or null where a variable or a number stands there
   */
  record Address(@Nullable RegClass base) implements Given {
    @Override
    public void code(StringBuilder out) {
      out.append('[').append(base == null ? 's' : (char) ('a' + base.ordinal()));
    }

    @Override
    public String described() {
      return "an address";
    }
  }

  /** Elements in braces. */
  record Vector(List<Given> elements) implements Given {
    public Vector {
      elements = List.copyOf(elements);
    }

    @Override
    public void code(StringBuilder out) {
      out.append('{');
      elements.forEach(e -> e.code(out));
      out.append('}');
    }

    @Override
    public String described() {
      return "a vector of " + elements.size();
    }
  }

  /** Two results, of which {@code |} separates the second. */
  record Pair(Given first, Given second) implements Given {
    @Override
    public void code(StringBuilder out) {
      first.code(out);
      out.append('|');
      second.code(out);
    }

    @Override
    public String described() {
      return "a pair";
    }
  }

  /** Names of parameter variables in parentheses. */
  record Slots(int count) implements Given {
    @Override
    public void code(StringBuilder out) {
      out.append('(').append(count);
    }

    @Override
    public String described() {
      return "a list in parentheses";
    }
  }
}
