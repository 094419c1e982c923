package dev.ringkernel.compiler.front;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random well-typed methods of the subset; loops are bounded. */
final class RandomJava {
  private static final List<String> TYPES =
      List.of("int", "long", "float", "double", "boolean", "byte", "short", "char");
  private static final List<String> NUMERIC =
      List.of("int", "long", "float", "double", "byte", "short", "char");
  private static final List<String> INTEGRAL = List.of("int", "long", "byte", "short", "char");

  private final Random random;
  private final List<String[]> locals = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();
  private int names;
  private int loops;
  private int budget;

  RandomJava(Random random) {
    this.random = random;
  }

  /** A method that mixes all it computed into its result. */
  String method(String name) {
    locals.clear();
    out.setLength(0);
    names = 0;
    loops = 0;
    budget = 25;
    out.append("  @Export(\"rk.").append(name).append("\")\n  static long ").append(name);
    out.append(
        "(int p, long q, double r, float s, byte t, char u, @Space(Space.Kind.GLOBAL) int[] a) {\n");
    for (String param : List.of("int p", "long q", "double r", "float s", "byte t", "char u")) {
      locals.add(param.split(" "));
    }
    out.append("    final short[] w = new short[8];\n");
    statements(2, 4);
    out.append("    long result = 0;\n");
    for (String[] local : locals) {
      String value = local[1];
      String bits =
          switch (local[0]) {
            case "boolean" -> "(" + value + " ? 1 : 0)";
            case "float" -> "Float.floatToIntBits(" + value + ")";
            case "double" -> "Double.doubleToLongBits(" + value + ")";
            default -> value;
          };
      out.append("    result = result * 31 + ").append(bits).append(";\n");
    }
    out.append("    for (short x : w) result = result * 7 + x;\n    return result;\n  }\n\n");
    return out.toString();
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private void statements(int depth, int count) {
    int scope = locals.size();
    for (int i = 0; i < count && budget-- > 0; i++) {
      statement(depth);
    }
    if (depth < 2) {
      while (locals.size() > scope) {
        locals.removeLast();
      }
    }
  }

  private void statement(int depth) {
    switch (random.nextInt(depth > 0 ? 11 : 7)) {
      case 0, 1 -> declare();
      case 2 -> assign(variable(TYPES));
      case 3 -> compound();
      case 4 ->
          out.append("    a[")
              .append(index())
              .append(pickOf("] = ", "] += ", "] ^= ", "] -= "))
              .append(expression("int", 2))
              .append(";\n");
      case 5 ->
          out.append("    w[")
              .append(index())
              .append(pickOf("] += ", "] *= ", "] <<= "))
              .append(expression(pick(INTEGRAL), 2))
              .append(";\n");
      case 6 ->
          out.append("    ").append(variable(NUMERIC)[1]).append(pickOf("++", "--")).append(";\n");
      case 7 -> {
        out.append("    if (").append(expression("boolean", 3)).append(") {\n");
        statements(depth - 1, 2);
        out.append("    } else {\n");
        statements(depth - 1, 2);
        out.append("    }\n");
      }
      case 8 -> loop(depth);
      case 9 -> switchOver(depth);
      default -> {
        String n = "n" + names++;
        out.append("    int ")
            .append(n)
            .append(" = ")
            .append(random.nextInt(5))
            .append(";\n    while (")
            .append(n)
            .append("-- > 0 && ");
        out.append("(").append(expression("boolean", 2)).append(")) {\n");
        statements(depth - 1, 2);
        out.append("    }\n");
      }
    }
  }

  private String pickOf(String... texts) {
    return texts[random.nextInt(texts.length)];
  }

  private void assign(String[] local) {
    out.append("    ").append(local[1]).append(" = ").append(expression(local[0], 3)).append(";\n");
  }

  private void declare() {
    String type = pick(TYPES);
    String name = "v" + names++;
    out.append("    ")
        .append(type)
        .append(' ')
        .append(name)
        .append(" = ")
        .append(expression(type, 3))
        .append(";\n");
    locals.add(new String[] {type, name});
  }

  private void compound() {
    String[] v = variable(NUMERIC);
    boolean integral = INTEGRAL.contains(v[0]);
    String op =
        integral
            ? pickOf("+=", "-=", "*=", "&=", "|=", "^=", "<<=", ">>=", ">>>=", "/=", "%=")
            : pickOf("+=", "-=", "*=", "/=");
    boolean bits = integral && !List.of("+=", "-=", "*=").contains(op);
    out.append("    ")
        .append(v[1])
        .append(' ')
        .append(op)
        .append(' ')
        .append(expression(pick(bits ? INTEGRAL : NUMERIC.subList(0, integral ? 2 : 7)), 2))
        .append(";\n");
  }

  private void loop(int depth) {
    String i = "i" + names++;
    String label = "l" + loops++;
    out.append("    ")
        .append(label)
        .append(": for (int ")
        .append(i)
        .append(" = 0; ")
        .append(i)
        .append(" < ")
        .append(random.nextInt(6))
        .append("; ")
        .append(i)
        .append("++) {\n");
    statements(depth - 1, 2);
    if (random.nextBoolean()) {
      out.append("      if (")
          .append(expression("boolean", 2))
          .append(") ")
          .append(pickOf("break", "continue"))
          .append(' ')
          .append(label)
          .append(";\n");
      statements(depth - 1, 1);
    }
    out.append("    }\n");
  }

  private void switchOver(int depth) {
    out.append("    switch (").append(expression("int", 2)).append(" & 3) {\n");
    boolean arrows = random.nextBoolean();
    for (int c = 0; c < 3; c++) {
      out.append("      case ").append(c).append(arrows ? " -> {\n" : ": {\n");
      statements(depth - 1, 1);
      out.append(arrows || random.nextBoolean() ? "      }\n" : "        break; }\n");
    }
    out.append("      default").append(arrows ? " -> {}\n" : ": break;\n").append("    }\n");
  }

  private String[] variable(List<String> types) {
    List<String[]> fitting = locals.stream().filter(l -> types.contains(l[0])).toList();
    return fitting.get(random.nextInt(fitting.size()));
  }

  /** Mostly in bounds. */
  private String index() {
    return random.nextInt(12) == 0 ? expression("int", 1) : "(" + expression("int", 1) + ") & 7";
  }

  private String expression(String type, int depth) {
    if (type.equals("boolean")) {
      return bool(depth);
    }
    if (depth == 0) {
      return leaf(type);
    }
    return switch (random.nextInt(9)) {
      case 0 -> leaf(type);
      case 1 -> "(" + type + ") (" + expression(pick(NUMERIC), depth - 1) + ")";
      case 2 ->
          "("
              + type
              + ") ("
              + bool(depth - 1)
              + " ? "
              + expression(pick(NUMERIC), depth - 1)
              + " : "
              + expression(type, depth - 1)
              + ")";
      case 3 ->
          "("
              + type
              + ") ("
              + pickOf("-", "+", "~")
              + "("
              + expression(pick(INTEGRAL), depth - 1)
              + "))";
      case 4 ->
          "("
              + type
              + ") ("
              + expression(pick(INTEGRAL), depth - 1)
              + pickOf(" << ", " >> ", " >>> ")
              + "("
              + expression(pick(INTEGRAL), depth - 1)
              + "))";
      case 5 ->
          "("
              + type
              + ") (("
              + expression(pick(INTEGRAL), depth - 1)
              + ")"
              + pickOf(" & ", " | ", " ^ ")
              + "("
              + expression(pick(INTEGRAL), depth - 1)
              + "))";
      case 6 ->
          "("
              + type
              + ") (("
              + expression(pick(INTEGRAL), depth - 1)
              + ")"
              + pickOf(" / ", " % ")
              + "(("
              + expression(pick(INTEGRAL), depth - 1)
              + ") | 1))";
      case 7 ->
          "("
              + type
              + ") "
              + pickOf("Math.max", "Math.min")
              + "("
              + expression(pick(NUMERIC), depth - 1)
              + ", "
              + expression(pick(NUMERIC), depth - 1)
              + ")";
      default ->
          "("
              + type
              + ") (("
              + expression(pick(NUMERIC), depth - 1)
              + ")"
              + pickOf(" + ", " - ", " * ")
              + "("
              + expression(pick(NUMERIC), depth - 1)
              + "))";
    };
  }

  private String bool(int depth) {
    if (depth == 0) {
      return pickOf("true", "p > 0", "r < s", "t != u");
    }
    return switch (random.nextInt(4)) {
      case 0 ->
          "("
              + expression(pick(NUMERIC), depth - 1)
              + ")"
              + pickOf(" < ", " <= ", " > ", " >= ", " == ", " != ")
              + "("
              + expression(pick(NUMERIC), depth - 1)
              + ")";
      case 1 ->
          "("
              + bool(depth - 1)
              + ")"
              + pickOf(" && ", " || ", " & ", " | ", " ^ ", " == ")
              + "("
              + bool(depth - 1)
              + ")";
      case 2 -> "!(" + bool(depth - 1) + ")";
      default -> "(" + bool(depth - 1) + " ? " + bool(depth - 1) + " : " + bool(depth - 1) + ")";
    };
  }

  private String leaf(String type) {
    if (random.nextInt(3) > 0) {
      List<String[]> fitting = locals.stream().filter(l -> l[0].equals(type)).toList();
      if (!fitting.isEmpty()) {
        return fitting.get(random.nextInt(fitting.size()))[1];
      }
    }
    if (type.equals("int") && random.nextInt(3) == 0) {
      return pickOf("a[", "w[") + "p & 7]";
    }
    return switch (type) {
      case "int" ->
          pickOf(
              "0",
              "1",
              "(-1)",
              "7",
              "Integer.MAX_VALUE",
              "Integer.MIN_VALUE",
              "'x'",
              "" + random.nextInt(1000));
      case "long" ->
          pickOf(
              "0L",
              "(-1L)",
              "Long.MIN_VALUE",
              "Long.MAX_VALUE",
              "" + random.nextLong(100000) + "L");
      case "float" ->
          pickOf(
              "0f",
              "1.5f",
              "(-0f)",
              "1e30f",
              "Float.NaN",
              "Float.POSITIVE_INFINITY",
              random.nextInt(100) + ".25f");
      case "double" ->
          pickOf("0.0", "(-0.0)", "1e300", "Double.NaN", "0.1", "4e9", random.nextInt(100) + ".5");
      case "byte" -> "(byte) " + random.nextInt(300);
      case "short" -> "(short) " + random.nextInt(70000);
      default -> "(char) " + random.nextInt(70000);
    };
  }
}
