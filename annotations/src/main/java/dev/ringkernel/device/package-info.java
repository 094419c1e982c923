/**
 * The device API: static methods that are one instruction each on the device and plain Java on the
 * JVM.
 *
 * <p>A method with {@link dev.ringkernel.device.Intrinsic} is replaced by its instruction; its body
 * is what that instruction means and is what runs on the JVM. Methods without it are ordinary Java,
 * composed of the others, and are compiled like a user's helper: their sources travel in the jar
 * (see {@link dev.ringkernel.device.DeviceSources}). Which thread of a block runs is known to the
 * JVM through {@link dev.ringkernel.device.Lanes}; outside of it code is the only lane of the only
 * block.
 */
@NullMarked
package dev.ringkernel.device;

import org.jspecify.annotations.NullMarked;
