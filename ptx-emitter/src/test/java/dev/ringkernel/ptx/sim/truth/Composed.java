package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.sim.alu.Meaning;
import dev.ringkernel.ptx.sim.alu.Meanings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Forms of newer hardware that do in one what recorded ones do one after the other: sums whose
 * first operands are narrower, and the least or greatest of three.
 *
 * @param first what is done to those operands, or empty
 * @param narrow how many of them, from the front
 * @param then what is done with two or three of what that gives; with two, the third comes after
 */
record Composed(String first, int narrow, String then) {
  private static final Pattern MIXED =
      Pattern.compile("((add|sub|fma)[.a-z]*\\.f32)\\.(b?f16) d, .*");
  private static final Pattern THREE =
      Pattern.compile("((?:min|max)(\\.ftz)?(?:\\.NaN)?)(\\.abs)?\\.f32 d, a, b, c");

  /** The parts of a form, or empty where there are none. */
  static Optional<Composed> of(String name) {
    Matcher mixed = MIXED.matcher(name);
    if (mixed.matches()) {
      boolean three = mixed.group(2).equals("fma");
      return Optional.of(
          new Composed(
              "cvt.f32." + mixed.group(3) + " d, a",
              three ? 2 : 1,
              mixed.group(1) + (three ? " d, a, b, c" : " d, a, b")));
    }
    Matcher least = THREE.matcher(name);
    if (least.matches()) {
      String ftz = least.group(2) == null ? "" : least.group(2);
      return Optional.of(
          new Composed(
              least.group(3) == null ? "" : "abs" + ftz + ".f32 d, a",
              3,
              least.group(1) + ".f32 d, a, b"));
    }
    return Optional.empty();
  }

  /** Whether the hardware has been asked about all parts. */
  boolean isIn(Map<String, String> record) {
    return List.of(first, then).stream().allMatch(p -> p.isEmpty() || record.containsKey(p));
  }

  /** What the parts give, one after the other. */
  long apply(long[] in) {
    long[] values = in.clone();
    for (int i = 0; i < narrow && !first.isEmpty(); i++) {
      values[i] = meaning(first).apply(values[i]);
    }
    Meaning outer = meaning(then);
    return outer.arity() == values.length
        ? outer.apply(values)
        : outer.apply(outer.apply(values[0], values[1]), values[2]);
  }

  private static Meaning meaning(String name) {
    return Meanings.of(PtxTable.resolve(name)).orElseThrow().results().getFirst();
  }
}
