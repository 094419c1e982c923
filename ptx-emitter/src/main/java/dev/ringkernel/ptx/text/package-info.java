/**
 * PTX as values: modules, functions, lines and operands, the printer that turns them into text, and
 * the mangling of names. What an instruction looks like is the table's business ({@code
 * dev.ringkernel.ptx.isa}); nothing here chooses instructions.
 */
@NullMarked
package dev.ringkernel.ptx.text;

import org.jspecify.annotations.NullMarked;
