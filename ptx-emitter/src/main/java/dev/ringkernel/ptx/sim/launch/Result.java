package dev.ringkernel.ptx.sim.launch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What memory holds after a launch, and what it should hold.
 *
 * @param name the argument or variable, for people
 * @param got its contents
 * @param expected what they should be; null where nothing is expected
 * @param tolerance how far off a value may be
 */
public record Result(String name, Values got, @Nullable Values expected, double tolerance) {
  private static final int SHOWN_DIFFERENCES = 4;
  private static final int WIDTH = 96;

  /** Returns the indices of the values that are not as expected. */
  public List<Integer> differences() {
    var wrong = new ArrayList<Integer>();
    if (expected != null) {
      for (int i = 0; i < got.count(); i++) {
        if (!got.type().agrees(got.bits(i), expected.bits(i), tolerance)) {
          wrong.add(i);
        }
      }
    }
    return wrong;
  }

  /** Says whether nothing is other than expected. */
  public boolean good() {
    return differences().isEmpty();
  }

  /**
   * Returns the verdict where something is expected, else the values, for people.
   *
   * @param most how many values are shown
   */
  public List<String> lines(int most) {
    if (expected == null) {
      return values(most);
    }
    var wrong = differences();
    if (wrong.isEmpty()) {
      return List.of(name + ": as expected");
    }
    var lines = new ArrayList<String>();
    lines.add(name + ": " + wrong.size() + " of " + got.count() + " values are not as expected");
    wrong.stream()
        .limit(SHOWN_DIFFERENCES)
        .map(i -> "  [" + i + "] is " + got.text(i) + ", expected " + expected.text(i))
        .forEach(lines::add);
    if (wrong.size() > SHOWN_DIFFERENCES) {
      lines.add("  …");
    }
    return lines;
  }

  private List<String> values(int most) {
    int shown = Math.min(most, got.count());
    var lines = new ArrayList<String>();
    lines.add(name + ":");
    var line = new StringBuilder();
    for (int i = 0; i < shown; i++) {
      var value = got.text(i);
      if (!line.isEmpty() && line.length() + 1 + value.length() > WIDTH) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "  [" + i + "] " : " ").append(value);
    }
    lines.add(line.toString());
    if (shown < got.count()) {
      lines.add("  … " + (got.count() - shown) + " more");
    }
    return lines;
  }
}
