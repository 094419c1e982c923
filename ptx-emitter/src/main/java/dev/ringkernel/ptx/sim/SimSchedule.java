package dev.ringkernel.ptx.sim;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** In which order lanes, warps and blocks take turns. */
public sealed interface SimSchedule {

  /**
   * By index, each until it must wait or has used its quantum: with one thread, always the same.
   */
  record InOrder() implements SimSchedule {}

  /**
   * By chance, with quanta of random length.
   *
   * @param seed gives the same order each time where one thread runs all
   */
  record Random(long seed) implements SimSchedule {}

  /**
   * By index, each as long as it can run, but where something else was chosen: lanes, blocks and
   * warps in another order, shorter turns, asynchronous operations that end later, and in the weak
   * mode older values. Needs one thread, and the clock {@link SimClock#STEPS} to be repeatable.
   *
   * @param deviations by the number of the choice, from 0, which of its options was taken instead
   *     of the first
   */
  record Explore(SortedMap<Integer, Integer> deviations) implements SimSchedule {
    /** The run without deviations. */
    public static final Explore PLAIN = new Explore(new TreeMap<>());

    /** Takes a copy and checks that all is positive. */
    public Explore {
      deviations = Collections.unmodifiableSortedMap(new TreeMap<>(deviations));
      deviations.forEach(
          (choice, option) -> {
            if (choice < 0 || option < 1) {
              throw new IllegalArgumentException(
                  "A deviation takes option 1 or more at choice 0 or more, not "
                      + option
                      + " at "
                      + choice
                      + ".");
            }
          });
    }

    /** Reads what {@link #toString} gives: {@code plain}, or {@code 12=1,40=3}. */
    public static Explore parse(String text) {
      SortedMap<Integer, Integer> deviations = new TreeMap<>();
      if (!text.equals("plain")) {
        for (String each : text.split(",", -1)) {
          if (!each.matches("\\d{1,9}=\\d{1,9}")) {
            throw new IllegalArgumentException(
                "'" + text + "' is no schedule: write plain, or choices as in 12=1,40=3.");
          }
          int at = each.indexOf('=');
          deviations.put(
              Integer.parseInt(each.substring(0, at)), Integer.parseInt(each.substring(at + 1)));
        }
      }
      return new Explore(deviations);
    }

    @Override
    public String toString() {
      return deviations.isEmpty()
          ? "plain"
          : deviations.entrySet().stream()
              .map(e -> e.getKey() + "=" + e.getValue())
              .collect(Collectors.joining(","));
    }
  }
}
