/**
 * The entry inside {@code javac}: an annotation processor that compiles a file's kernels once javac
 * has attributed it, reports at the exact place, and writes packages when the class files are
 * there. No native code and no child process here.
 */
@NullMarked
package dev.ringkernel.compiler.processor;

import org.jspecify.annotations.NullMarked;
