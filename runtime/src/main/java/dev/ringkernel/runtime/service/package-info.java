/** What the runtime provides to the command line, which knows it by its services alone. */
@NullMarked
package dev.ringkernel.runtime.service;

import org.jspecify.annotations.NullMarked;
