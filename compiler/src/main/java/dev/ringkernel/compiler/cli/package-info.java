/**
 * The command line: options in, pipeline called, text and exit code out. Nothing here decides what
 * a program means.
 */
@NullMarked
package dev.ringkernel.compiler.cli;

import org.jspecify.annotations.NullMarked;
