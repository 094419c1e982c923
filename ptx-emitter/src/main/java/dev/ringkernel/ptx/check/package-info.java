/**
 * Asks the assemblers at hand what they say of emitted PTX, each in a process of its own.
 *
 * <p>Two are known: {@code ptxas} on the path, and the compiler library that comes with JCuda,
 * which runs in a child JVM because it is native code that could take this one along. What neither
 * could judge is <em>not checked</em>, never <em>passed</em>. Only {@link
 * dev.ringkernel.ptx.check.PtxCompilerProcess} touches JCuda, and only in the child.
 */
@NullMarked
package dev.ringkernel.ptx.check;

import org.jspecify.annotations.NullMarked;
