/**
 * The typed SSA intermediate representation: types, opcodes, instructions, functions, modules, and
 * the builder, printer, parser and verifier over them. Everything here is an immutable value; a
 * pass is a function from {@link dev.ringkernel.ir.Function} to {@link dev.ringkernel.ir.Function}.
 * Nothing here knows about Java syntax or PTX text.
 */
@NullMarked
package dev.ringkernel.ir;

import org.jspecify.annotations.NullMarked;
