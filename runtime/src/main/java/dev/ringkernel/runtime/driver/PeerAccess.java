package dev.ringkernel.runtime.driver;

/**
 * What a device can do with another's memory.
 *
 * @param supported whether it can read and write it at all
 * @param nativeAtomics whether atomics on it are the hardware's own, as over NVLink
 * @param performanceRank the driver's relative rank of the link, 0 the best
 */
public record PeerAccess(boolean supported, boolean nativeAtomics, int performanceRank) {}
