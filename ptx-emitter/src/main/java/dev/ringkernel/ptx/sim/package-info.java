/**
 * The simulator: a system of GPUs in this JVM that executes PTX. {@link
 * dev.ringkernel.ptx.sim.SimMachine} is the entrance: its devices hold memory and loaded modules
 * and launch kernels, which run on threads of their own beside the caller. What streams, events and
 * contexts are is a driver's business, and what pure instructions compute that of {@code sim.alu}.
 */
@NullMarked
package dev.ringkernel.ptx.sim;

import org.jspecify.annotations.NullMarked;
