package dev.ringkernel.runtime.cuda;

/** The device attributes that are read, with their numbers of {@code CUdevice_attribute}. */
enum DeviceAttribute {
  // @formatter:off
  MAX_THREADS_PER_BLOCK                    (1),
  MAX_SHARED_PER_BLOCK                     (8),
  WARP_SIZE                               (10),
  MAX_REGISTERS_PER_BLOCK                 (12),
  CLOCK_RATE                              (13),
  MULTIPROCESSOR_COUNT                    (16),
  KERNEL_EXEC_TIMEOUT                     (17),
  INTEGRATED                              (18),
  CAN_MAP_HOST_MEMORY                     (19),
  COMPUTE_MODE                            (20),
  L2_CACHE_SIZE                           (38),
  MAX_THREADS_PER_SM                      (39),
  UNIFIED_ADDRESSING                      (41),
  COMPUTE_CAPABILITY_MAJOR                (75),
  COMPUTE_CAPABILITY_MINOR                (76),
  MAX_SHARED_PER_SM                       (81),
  MAX_REGISTERS_PER_SM                    (82),
  CAN_USE_HOST_POINTER_FOR_REGISTERED_MEM (91),
  COOPERATIVE_LAUNCH                      (95),
  MAX_SHARED_PER_BLOCK_OPTIN              (97),
  HOST_REGISTER_SUPPORTED                 (99),
  VIRTUAL_MEMORY_MANAGEMENT_SUPPORTED    (102),
  MAX_BLOCKS_PER_SM                      (106),
  RESERVED_SHARED_PER_BLOCK              (111),
  MEMORY_POOLS_SUPPORTED                 (115),
  CLUSTER_LAUNCH                         (120),
  TENSOR_MAP_ACCESS_SUPPORTED            (127),
  MPS_ENABLED                            (133);
  // @formatter:on

  private final int number;

  DeviceAttribute(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
