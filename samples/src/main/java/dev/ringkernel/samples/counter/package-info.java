/** Request and reply: one actor with state. */
@NullMarked
package dev.ringkernel.samples.counter;

import org.jspecify.annotations.NullMarked;
