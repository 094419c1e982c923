/**
 * The hardware's record, and its comparison with the simulator. It has two parts: what pure
 * instructions compute ({@code TruthTest}: inputs are made there and here by the same rules), and
 * what a launch leaves in its buffers, for instructions with effects ({@code EffectsTest}: inputs
 * are carried there). {@code ptx-emitter/src/truth} makes both on a GPU host; {@code open.txt} has
 * the cases in which the simulator still differs, {@code Apart} those that no two runs need to
 * agree on.
 */
package dev.ringkernel.ptx.sim.truth;
