/**
 * Benchmarks and soak runs, and the result schema they share: rows with their statistics, an
 * environment record, checks, and raw samples in side files. No code that users depend on.
 */
@NullMarked
package dev.ringkernel.benchmarks;

import org.jspecify.annotations.NullMarked;
