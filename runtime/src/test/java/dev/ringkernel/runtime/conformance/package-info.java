/**
 * What every backend must do alike: one case for each promise to users, written once against the
 * public API and run on each backend. Cases of one backend alone do not belong here.
 */
@NullMarked
package dev.ringkernel.runtime.conformance;

import org.jspecify.annotations.NullMarked;
