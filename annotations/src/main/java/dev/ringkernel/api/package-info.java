/**
 * What the author of an actor writes against: annotations, actor references, replies, the context
 * of a handler and the exceptions that calls end with.
 *
 * <p>Nothing here starts anything: the actor system that implements these types is in {@code
 * dev.ringkernel.runtime}.
 */
@NullMarked
package dev.ringkernel.api;

import org.jspecify.annotations.NullMarked;
