/**
 * PTX as values: modules, functions, lines and operands, the printer that turns them into text, the
 * reader that makes them of text, and the mangling of names. What an instruction looks like is the
 * table's business ({@code dev.ringkernel.ptx.isa}), for the reader too; nothing here chooses
 * instructions.
 *
 * <p>The same records hold what was emitted and what was read, so that reading what was printed
 * gives an equal module. In both
 *
 * <ul>
 *   <li>registers are numbered by class and unique in their function, whatever their names and
 *       scopes were; labels are unique in their function too;
 *   <li>static storage stands in the lists of variables, not among the lines, as flat arrays;
 *   <li>braces bind only the {@code .param} slots declared between them;
 *   <li>vectors and pairs are laid out as one operand for each element, a negation is its operand's
 *       {@code negated}, and fixed texts (literals of the row, special registers) are not operands
 *       of the line but of its form;
 *   <li>a call passes and gives {@code .param} slots; a name is looked up among the slots in scope,
 *       then the function's parameters and variables, then those of the module;
 *   <li>control does not run out of a body: its last instruction is unguarded and leaves or jumps;
 *   <li>the place of a line is no part of what it is: equality ignores it.
 * </ul>
 */
@NullMarked
package dev.ringkernel.ptx.text;

import org.jspecify.annotations.NullMarked;
