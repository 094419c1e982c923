package dev.ringkernel.runtime.driver;

/**
 * Device memory at one moment, in bytes.
 *
 * @param free what can be allocated, by any process
 * @param total what the device has
 */
public record MemoryUse(long free, long total) {}
