/**
 * The entry for build tools: a project's source roots and class files in, packages beside the class
 * files out. The Maven plugin is a thin layer over it. javac has run before and checked the
 * sources.
 */
@NullMarked
package dev.ringkernel.compiler.project;

import org.jspecify.annotations.NullMarked;
