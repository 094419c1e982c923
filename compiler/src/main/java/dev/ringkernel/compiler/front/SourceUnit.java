package dev.ringkernel.compiler.front;

/**
 * One source file.
 *
 * @param path as diagnostics and line tables name it: relative to the source root, with forward
 *     slashes
 * @param text its content
 */
public record SourceUnit(String path, String text) {}
