/**
 * What the compiler leaves in a jar, and how it is found again: manifest, layouts, class digests,
 * packages. Written by the compiler, read by the runtime. No compilation and no launching here.
 * Format: {@code docs/decisions/003} and {@code 004}.
 */
@NullMarked
package dev.ringkernel.ptx.pack;

import org.jspecify.annotations.NullMarked;
