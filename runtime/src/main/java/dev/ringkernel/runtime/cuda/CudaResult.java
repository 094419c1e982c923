package dev.ringkernel.runtime.cuda;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Result codes of the driver that deserve more than its own text: whether the context is lost with
 * them, and what to do. Codes and meanings: CUDA Driver API, {@code CUresult}.
 */
enum CudaResult {
  // @formatter:off
  //                              code  fatal  what to do
  CUDA_SUCCESS                      (0, false, ""),
  CUDA_ERROR_INVALID_VALUE          (1, false, "An argument is out of range for this device."),
  CUDA_ERROR_OUT_OF_MEMORY          (2, false, "Ask for less, or free memory that other processes hold on this device (nvidia-smi lists them)."),
  CUDA_ERROR_DEINITIALIZED          (4, true,  "The process is ending; no GPU work can start any more."),
  CUDA_ERROR_STUB_LIBRARY          (34, false, "The library found is the linker's stub: take the folder 'stubs' out of LD_LIBRARY_PATH."),
  CUDA_ERROR_CALL_REQUIRES_NEWER_DRIVER(36, false, "Install a newer NVIDIA driver."),
  CUDA_ERROR_DEVICE_UNAVAILABLE    (46, false, "Another process holds the device in exclusive mode: end it, or have an administrator set the compute mode to DEFAULT."),
  CUDA_ERROR_NO_DEVICE            (100, false, "Check nvidia-smi and CUDA_VISIBLE_DEVICES; a container needs the device passed in (docker run --gpus all)."),
  CUDA_ERROR_INVALID_DEVICE       (101, false, "There is no device of this number: 'ringkernel doctor' lists them."),
  CUDA_ERROR_DEVICE_NOT_LICENSED  (102, false, "The virtual GPU has no licence for compute: see the grid licence service."),
  CUDA_ERROR_INVALID_IMAGE        (200, false, "The code is neither PTX nor a cubin, or it is damaged: compile it again."),
  CUDA_ERROR_INVALID_CONTEXT      (201, false, "The device was closed or its context was destroyed by other code of this process."),
  CUDA_ERROR_NO_BINARY_FOR_GPU    (209, false, "Compile for this device's architecture: 'ringkernel compile --target'."),
  CUDA_ERROR_ECC_UNCORRECTABLE    (214, true,  "The device's memory had an error that could not be corrected; if it comes back, have the device checked."),
  CUDA_ERROR_PEER_ACCESS_UNSUPPORTED(217, false, "These two devices cannot reach each other's memory."),
  CUDA_ERROR_INVALID_PTX          (218, false, "The PTX does not assemble; the log names the line."),
  CUDA_ERROR_NVLINK_UNCORRECTABLE (220, true,  "The link between devices had an error that could not be corrected; if it comes back, have it checked."),
  CUDA_ERROR_JIT_COMPILER_NOT_FOUND(221, false, "libnvidia-ptxjitcompiler.so.1 is missing: install the whole driver, or load a cubin."),
  CUDA_ERROR_UNSUPPORTED_PTX_VERSION(222, false, "The driver is older than this PTX: update it, or compile for an older target."),
  CUDA_ERROR_JIT_COMPILATION_DISABLED(223, false, "Unset CUDA_DISABLE_PTX_JIT, or load a cubin."),
  CUDA_ERROR_CONTAINED            (226, true,  "The device contained a memory error; the context is lost."),
  CUDA_ERROR_OPERATING_SYSTEM     (304, false, "The operating system refused: check the limit on locked memory (ulimit -l) and the access rights of /dev/nvidia*."),
  CUDA_ERROR_NOT_FOUND            (500, false, "The name is not in the module."),
  CUDA_ERROR_NOT_READY            (600, false, "The work before it is still running."),
  CUDA_ERROR_ILLEGAL_ADDRESS      (700, true,  "A kernel touched memory that is not mapped; run it under compute-sanitizer, or on the CPU backend, to find the place."),
  CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES(701, false, "A block needs more registers or shared memory than an SM has: launch fewer threads a block."),
  CUDA_ERROR_LAUNCH_TIMEOUT       (702, true,  "The operating system ended the kernel because the device drives a display: use a device without one."),
  CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED(704, false, ""),
  CUDA_ERROR_CONTEXT_IS_DESTROYED (709, true,  "Other code of this process destroyed the device's context."),
  CUDA_ERROR_ASSERT               (710, true,  "A kernel's own assertion ended it."),
  CUDA_ERROR_HOST_MEMORY_ALREADY_REGISTERED(712, false, "These pages are registered already."),
  CUDA_ERROR_HARDWARE_STACK_ERROR (714, true,  "A kernel's stack overflowed or was damaged."),
  CUDA_ERROR_ILLEGAL_INSTRUCTION  (715, true,  "A kernel executed an illegal instruction: it was assembled for another device, or its code was overwritten."),
  CUDA_ERROR_MISALIGNED_ADDRESS   (716, true,  "A kernel accessed memory at an address that is not a multiple of the access's size."),
  CUDA_ERROR_INVALID_ADDRESS_SPACE(717, true,  "A kernel used an address of another state space."),
  CUDA_ERROR_INVALID_PC           (718, true,  "A kernel jumped out of its code."),
  CUDA_ERROR_LAUNCH_FAILED        (719, true,  "A kernel ended abnormally; run it under compute-sanitizer to find the place."),
  CUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE(720, false, "Launch no more blocks than are resident at once."),
  CUDA_ERROR_TENSOR_MEMORY_LEAK   (721, true,  "A kernel ended without giving its tensor memory back."),
  CUDA_ERROR_NOT_PERMITTED        (800, false, "The driver does not permit this here."),
  CUDA_ERROR_NOT_SUPPORTED        (801, false, "This device or driver does not support it: see 'ringkernel doctor'."),
  CUDA_ERROR_SYSTEM_NOT_READY     (802, false, "The fabric manager is not ready: check the service nvidia-fabricmanager."),
  CUDA_ERROR_SYSTEM_DRIVER_MISMATCH(803, false, "The kernel module and libcuda are of different releases: restart the machine, or the container with the host's libraries."),
  CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE(804, false, "The compatibility libcuda does not support this device: take it out of LD_LIBRARY_PATH."),
  CUDA_ERROR_MPS_CONNECTION_FAILED(805, false, "The MPS daemon does not answer: restart it, or stop it and unset CUDA_MPS_PIPE_DIRECTORY."),
  CUDA_ERROR_MPS_RPC_FAILURE      (806, true,  "The MPS server failed: restart nvidia-cuda-mps-control."),
  CUDA_ERROR_MPS_SERVER_NOT_READY (807, false, "The MPS server is recovering: try again."),
  CUDA_ERROR_MPS_MAX_CLIENTS_REACHED(808, false, "The MPS server has all the clients it can have."),
  CUDA_ERROR_MPS_MAX_CONNECTIONS_REACHED(809, false, "The MPS server has all the connections it can have."),
  CUDA_ERROR_MPS_CLIENT_TERMINATED(810, true,  "The MPS server ended this client, perhaps for a fault of another one."),
  CUDA_ERROR_EXTERNAL_DEVICE      (911, true,  "An external device signalled an error; the context is lost."),
  CUDA_ERROR_UNKNOWN              (999, false, "Look into the kernel log (dmesg) for lines with NVRM or Xid; nvidia_uvm may not be loaded.");
  // @formatter:on

  private static final Map<Integer, CudaResult> BY_CODE =
      Arrays.stream(values()).collect(Collectors.toMap(CudaResult::code, Function.identity()));

  private final int code;
  private final boolean fatal;
  private final String advice;

  CudaResult(int code, boolean fatal, String advice) {
    this.code = code;
    this.fatal = fatal;
    this.advice = advice;
  }

  /** Returns the row of a code, if it has one. */
  static Optional<CudaResult> of(int code) {
    return Optional.ofNullable(BY_CODE.get(code));
  }

  /** Returns the driver's number. */
  int code() {
    return code;
  }

  /** Says whether the context is lost with it. */
  boolean fatal() {
    return fatal;
  }

  /** Returns what to do, a full sentence; empty where nothing helps. */
  String advice() {
    return advice;
  }
}
