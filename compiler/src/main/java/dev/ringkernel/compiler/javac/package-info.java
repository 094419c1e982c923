/**
 * javac in this process: its checks come before ours, and its class files carry the digests. The
 * only package beside {@code processor} that knows javac.
 */
@NullMarked
package dev.ringkernel.compiler.javac;

import org.jspecify.annotations.NullMarked;
