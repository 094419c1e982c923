/**
 * The hardware's record of what pure instructions compute, and its comparison with the meanings.
 * {@code ptx-emitter/src/truth} has the program that makes the record on a GPU host; inputs are
 * made there and here by the same rules.
 */
package dev.ringkernel.ptx.sim.truth;
