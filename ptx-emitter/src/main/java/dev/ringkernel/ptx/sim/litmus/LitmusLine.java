package dev.ringkernel.ptx.sim.litmus;

/**
 * A step of a thread with its guard. A vector instruction is as many of them as it has elements.
 *
 * @param guard register of the predicate it depends on, -1 for none
 * @param negated it runs where the predicate is false
 * @param step what it does
 * @param text the instruction as written, without its semicolon
 * @param group 0, or a number that the elements of one vector instruction share
 */
record LitmusLine(int guard, boolean negated, Step step, String text, int group) {}
