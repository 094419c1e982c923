package dev.ringkernel.runtime.driver;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One opened device.
 *
 * <p>Threads: every method may be called from any thread, platform or virtual; the implementation
 * binds the device to the calling thread for the length of the call. A call that waits says so.
 *
 * <p>A resident kernel changes what a driver call does. What goes through beside one: {@link
 * #allocate}, closing a {@link DeviceMemory}, {@link #reserve}, {@link AddressRange#grow}, {@link
 * #registerHost}, {@link #allocatePinned}, {@link #newStream}, {@link #newEvent}, {@link
 * #assemble}, host-to-device copies on another stream. What <em>waits until it ends</em>: {@link
 * #load}, closing a {@link HostMemory} or a {@link GpuModule}, {@link GpuModule#function}, {@link
 * #close}.
 */
public interface Gpu extends AutoCloseable {

  /** Returns what the device is. */
  GpuProperties properties();

  /**
   * Returns the failure that killed this device's context, if one has. Then every other method
   * throws an exception caused by it, and {@code close} of every handle returns at once. Memory of
   * {@link #registerHost} stays readable until it is closed.
   */
  Optional<DriverException> failure();

  /**
   * Says whether kernels run on cores of this machine, so that lanes that wait should sleep and
   * leave them to others.
   */
  default boolean sharesCores() {
    return false;
  }

  /** Returns how much device memory is free and how much there is. */
  MemoryUse memory();

  /**
   * Allocates device memory from the device's pool, at least 256-byte aligned, contents undefined.
   *
   * @param bytes at least 1
   */
  DeviceMemory allocate(long bytes);

  /**
   * Reserves device addresses without memory behind them; {@link AddressRange#grow} adds memory,
   * also while a kernel that knows the range runs.
   *
   * @param maxBytes the most it will ever hold; rounded up to the granularity
   */
  AddressRange reserve(long maxBytes);

  /**
   * Makes page-aligned memory of the JVM's own and registers it with the device, zeroed. It
   * outlives the device's context: after a fatal failure it can still be read.
   *
   * @param bytes at least 1; rounded up to whole pages
   */
  HostMemory registerHost(long bytes);

  /**
   * Makes page-locked memory of the driver's own, zeroed, for buffers that are copied from and to.
   * It is lost with the context, so nothing that must survive a failure belongs in it.
   *
   * @param bytes at least 1
   */
  HostMemory allocatePinned(long bytes);

  /** Makes a stream that waits for no other stream. */
  GpuStream newStream();

  /** Makes an event that takes time stamps. */
  GpuEvent newEvent();

  /**
   * Loads code, assembling it first where it is PTX. Every function is brought to the device before
   * this returns, so that no later launch loads anything.
   *
   * @param image PTX text in ASCII, or a cubin
   * @throws DriverException if it does not assemble or does not fit the device; the text holds the
   *     assembler's log
   */
  GpuModule load(byte[] image, LoadOptions options);

  /**
   * Assembles PTX for this device without loading it. Does not wait for a resident kernel.
   *
   * @return a cubin for {@link #load}
   * @throws DriverException if it does not assemble; the text holds the assembler's log
   */
  byte[] assemble(byte[] ptx, LoadOptions options);

  /**
   * Makes a graph of one kernel with these parameters, ready to launch repeatedly. The values of
   * the parameters are those at this call.
   */
  GpuGraph newGraph(GpuFunction function, LaunchConfig config, @Nullable KernelParams params);

  /** Lets kernels of this device read and write the memory of another; does nothing if they can. */
  void enablePeer(Gpu peer);

  /**
   * Closes this handle. Every stream, module and memory made from it must be closed first, except
   * after a failure. The last handle of a device ends its context. Idempotent.
   */
  @Override
  void close();
}
