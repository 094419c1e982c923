package dev.ringkernel.ptx.sim.axiom;

/** The axioms, by the manual's names. */
enum Axiom {
  COHERENCE("Coherence: writes ordered by causality are so ordered by coherence"),
  FENCE_SC("Fence-SC: the order of fence.sc does not contradict causality"),
  ATOMICITY("Atomicity: no morally strong write comes between the halves of an atomic"),
  NO_THIN_AIR("No Thin Air: no value is the reason for itself"),
  SC_PER_LOCATION(
      "Sequential Consistency Per Location: morally strong communication does not contradict"
          + " program order"),
  CAUSALITY("Causality: communication does not contradict causality");

  private final String statement;

  Axiom(String statement) {
    this.statement = statement;
  }

  /** Its name and what it says. */
  String statement() {
    return statement;
  }
}
