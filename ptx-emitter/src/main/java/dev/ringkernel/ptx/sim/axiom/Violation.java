package dev.ringkernel.ptx.sim.axiom;

import java.util.List;

/**
 * Why a candidate is no execution: relations that make a cycle.
 *
 * @param axiom what it violates
 * @param cycle the relations, each from where the one before ends
 */
record Violation(Axiom axiom, List<Edge> cycle) {
  Violation {
    cycle = List.copyOf(cycle);
  }

  /** A related pair of events. */
  record Edge(int from, Kind kind, int to) {}

  /** Relations that cycles are made of. */
  enum Kind {
    READ_BY("is read by"),
    FROM_READS("reads what is older in coherence order than"),
    COHERENCE("precedes in coherence order"),
    PROGRAM("precedes in program order, at one address,"),
    DEPENDENCY("decides"),
    FENCE_SC("precedes in Fence-SC order"),
    CAUSE("precedes in causality order"),
    BASE("precedes in base causality order");

    final String words;

    Kind(String words) {
      this.words = words;
    }
  }
}
