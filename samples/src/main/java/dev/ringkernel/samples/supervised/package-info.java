/** A poisoned message fails an actor, which restarts and goes on. */
@NullMarked
package dev.ringkernel.samples.supervised;

import org.jspecify.annotations.NullMarked;
