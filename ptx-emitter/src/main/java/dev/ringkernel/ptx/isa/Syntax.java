package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A parsed syntax line of the table, in the PTX manual's notation.
 *
 * <pre>
 *   ld.sem.scope{.ss}{.vec}.type  d, [a]      where sem=relaxed,acquire; scope=cta,…; …
 * </pre>
 *
 * A modifier whose name the {@code where} column lists stands for one of the listed values, any
 * other for itself; braces make it optional. Operands are {@code d}, {@code [a]}, {@code p|q}, a
 * vector {@code {a, b}}, a literal, a list {@code (a)} of any length; <code>{, b}</code> and <code>
 * d{|p}</code> are optional and <code>{!}c</code> may be negated.
 *
 * @param base the opcode without modifiers
 * @param modifiers the modifiers in order
 * @param slots the operands in order
 * @param sets the values of each named modifier
 */
record Syntax(
    String base, List<Modifier> modifiers, List<Slot> slots, Map<String, List<String>> sets) {

  /** A modifier: its name (or literal text), its values, and whether it may be left out. */
  record Modifier(String name, List<String> values, boolean optional, boolean named) {}

  /** How an operand is written. */
  enum Shape {
    PLAIN,
    ADDRESS,
    /** {@code d|p}. */
    PAIR,
    /** {@code d{|p}}. */
    OPTIONAL_PAIR,
    VECTOR,
    /** Any number of names in parentheses. */
    LIST
  }

  /** An operand position of the syntax line. */
  record Slot(Shape shape, List<String> names, boolean optional, boolean negatable) {}

  static Syntax parse(String line, String where) {
    Map<String, List<String>> sets = new HashMap<>();
    for (String part : where.split(";")) {
      if (!part.isBlank()) {
        int eq = part.indexOf('=');
        if (eq < 0) {
          throw new IllegalStateException("'" + part + "' is no modifier set, in row " + line);
        }
        sets.put(part.substring(0, eq).strip(), List.of(part.substring(eq + 1).strip().split(",")));
      }
    }
    int headEnd = 0;
    while (headEnd < line.length() && line.charAt(headEnd) != ' ') {
      headEnd++;
    }
    String head = line.substring(0, headEnd);
    List<Modifier> modifiers = new ArrayList<>();
    int i = 0;
    while (i < head.length() && head.charAt(i) != '.' && head.charAt(i) != '{') {
      i++;
    }
    String base = head.substring(0, i);
    while (i < head.length()) {
      boolean optional = head.charAt(i) == '{';
      int start = optional ? i + 2 : i + 1;
      int end = start;
      while (end < head.length() && ".{}".indexOf(head.charAt(end)) < 0) {
        end++;
      }
      String name = head.substring(start, end);
      if (name.isEmpty()) {
        throw new IllegalStateException("empty modifier in row " + line);
      }
      List<String> values = sets.get(name);
      modifiers.add(
          new Modifier(name, values == null ? List.of(name) : values, optional, values != null));
      i = optional ? end + 1 : end;
    }
    return new Syntax(
        base, List.copyOf(modifiers), slots(line, line.substring(headEnd).strip()), sets);
  }

  private static List<Slot> slots(String line, String tail) {
    List<Slot> slots = new ArrayList<>();
    int i = 0;
    boolean optional = false;
    while (i < tail.length()) {
      char c = tail.charAt(i);
      if (c == ',' || c == ' ') {
        i++;
      } else if (tail.startsWith("{,", i)) {
        optional = true;
        i += 2;
      } else if (optional && c == '}') {
        optional = false;
        i++;
      } else {
        boolean negatable = tail.startsWith("{!}", i);
        if (negatable) {
          i += 3;
          c = tail.charAt(i);
        }
        if (c == '(') {
          int end = tail.indexOf(')', i);
          slots.add(new Slot(Shape.LIST, List.of(tail.substring(i + 1, end)), optional, false));
          i = end + 1;
        } else if (c == '[') {
          int end = tail.indexOf(']', i);
          slots.add(new Slot(Shape.ADDRESS, List.of(tail.substring(i + 1, end)), optional, false));
          i = end + 1;
        } else if (c == '{') {
          int end = tail.indexOf('}', i);
          slots.add(
              new Slot(
                  Shape.VECTOR,
                  List.of(tail.substring(i + 1, end).split(",\\s*")),
                  optional,
                  false));
          i = end + 1;
        } else {
          int end = i;
          while (end < tail.length() && ",|{} ".indexOf(tail.charAt(end)) < 0) {
            end++;
          }
          String name = tail.substring(i, end);
          Shape shape = Shape.PLAIN;
          List<String> names = List.of(name);
          if (end < tail.length() && tail.charAt(end) == '|') {
            int second = end + 1;
            end = second;
            while (end < tail.length() && ",{} ".indexOf(tail.charAt(end)) < 0) {
              end++;
            }
            shape = Shape.PAIR;
            names = List.of(name, tail.substring(second, end));
          } else if (tail.startsWith("{|", end)) {
            int close = tail.indexOf('}', end);
            shape = Shape.OPTIONAL_PAIR;
            names = List.of(name, tail.substring(end + 2, close));
            end = close + 1;
          }
          if (name.isEmpty()) {
            throw new IllegalStateException("cannot read operands '" + tail + "' of row " + line);
          }
          slots.add(new Slot(shape, names, optional, negatable));
          i = end;
        }
      }
    }
    return List.copyOf(slots);
  }

  /**
   * All ways to give the modifiers the values of {@code tokens}, each as modifier name to value;
   * modifiers left out are absent.
   */
  List<Map<String, String>> match(List<String> tokens) {
    List<Map<String, String>> found = new ArrayList<>();
    match(tokens, 0, 0, new LinkedHashMap<>(), found);
    return found;
  }

  private void match(
      List<String> tokens,
      int token,
      int modifier,
      LinkedHashMap<String, String> bound,
      List<Map<String, String>> found) {
    if (modifier == modifiers.size()) {
      if (token == tokens.size()) {
        found.add(new LinkedHashMap<>(bound));
      }
      return;
    }
    if (tokens.size() - token > modifiers.size() - modifier) {
      return;
    }
    Modifier next = modifiers.get(modifier);
    if (token < tokens.size() && next.values().contains(tokens.get(token))) {
      bound.put(next.name(), tokens.get(token));
      match(tokens, token + 1, modifier + 1, bound, found);
      bound.remove(next.name());
    }
    if (next.optional()) {
      match(tokens, token, modifier + 1, bound, found);
    }
  }

  /**
   * As {@link #match}, whatever the order of the tokens, but that types keep theirs: so the
   * assembler takes them, and so some headers write them.
   */
  List<Map<String, String>> matchUnordered(List<String> tokens) {
    List<Map<String, String>> found = new ArrayList<>();
    if (tokens.size() <= modifiers.size()) {
      matchUnordered(new ArrayList<>(tokens), 0, new LinkedHashMap<>(), found);
    }
    return found;
  }

  private void matchUnordered(
      List<String> left,
      int modifier,
      LinkedHashMap<String, String> bound,
      List<Map<String, String>> found) {
    if (modifier == modifiers.size()) {
      if (left.isEmpty()) {
        found.add(new LinkedHashMap<>(bound));
      }
      return;
    }
    Modifier next = modifiers.get(modifier);
    boolean typed = false;
    for (int i = 0; i < left.size(); i++) {
      String token = left.get(i);
      boolean isType = PtxType.find(token) != null;
      if (next.values().contains(token) && !(isType && typed)) {
        left.remove(i);
        bound.put(next.name(), token);
        matchUnordered(left, modifier + 1, bound, found);
        bound.remove(next.name());
        left.add(i, token);
      }
      typed |= isType;
    }
    if (next.optional() && left.size() <= modifiers.size() - modifier) {
      matchUnordered(left, modifier + 1, bound, found);
    }
  }

  /** All choices of modifiers that the syntax line allows, in the order of the columns. */
  List<Map<String, String>> choices() {
    List<Map<String, String>> all = new ArrayList<>();
    choose(0, new LinkedHashMap<>(), all);
    return all;
  }

  private void choose(
      int modifier, LinkedHashMap<String, String> bound, List<Map<String, String>> all) {
    if (modifier == modifiers.size()) {
      all.add(new LinkedHashMap<>(bound));
      return;
    }
    Modifier next = modifiers.get(modifier);
    if (next.optional()) {
      choose(modifier + 1, bound, all);
    }
    for (String value : next.values()) {
      bound.put(next.name(), value);
      choose(modifier + 1, bound, all);
      bound.remove(next.name());
    }
  }

  /** The opcode with the chosen modifiers. */
  String opcode(Map<String, String> bound) {
    StringBuilder out = new StringBuilder(base);
    for (Modifier modifier : modifiers) {
      String value = bound.get(modifier.name());
      if (value != null) {
        out.append('.').append(value);
      }
    }
    return out.toString();
  }
}
