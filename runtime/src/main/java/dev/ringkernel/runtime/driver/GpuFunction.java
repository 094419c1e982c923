package dev.ringkernel.runtime.driver;

/** A kernel entry of a loaded module; lives as long as the module. */
public interface GpuFunction {

  /** Returns the entry's name. */
  String name();

  /** Returns what the code needs. */
  FunctionAttributes attributes();

  /**
   * Returns how many blocks of this shape an SM holds at once; 0 if it does not fit at all.
   *
   * @param blockThreads threads of a block
   * @param dynamicShared dynamic shared memory of a block in bytes
   */
  int maxBlocksPerSm(int blockThreads, int dynamicShared);

  /** Allows blocks so much dynamic shared memory, in bytes; needed above 48 KiB. */
  void allowDynamicShared(int bytes);

  /**
   * Prefers a split of an SM's memory between shared memory and L1 cache. Kernels that are to run
   * side by side should all prefer the same.
   *
   * @param percent the share of shared memory, 0 to 100, or −1 for the driver's default
   */
  void preferSharedCarveout(int percent);

  /**
   * Says in numbers what decides whether a launch of this shape fits a device.
   *
   * @param device the device of this function's module
   */
  default String explain(GpuProperties device, LaunchConfig config) {
    var attributes = attributes();
    if (config.blockThreads() > attributes.maxThreads()) {
      return config
          + "; "
          + name()
          + " allows "
          + attributes.maxThreads()
          + " threads a block, with "
          + attributes.registers()
          + " registers each";
    }
    if (config.dynamicShared() > attributes.maxDynamicShared()) {
      return config
          + "; "
          + name()
          + " allows "
          + attributes.maxDynamicShared()
          + " bytes of dynamic shared memory (allowDynamicShared raises that, on this device to "
          + (device.sharedPerBlockOptIn() - attributes.staticShared())
          + ")";
    }
    int perSm = maxBlocksPerSm((int) config.blockThreads(), config.dynamicShared());
    return config
        + "; "
        + name()
        + " has "
        + attributes.registers()
        + " registers a thread, so that "
        + perSm
        + " such blocks fit an SM and "
        + (long) perSm * device.smCount()
        + " the device's "
        + device.smCount()
        + " SMs";
  }

  /**
   * What a function's code needs.
   *
   * @param registers registers of a thread
   * @param localBytes local memory (stack and spills) of a thread
   * @param staticShared shared memory that the code declares
   * @param constBytes constant memory that the code declares
   * @param maxDynamicShared dynamic shared memory a block may have at present
   * @param maxThreads threads of the largest block that this code can be launched with
   * @param ptxVersion the PTX architecture it was written for, such as 90
   * @param binaryVersion the architecture it was assembled for, such as 90
   */
  record FunctionAttributes(
      int registers,
      int localBytes,
      int staticShared,
      int constBytes,
      int maxDynamicShared,
      int maxThreads,
      int ptxVersion,
      int binaryVersion) {}
}
