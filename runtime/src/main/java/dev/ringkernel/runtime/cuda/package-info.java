/**
 * The CUDA driver behind {@link dev.ringkernel.runtime.driver}: the only package of the runtime
 * that calls native code.
 *
 * <p>{@code libcuda.so.1} and {@code libnvidia-ml.so.1} are called through {@code
 * java.lang.foreign}; {@link dev.ringkernel.runtime.cuda.DriverCall} is the list of the functions
 * and {@link dev.ringkernel.runtime.cuda.CudaResult} that of the result codes. No handle of the
 * driver leaves the package as a number except device addresses.
 */
@NullMarked
package dev.ringkernel.runtime.cuda;

import org.jspecify.annotations.NullMarked;
