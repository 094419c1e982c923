/**
 * The entrance for tests: an annotation that runs a JUnit test on the simulator, once for each of
 * many schedules. What runs, and how, is the runtime's.
 */
@NullMarked
package dev.ringkernel.junit;

import org.jspecify.annotations.NullMarked;
