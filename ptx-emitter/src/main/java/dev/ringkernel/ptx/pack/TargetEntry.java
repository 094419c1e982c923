package dev.ringkernel.ptx.pack;

/**
 * One packed PTX file.
 *
 * @param target such as {@code sm_90}; the file is {@code <target>.ptx}
 * @param ptxVersion its {@code .version}, which decides the least driver
 * @param digest SHA-256 of the file
 */
public record TargetEntry(String target, String ptxVersion, String digest) {}
