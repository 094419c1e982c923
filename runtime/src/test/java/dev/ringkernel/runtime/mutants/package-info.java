/**
 * Mutants of the resident kernel: each fence, release, acquire, scope and barrier of the device
 * runtime is dropped or weakened, one at a time, and small systems on the simulator's weak memory
 * must notice. {@link dev.ringkernel.runtime.mutants.MutantTable} runs all and prints what became
 * of each; the test runs a few, and the kernel as it is.
 */
@NullMarked
package dev.ringkernel.runtime.mutants;

import org.jspecify.annotations.NullMarked;
