package dev.ringkernel.runtime.driver;

/** Code on the device. */
public interface GpuModule extends AutoCloseable {

  /**
   * Finds an entry and makes it ready to launch. May wait for a resident kernel, so look up all
   * that is needed before one starts.
   *
   * @throws DriverException if the module has no entry of this name
   */
  GpuFunction function(String name);

  /**
   * Finds a variable of the module.
   *
   * @throws DriverException if the module has no variable of this name
   */
  GlobalVariable global(String name);

  /** Returns what the assembler said while the module was loaded; empty if nothing. */
  String log();

  /** Unloads the code. Waits for every running kernel of the device. Idempotent. */
  @Override
  void close();

  /**
   * A variable of a module.
   *
   * @param address its device address
   * @param bytes its size
   */
  record GlobalVariable(long address, long bytes) {}
}
