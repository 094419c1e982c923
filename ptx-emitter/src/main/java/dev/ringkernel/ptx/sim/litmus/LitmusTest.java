package dev.ringkernel.ptx.sim.litmus;

import java.util.List;

/**
 * A program and what is expected of it.
 *
 * @param program what runs
 * @param exists the outcome in question
 * @param allowed whether the memory model allows it
 * @param always conditions that every outcome meets
 * @param source where the expectation comes from: a section of the manual, a figure, a test of
 *     others
 */
public record LitmusTest(
    LitmusProgram program,
    Condition exists,
    boolean allowed,
    List<Condition> always,
    String source) {

  /** Takes a copy. */
  public LitmusTest {
    always = List.copyOf(always);
  }

  /** The name with its case. */
  public String name() {
    return program.name();
  }

  /** Two tests print as their names. */
  @Override
  public String toString() {
    return program.name();
  }
}
