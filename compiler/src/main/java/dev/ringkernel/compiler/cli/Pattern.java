package dev.ringkernel.compiler.cli;

import java.util.Locale;

/**
 * What a user types to narrow a list: a part of the text, in any case; {@code *} stands for
 * anything.
 */
final class Pattern {
  private Pattern() {}

  static boolean matches(String pattern, String... texts) {
    String[] parts = pattern.toLowerCase(Locale.ROOT).split("\\*", -1);
    for (String text : texts) {
      if (contains(text.toLowerCase(Locale.ROOT), parts)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(String text, String[] parts) {
    int from = 0;
    for (String part : parts) {
      int at = text.indexOf(part, from);
      if (at < 0) {
        return false;
      }
      from = at + part.length();
    }
    return true;
  }
}
