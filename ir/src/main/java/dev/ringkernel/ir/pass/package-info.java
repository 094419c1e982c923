/**
 * Passes: pure functions from module to module, their table and their runner. A pass neither
 * verifies, times nor prints; the runner does. Everything here is linear in the size of the
 * function, but for sorting and the dominators.
 */
@NullMarked
package dev.ringkernel.ir.pass;

import org.jspecify.annotations.NullMarked;
