package dev.ringkernel.runtime.cuda;

/**
 * The driver functions that are called, one row each.
 *
 * <p>The symbol carries the suffix that {@code cuda.h} adds by macro: without it the library gives
 * the function of CUDA 3. A function that came after the least driver ({@link
 * CudaDriver#LEAST_DRIVER}) names its release; whoever calls it asks {@link Libcuda#has} first.
 */
enum DriverCall {
  // @formatter:off
  //                      symbol                                        args  since
  INIT                    ("cuInit",                                       1, 0),
  DRIVER_VERSION          ("cuDriverGetVersion",                           1, 0),
  ERROR_NAME              ("cuGetErrorName",                               2, 0),
  ERROR_STRING            ("cuGetErrorString",                             2, 0),

  DEVICE_COUNT            ("cuDeviceGetCount",                             1, 0),
  DEVICE_GET              ("cuDeviceGet",                                  2, 0),
  DEVICE_NAME             ("cuDeviceGetName",                              3, 0),
  DEVICE_UUID             ("cuDeviceGetUuid_v2",                           2, 0),
  DEVICE_PCI_ID           ("cuDeviceGetPCIBusId",                          3, 0),
  DEVICE_TOTAL_MEMORY     ("cuDeviceTotalMem_v2",                          2, 0),
  DEVICE_ATTRIBUTE        ("cuDeviceGetAttribute",                         3, 0),
  DEVICE_CAN_ACCESS_PEER  ("cuDeviceCanAccessPeer",                        3, 0),
  DEVICE_P2P_ATTRIBUTE    ("cuDeviceGetP2PAttribute",                      4, 0),
  DEVICE_DEFAULT_POOL     ("cuDeviceGetDefaultMemPool",                    2, 0),

  PRIMARY_RETAIN          ("cuDevicePrimaryCtxRetain",                     2, 0),
  PRIMARY_RELEASE         ("cuDevicePrimaryCtxRelease_v2",                 1, 0),
  PRIMARY_RESET           ("cuDevicePrimaryCtxReset_v2",                   1, 0),
  CONTEXT_CREATE          ("cuCtxCreate_v2",                               3, 0),
  CONTEXT_DESTROY         ("cuCtxDestroy_v2",                              1, 0),
  CONTEXT_SET_CURRENT     ("cuCtxSetCurrent",                              1, 0),
  CONTEXT_ENABLE_PEER     ("cuCtxEnablePeerAccess",                        2, 0),

  MEMORY_INFO             ("cuMemGetInfo_v2",                              2, 0),
  MEMORY_ALLOC_ASYNC      ("cuMemAllocAsync",                              3, 0),
  MEMORY_FREE_ASYNC       ("cuMemFreeAsync",                               2, 0),
  POOL_SET_ATTRIBUTE      ("cuMemPoolSetAttribute",                        3, 0),
  POOL_SET_ACCESS         ("cuMemPoolSetAccess",                           3, 0),
  RANGE_GRANULARITY       ("cuMemGetAllocationGranularity",                3, 0),
  RANGE_RESERVE           ("cuMemAddressReserve",                          5, 0),
  RANGE_FREE              ("cuMemAddressFree",                             2, 0),
  RANGE_CREATE            ("cuMemCreate",                                  4, 0),
  RANGE_RELEASE           ("cuMemRelease",                                 1, 0),
  RANGE_MAP               ("cuMemMap",                                     5, 0),
  RANGE_UNMAP             ("cuMemUnmap",                                   2, 0),
  RANGE_SET_ACCESS        ("cuMemSetAccess",                               4, 0),
  HOST_REGISTER           ("cuMemHostRegister_v2",                         3, 0),
  HOST_UNREGISTER         ("cuMemHostUnregister",                          1, 0),
  HOST_DEVICE_ADDRESS     ("cuMemHostGetDevicePointer_v2",                 3, 0),
  HOST_ALLOC              ("cuMemHostAlloc",                               3, 0),
  HOST_FREE               ("cuMemFreeHost",                                1, 0),
  COPY_TO_DEVICE          ("cuMemcpyHtoDAsync_v2",                         4, 0),
  COPY_TO_HOST            ("cuMemcpyDtoHAsync_v2",                         4, 0),
  COPY_ON_DEVICE          ("cuMemcpyDtoDAsync_v2",                         4, 0),
  FILL                    ("cuMemsetD8Async",                              4, 0),

  STREAM_CREATE           ("cuStreamCreate",                               2, 0),
  STREAM_DESTROY          ("cuStreamDestroy_v2",                           1, 0),
  STREAM_QUERY            ("cuStreamQuery",                                1, 0),
  STREAM_SYNCHRONIZE      ("cuStreamSynchronize",                          1, 0),
  STREAM_WAIT_EVENT       ("cuStreamWaitEvent",                            3, 0),
  EVENT_CREATE            ("cuEventCreate",                                2, 0),
  EVENT_DESTROY           ("cuEventDestroy_v2",                            1, 0),
  EVENT_RECORD            ("cuEventRecord",                                2, 0),
  EVENT_QUERY             ("cuEventQuery",                                 1, 0),
  EVENT_SYNCHRONIZE       ("cuEventSynchronize",                           1, 0),
  EVENT_ELAPSED           ("cuEventElapsedTime",                           3, 0),

  MODULE_LOAD             ("cuModuleLoadDataEx",                           5, 0),
  MODULE_UNLOAD           ("cuModuleUnload",                               1, 0),
  MODULE_FUNCTION         ("cuModuleGetFunction",                          3, 0),
  MODULE_GLOBAL           ("cuModuleGetGlobal_v2",                         4, 0),
  MODULE_FUNCTION_COUNT   ("cuModuleGetFunctionCount",                     2, 12040),
  MODULE_FUNCTIONS        ("cuModuleEnumerateFunctions",                   3, 12040),
  FUNCTION_LOAD           ("cuFuncLoad",                                   1, 12040),
  FUNCTION_PARAMETER      ("cuFuncGetParamInfo",                           4, 12040),
  FUNCTION_ATTRIBUTE      ("cuFuncGetAttribute",                           3, 0),
  FUNCTION_SET_ATTRIBUTE  ("cuFuncSetAttribute",                           3, 0),
  OCCUPANCY               ("cuOccupancyMaxActiveBlocksPerMultiprocessor",  4, 0),
  LINK_CREATE             ("cuLinkCreate_v2",                              4, 0),
  LINK_ADD                ("cuLinkAddData_v2",                             8, 0),
  LINK_COMPLETE           ("cuLinkComplete",                               3, 0),
  LINK_DESTROY            ("cuLinkDestroy",                                1, 0),

  LAUNCH                  ("cuLaunchKernel",                              11, 0),
  LAUNCH_COOPERATIVE      ("cuLaunchCooperativeKernel",                   10, 0),
  GRAPH_CREATE            ("cuGraphCreate",                                2, 0),
  GRAPH_ADD_KERNEL        ("cuGraphAddKernelNode_v2",                      5, 0),
  GRAPH_INSTANTIATE       ("cuGraphInstantiateWithFlags",                  3, 0),
  GRAPH_LAUNCH            ("cuGraphLaunch",                                2, 0),
  GRAPH_DESTROY           ("cuGraphDestroy",                               1, 0),
  GRAPH_EXEC_DESTROY      ("cuGraphExecDestroy",                           1, 0);
  // @formatter:on

  private final String symbol;
  private final int arguments;
  private final int since;

  DriverCall(String symbol, int arguments, int since) {
    this.symbol = symbol;
    this.arguments = arguments;
    this.since = since;
  }

  /** Returns the name in the library. */
  String symbol() {
    return symbol;
  }

  /** Returns how many arguments it takes. */
  int arguments() {
    return arguments;
  }

  /**
   * Returns the release that brought it, as 1000 × major + 10 × minor; 0 if all drivers have it.
   */
  int since() {
    return since;
  }
}
