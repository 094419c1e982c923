/**
 * What the simulator's checks know of memory: who accessed it and in which order. Nothing here
 * executes anything, and nothing knows lanes; agents stand for them.
 */
@NullMarked
package dev.ringkernel.ptx.sim.check;

import org.jspecify.annotations.NullMarked;
