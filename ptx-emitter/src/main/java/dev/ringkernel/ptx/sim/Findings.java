package dev.ringkernel.ptx.sim;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** What was found so far, each pair of places once. Threads: any. */
final class Findings {
  private final Consumer<SimFinding> sink;
  private final Set<List<Object>> known = new HashSet<>();
  private final List<SimFinding> all = new ArrayList<>();

  Findings(Consumer<SimFinding> sink) {
    this.sink = sink;
  }

  /** Adds one; says whether it was new. */
  boolean add(SimFinding finding) {
    synchronized (this) {
      if (!known.add(key(finding))) {
        return false;
      }
      all.add(finding);
    }
    sink.accept(finding);
    return true;
  }

  /** In the order in which they were found. */
  synchronized List<SimFinding> all() {
    return List.copyOf(all);
  }

  /** Equal for a conflict seen from either side. */
  private static List<Object> key(SimFinding f) {
    SimFinding.Side other = f.other();
    String here = place(f.at());
    String there = other == null ? "" : place(other);
    boolean swaps = other != null && here.compareTo(there) > 0;
    return List.of(f.kind(), f.kernel(), swaps ? there : here, swaps ? here : there);
  }

  private static String place(SimFinding.Side side) {
    return side.place() + " " + side.line() + " " + side.instruction();
  }
}
