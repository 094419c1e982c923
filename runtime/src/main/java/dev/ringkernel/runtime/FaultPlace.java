package dev.ringkernel.runtime;

import dev.ringkernel.ir.FaultKind;
import java.util.List;

/** Reads the Java place and the kind out of a fault word. */
final class FaultPlace {
  private FaultPlace() {}

  /**
   * The Java place, such as {@code Counter.java:12}; empty where the word has none.
   *
   * @param sources by the number in the word
   */
  static String of(int word, List<String> sources) {
    int file = (word >>> 20) & 0xff;
    int line = word & 0xfffff;
    return line == 0 || file >= sources.size() ? "" : fileName(sources.get(file)) + ":" + line;
  }

  /** The kind in words, and the place where there is one. */
  static String describe(int word, List<String> sources) {
    String kind = FaultKind.of(word >>> 28).text();
    String place = of(word, sources);
    return place.isEmpty() ? kind : kind + " at " + place;
  }

  static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
