/** Texts that are no PTX any more, and what the reader and the simulator make of them. */
package dev.ringkernel.ptx.fuzz;
