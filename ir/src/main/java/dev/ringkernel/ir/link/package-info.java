/**
 * Composes the runtime's device code and compiled handlers into one kernel ({@code
 * docs/decisions/003}).
 */
@NullMarked
package dev.ringkernel.ir.link;

import org.jspecify.annotations.NullMarked;
