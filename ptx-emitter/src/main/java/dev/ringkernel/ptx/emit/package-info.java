/**
 * From IR to PTX: loop shape, block order, instruction selection over the instruction table, and
 * the gate on the target. Entry is {@link dev.ringkernel.ptx.emit.PtxEmitter}. No instruction text
 * is written here: every instruction is a form of the table.
 */
@NullMarked
package dev.ringkernel.ptx.emit;

import org.jspecify.annotations.NullMarked;
