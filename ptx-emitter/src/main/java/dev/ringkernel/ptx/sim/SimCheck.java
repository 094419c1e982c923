package dev.ringkernel.ptx.sim;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What the simulator looks for while kernels run, where it is asked to. */
public enum SimCheck {
  // @formatter:off
  RACES      ("accesses of shared, global and host memory without an order, also by a scope that is too narrow"),
  MEMORY     ("accesses outside of what was allocated or declared, freed memory, misaligned addresses"),
  INITIALISED("loads of shared and local memory that nobody wrote"),
  READONLY   ("ld.global.nc of memory that changes during the launch"),
  BARRIERS   ("barriers in divergent flow, with exited threads, or for other counts"),
  MBARRIERS  ("misuse of mbarriers"),
  PROGRESS   ("deadlock, and waiting for what can never come"),
  STOP       ("loops that run on without looking at anything after the launch was asked to end");
  // @formatter:on

  private final String meaning;

  SimCheck(String meaning) {
    this.meaning = meaning;
  }

  /** What it looks for, for people. */
  public String meaning() {
    return meaning;
  }

  /** Its name on the command line and in properties. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All of them. */
  public static Set<SimCheck> all() {
    return EnumSet.allOf(SimCheck.class);
  }

  /**
   * Those of a list such as {@code races,memory}; {@code all} is all, and an empty text none.
   *
   * @throws IllegalArgumentException for a word that is none, with those that are
   */
  public static Set<SimCheck> parse(String words) {
    Set<SimCheck> checks = EnumSet.noneOf(SimCheck.class);
    if (words.isBlank()) {
      return checks;
    }
    for (String word : words.split(",", -1)) {
      String wanted = word.strip();
      if (wanted.equals("all")) {
        checks.addAll(all());
        continue;
      }
      checks.add(
          Arrays.stream(values())
              .filter(c -> c.word().equals(wanted))
              .findFirst()
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "There is no check '" + wanted + "'; there are " + words() + ", all")));
    }
    return checks;
  }

  /** The list that {@link #parse} reads. */
  public static String text(Set<SimCheck> checks) {
    return checks.equals(all())
        ? "all"
        : checks.stream().sorted().map(SimCheck::word).collect(Collectors.joining(","));
  }

  /** Their names, for people. */
  public static String words() {
    return Arrays.stream(values()).map(SimCheck::word).collect(Collectors.joining(", "));
  }
}
