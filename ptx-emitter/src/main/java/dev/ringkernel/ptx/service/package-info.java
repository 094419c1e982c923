/**
 * Service interfaces between parts that may not depend on each other: found through {@link
 * java.util.ServiceLoader}. No code but the interfaces and their values.
 */
@NullMarked
package dev.ringkernel.ptx.service;

import org.jspecify.annotations.NullMarked;
