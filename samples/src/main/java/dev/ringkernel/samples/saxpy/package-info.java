/** A data-parallel kernel over two arrays. */
@NullMarked
package dev.ringkernel.samples.saxpy;

import org.jspecify.annotations.NullMarked;
