package dev.ringkernel.runtime.sim;

import dev.ringkernel.ptx.sim.SimException;
import dev.ringkernel.ptx.sim.SimFault;
import dev.ringkernel.runtime.driver.DriverException;
import org.jspecify.annotations.Nullable;

/**
 * The CUDA driver's result codes that the simulator gives, so that a program meets the same failure
 * here and there. Codes and meanings: CUDA Driver API, {@code CUresult}.
 */
enum SimResult {
  // @formatter:off
  //                                 code  fatal  what to do
  CUDA_ERROR_INVALID_VALUE             (1, false, "An argument is out of range for this device."),
  CUDA_ERROR_OUT_OF_MEMORY             (2, false, "Ask for less, or give the simulated devices more (-Dringkernel.sim.memory)."),
  CUDA_ERROR_INVALID_DEVICE          (101, false, "Ask for more simulated devices (-Dringkernel.sim.devices)."),
  CUDA_ERROR_INVALID_IMAGE           (200, false, "The simulator executes PTX text: load the PTX that the cubin was assembled from."),
  CUDA_ERROR_INVALID_PTX             (218, false, "Where the text is right, the simulator is not: report it."),
  CUDA_ERROR_CONTEXT_IS_DESTROYED    (709, true,  "Other code closed the device."),
  CUDA_ERROR_NOT_FOUND               (500, false, "The name is not in the module."),
  CUDA_ERROR_NOT_READY               (600, false, "The work before it is still running."),
  CUDA_ERROR_ILLEGAL_ADDRESS         (700, true,  ""),
  CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES (701, false, "Launch fewer threads a block, or give it less shared memory."),
  CUDA_ERROR_LAUNCH_TIMEOUT          (702, true,  "On a GPU the kernel would hang."),
  CUDA_ERROR_ASSERT                  (710, true,  ""),
  CUDA_ERROR_HARDWARE_STACK_ERROR    (714, true,  "Give threads a larger stack (-Dringkernel.sim.stack)."),
  CUDA_ERROR_ILLEGAL_INSTRUCTION     (715, true,  ""),
  CUDA_ERROR_MISALIGNED_ADDRESS      (716, true,  ""),
  CUDA_ERROR_LAUNCH_FAILED           (719, true,  ""),
  CUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE(720, false, "Launch no more blocks than are resident at once, or give the device more SMs (-Dringkernel.sim.sms)."),
  CUDA_ERROR_UNKNOWN                 (999, true,  "This is a fault of the simulator: report it.");
  // @formatter:on

  private final int code;
  private final boolean fatal;
  private final String advice;

  SimResult(int code, boolean fatal, String advice) {
    this.code = code;
    this.fatal = fatal;
    this.advice = advice;
  }

  /** Describes a failed call. */
  DriverException failure(String call, String text, @Nullable Throwable cause) {
    return new DriverException(call, code, name(), text, advice, fatal, cause);
  }

  /** Describes what the simulator refused. */
  static DriverException refused(String call, SimException e, String detail) {
    var result =
        switch (e.reason()) {
          case INVALID_PTX -> CUDA_ERROR_INVALID_PTX;
          case INVALID_VALUE -> CUDA_ERROR_INVALID_VALUE;
          case NOT_FOUND -> CUDA_ERROR_NOT_FOUND;
          case OUT_OF_MEMORY -> CUDA_ERROR_OUT_OF_MEMORY;
          case OUT_OF_RESOURCES -> CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES;
          case COOPERATIVE_TOO_LARGE -> CUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE;
          case CLOSED -> CUDA_ERROR_CONTEXT_IS_DESTROYED;
        };
    return result.failure(
        call, detail.isEmpty() ? e.getMessage() : detail + ". " + e.getMessage(), e);
  }

  /** Describes what ended a kernel. */
  static DriverException fault(SimFault fault) {
    var result =
        switch (fault.kind()) {
          case ILLEGAL_ADDRESS -> CUDA_ERROR_ILLEGAL_ADDRESS;
          case MISALIGNED_ADDRESS -> CUDA_ERROR_MISALIGNED_ADDRESS;
          case TRAP, CANCELLED -> CUDA_ERROR_LAUNCH_FAILED;
          case ASSERT -> CUDA_ERROR_ASSERT;
          case ILLEGAL_INSTRUCTION -> CUDA_ERROR_ILLEGAL_INSTRUCTION;
          case STACK_OVERFLOW -> CUDA_ERROR_HARDWARE_STACK_ERROR;
          case DEADLOCK -> CUDA_ERROR_LAUNCH_TIMEOUT;
        };
    return result.failure("kernel " + fault.kernel(), fault.toString(), null);
  }
}
