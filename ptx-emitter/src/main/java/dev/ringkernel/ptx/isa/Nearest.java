package dev.ringkernel.ptx.isa;

import java.util.Collection;

/** Finds what a misspelt name was meant to be. */
final class Nearest {
  /** Longer ones are no slip of the finger, and would take long. */
  private static final int LONGEST = 40;

  private Nearest() {}

  /** The name with the fewest edits from {@code wrong}, or empty where all are far from it. */
  static String of(String wrong, Collection<String> names) {
    if (wrong.length() > LONGEST) {
      return "";
    }
    String best = "";
    int least = Math.max(2, wrong.length() / 3 + 1);
    for (String name : names) {
      int edits = edits(wrong, name);
      if (edits < least) {
        least = edits;
        best = name;
      }
    }
    return best;
  }

  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int above = row[j];
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[b.length()];
  }
}
