/**
 * The driver's contract over the PTX simulator ({@code dev.ringkernel.ptx.sim}): contexts, streams,
 * events, graphs and modules, and a CUDA driver's habit of waiting for resident kernels. Nothing
 * here knows how an instruction is executed.
 */
@NullMarked
package dev.ringkernel.runtime.sim;

import org.jspecify.annotations.NullMarked;
