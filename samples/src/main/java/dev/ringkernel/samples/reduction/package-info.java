/** A block-wide sum with shared memory, barriers and warp shuffles. */
@NullMarked
package dev.ringkernel.samples.reduction;

import org.jspecify.annotations.NullMarked;
