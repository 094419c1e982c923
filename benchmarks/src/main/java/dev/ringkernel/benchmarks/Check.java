package dev.ringkernel.benchmarks;

/**
 * A statement about a run and whether it held.
 *
 * @param name what is stated
 * @param held whether it is so
 * @param bar whether it is a bar on speed, which a run may miss and still be a right run
 * @param found the figures
 */
record Check(String name, boolean held, boolean bar, String found) {}
