package dev.ringkernel.ptx.pack;

/**
 * One class whose code is in the kernel.
 *
 * @param name binary name
 * @param digest by {@link ClassDigest}
 */
public record ClassEntry(String name, String digest) {}
