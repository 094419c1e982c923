/**
 * Litmus programs: a handful of threads of PTX with their places, initial values and a condition.
 * The text form and its reader, what one thread does from one memory action to the next, and
 * outcomes live here. Which values a read may return is the business of the memory models that run
 * these programs.
 */
@NullMarked
package dev.ringkernel.ptx.sim.litmus;

import org.jspecify.annotations.NullMarked;
