/** The mojos, and nothing else: parameters to a request, a result to the log. */
@NullMarked
package dev.ringkernel.maven;

import org.jspecify.annotations.NullMarked;
