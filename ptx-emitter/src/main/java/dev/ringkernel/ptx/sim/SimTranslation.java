package dev.ringkernel.ptx.sim;

/** What the simulator translates to JVM code. A run is the same with all of them. */
public enum SimTranslation {
  /** Nothing: instructions are interpreted one by one. */
  OFF,
  /** What is executed often, in the background. */
  HOT,
  /** All that is executed, when it first is: slow to start; for tests of the translator. */
  ALL
}
