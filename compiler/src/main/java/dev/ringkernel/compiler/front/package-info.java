/**
 * The source front end: parses Java with JavaParser's core, resolves names and types over one index
 * of source and class files, and lowers method bodies to IR. Nothing here writes files or knows PTX
 * beyond the spelling of an intrinsic.
 */
@NullMarked
package dev.ringkernel.compiler.front;

import org.jspecify.annotations.NullMarked;
