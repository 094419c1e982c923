package dev.ringkernel.compiler.front;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Reads the arguments and results of {@code run:} lines as values of a parameter's type. */
final class JavaLiterals {
  private JavaLiterals() {}

  /** Splits at commas outside of braces. */
  static List<String> split(String args) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    StringBuilder part = new StringBuilder();
    for (char c : args.toCharArray()) {
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(part.toString().strip());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    if (!part.toString().isBlank()) {
      parts.add(part.toString().strip());
    }
    return parts;
  }

  static Object value(String text, Class<?> type) {
    if (type.isArray()) {
      if (text.startsWith("[")) {
        return Array.newInstance(
            type.getComponentType(), Integer.parseInt(text.substring(1, text.length() - 1)));
      }
      List<String> parts = split(text.substring(1, text.length() - 1));
      Object array = Array.newInstance(type.getComponentType(), parts.size());
      for (int i = 0; i < parts.size(); i++) {
        Array.set(array, i, value(parts.get(i), type.getComponentType()));
      }
      return array;
    }
    if (type.isEnum()) {
      for (Object c : type.getEnumConstants()) {
        if (((Enum<?>) c).name().equals(text)) {
          return c;
        }
      }
      throw new IllegalArgumentException("no constant " + text);
    }
    return switch (type.getName()) {
      case "boolean" -> Boolean.parseBoolean(text);
      case "byte" -> (byte) integer(text);
      case "short" -> (short) integer(text);
      case "char" -> text.startsWith("'") ? text.charAt(1) : (char) integer(text);
      case "int" -> (int) integer(text);
      case "long" -> integer(text);
      case "float" -> floating(text).floatValue();
      case "double" -> floating(text);
      default -> throw new IllegalArgumentException("no literal of type " + type);
    };
  }

  private static long integer(String text) {
    return switch (text) {
      case "MIN" -> Integer.MIN_VALUE;
      case "MAX" -> Integer.MAX_VALUE;
      case "LMIN" -> Long.MIN_VALUE;
      case "LMAX" -> Long.MAX_VALUE;
      default -> {
        String digits = text.endsWith("L") ? text.substring(0, text.length() - 1) : text;
        yield digits.startsWith("0x")
            ? Long.parseUnsignedLong(digits.substring(2), 16)
            : Long.parseLong(digits);
      }
    };
  }

  private static Double floating(String text) {
    return switch (text) {
      case "NaN" -> Double.NaN;
      case "INF" -> Double.POSITIVE_INFINITY;
      case "-INF" -> Double.NEGATIVE_INFINITY;
      default -> text.endsWith("f") ? (double) Float.parseFloat(text) : Double.parseDouble(text);
    };
  }
}
