/**
 * Actor systems: what a program on the JVM uses to start, address and stop actors, and the host's
 * ends of the rings. The device's side is in {@code device}, drivers behind {@code driver}; nothing
 * here names a driver's type.
 */
@NullMarked
package dev.ringkernel.runtime;

import org.jspecify.annotations.NullMarked;
