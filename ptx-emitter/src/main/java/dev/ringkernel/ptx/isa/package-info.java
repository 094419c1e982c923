/**
 * The PTX instruction table: every instruction form that this project can write, read or simulate.
 *
 * <p>Each row is the PTX manual's own syntax line plus operand types, availability, effects and the
 * manual's anchor. Emission, construction checks, gating on a target, the reader, the reference
 * page {@code specs/isa.md} and the assembler test all come from these rows. What a kernel is
 * <em>allowed</em> to use by the product's policy does not live here: the table tells what the
 * assembler and the hardware accept.
 */
@NullMarked
package dev.ringkernel.ptx.isa;

import org.jspecify.annotations.NullMarked;
