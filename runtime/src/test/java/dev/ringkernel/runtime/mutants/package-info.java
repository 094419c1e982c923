/**
 * Mutants of the resident kernel: each fence, release, acquire, scope and barrier of the device
 * runtime is dropped or weakened, one at a time. {@link dev.ringkernel.runtime.mutants.Claim}s,
 * small systems under the simulator's checks, and the same on its weak memory must notice. {@link
 * dev.ringkernel.runtime.mutants.MutantTable} runs all and prints what became of each; the test
 * holds the claims, runs a few mutants, and the kernel as it is.
 */
@NullMarked
package dev.ringkernel.runtime.mutants;

import org.jspecify.annotations.NullMarked;
