package dev.ringkernel.ptx.sim;

/**
 * A variable of a loaded module.
 *
 * @param name its name in PTX
 * @param address its address
 * @param bytes its size
 */
public record SimVariable(String name, long address, long bytes) {}
