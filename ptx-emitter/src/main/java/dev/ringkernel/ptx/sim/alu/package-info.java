/**
 * What PTX instructions compute: for each form without memory, convergence or control one pure
 * function of raw bits for each result. Interpreter, translator, constant tests and hardware
 * records all use it. How lanes run, registers are kept and memory is reached is none of this
 * package's business.
 */
@NullMarked
package dev.ringkernel.ptx.sim.alu;

import org.jspecify.annotations.NullMarked;
