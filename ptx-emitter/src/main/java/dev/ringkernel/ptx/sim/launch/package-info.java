/**
 * A launch as text: which kernel, in which shape, with which arguments, and what must come out;
 * read from a file or a command line, and run on a simulated device.
 */
@NullMarked
package dev.ringkernel.ptx.sim.launch;

import org.jspecify.annotations.NullMarked;
