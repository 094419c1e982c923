/**
 * The device side of the runtime, in Java: the supervisor, the workers and their rings. The
 * project's own compiler turns it into the resident kernel; on the CPU backend the same classes run
 * on JVM threads. Only static methods over {@code long} addresses and shared arrays live here, no
 * objects; every word is eight bytes wide. Who runs what: {@code docs/decisions/002}; the slot
 * format: {@code 001}.
 */
@NullMarked
package dev.ringkernel.runtime.device;

import org.jspecify.annotations.NullMarked;
