/**
 * From sources to packages, the same for every entry: front end, passes, linking with the device
 * runtime, emission, gates, files. A pure function of its inputs; reading and writing files is done
 * by the entries.
 */
@NullMarked
package dev.ringkernel.compiler.pipeline;

import org.jspecify.annotations.NullMarked;
