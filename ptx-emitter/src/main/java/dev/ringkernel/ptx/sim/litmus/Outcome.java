package dev.ringkernel.ptx.sim.litmus;

import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What one execution leaves: the values of the observed registers and locations, by name ({@code
 * P1:%r1}, {@code x}). Immutable; ordered by names, then values.
 */
public record Outcome(SortedMap<String, Long> values) implements Comparable<Outcome> {

  /** Takes a copy. */
  public Outcome {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /** The value of an observed name. */
  public long value(String name) {
    Long value = values.get(name);
    if (value == null) {
      throw new LitmusException(
          "'" + name + "' is not observed; observed are " + String.join(", ", values.keySet()));
    }
    return value;
  }

  @Override
  public int compareTo(Outcome other) {
    Iterator<Map.Entry<String, Long>> mine = values.entrySet().iterator();
    Iterator<Map.Entry<String, Long>> others = other.values.entrySet().iterator();
    while (mine.hasNext() && others.hasNext()) {
      Map.Entry<String, Long> a = mine.next();
      Map.Entry<String, Long> b = others.next();
      int byName = a.getKey().compareTo(b.getKey());
      int byValue = Long.compareUnsigned(a.getValue(), b.getValue());
      if (byName != 0 || byValue != 0) {
        return byName != 0 ? byName : byValue;
      }
    }
    return Integer.compare(values.size(), other.values.size());
  }

  /** {@code P1:%r1=1 x=2}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(e -> e.getKey() + "=" + Long.toUnsignedString(e.getValue()))
        .collect(Collectors.joining(" "));
  }
}
