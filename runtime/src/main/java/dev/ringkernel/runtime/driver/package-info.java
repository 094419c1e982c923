/**
 * What the runtime needs of a GPU, in words that no vendor library appears in: devices, memory,
 * code, launches. Implemented over the CUDA driver and by the PTX simulator.
 *
 * <p>Handles are {@link AutoCloseable}; every failure is a {@link DriverException}. Nothing here
 * knows about actors, and nothing here may name a type of a native binding.
 */
@NullMarked
package dev.ringkernel.runtime.driver;

import org.jspecify.annotations.NullMarked;
