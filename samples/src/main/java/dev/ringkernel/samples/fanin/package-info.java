/** Sixteen producers and one aggregator, with back-pressure and a checked sum. */
@NullMarked
package dev.ringkernel.samples.fanin;

import org.jspecify.annotations.NullMarked;
