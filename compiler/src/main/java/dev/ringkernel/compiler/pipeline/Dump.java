package dev.ringkernel.compiler.pipeline;

/**
 * The text of one stage, kept because it was asked for.
 *
 * @param subject binary name of the class
 * @param stage {@code ir}, a pass's name, or {@code ptx}
 */
public record Dump(String subject, String stage, String text) {}
