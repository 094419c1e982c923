/** Two actors that send to each other on the device. */
@NullMarked
package dev.ringkernel.samples.pingpong;

import org.jspecify.annotations.NullMarked;
