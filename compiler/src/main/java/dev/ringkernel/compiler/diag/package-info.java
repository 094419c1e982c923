/**
 * Diagnostics: the table of codes, one reported problem, and its rendering, which is the same in
 * every entry. Nothing here knows how problems are found.
 */
@NullMarked
package dev.ringkernel.compiler.diag;

import org.jspecify.annotations.NullMarked;
