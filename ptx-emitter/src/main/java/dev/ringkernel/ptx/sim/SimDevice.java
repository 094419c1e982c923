package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimException.Reason;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxReader;
import dev.ringkernel.ptx.text.PtxSyntaxException;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One device of a machine: memory, modules and launches. Threads: any. Nothing here waits for a
 * kernel.
 *
 * <p>Addresses are native addresses of this process, the same for the JVM and for every device.
 */
public final class SimDevice {
  private static final long ALIGNMENT = 256;

  private final SimMachine machine;
  private final int ordinal;
  private final SimLimits limits;
  private final Map<Long, Region> allocated = new HashMap<>();
  private final DeviceHeap heap = new DeviceHeap(this);
  private long used;

  /** Bit n: this device reaches the memory of device n. */
  private volatile long reach;

  SimDevice(SimMachine machine, int ordinal, SimLimits limits) {
    this.machine = machine;
    this.ordinal = ordinal;
    this.limits = limits;
    this.reach = 1L << ordinal;
  }

  DeviceHeap heap() {
    return heap;
  }

  /** The machine that it belongs to. */
  public SimMachine machine() {
    return machine;
  }

  /** Its index in the machine. */
  public int ordinal() {
    return ordinal;
  }

  /** What it has. */
  public SimLimits limits() {
    return limits;
  }

  /** Bytes of its memory that are not taken. */
  public synchronized long freeMemory() {
    return limits.memory() - used;
  }

  /**
   * Takes zeroed memory, 256-byte aligned.
   *
   * @param bytes at least 1
   * @return its address
   */
  public long allocate(long bytes) {
    return allocate(Region.Kind.GLOBAL, bytes, ALIGNMENT).start;
  }

  Region allocate(Region.Kind kind, long bytes, long alignment) {
    if (bytes < 1) {
      throw new SimException(Reason.INVALID_VALUE, "There are no " + bytes + " bytes to allocate.");
    }
    long charged = (bytes + ALIGNMENT - 1) & -ALIGNMENT;
    take(charged);
    Region region =
        machine.memory().map(kind, ordinal, bytes, NativePages.roundUp(bytes), alignment);
    synchronized (this) {
      allocated.put(region.start, region);
    }
    return region;
  }

  /**
   * Gives memory of {@link #allocate} back: no kernel may use it any more.
   *
   * @throws SimException where nothing was allocated at this address
   */
  public void free(long address) {
    Region region;
    synchronized (this) {
      region = allocated.get(address);
    }
    if (region == null) {
      throw new SimException(
          Reason.INVALID_VALUE,
          "Nothing was allocated at 0x" + Long.toHexString(address) + ", or it was freed before.");
    }
    release(region);
  }

  /**
   * Reserves addresses without memory behind them.
   *
   * @param bytes the most it will ever hold; rounded up to {@link SimRange#GRANULARITY}
   */
  public SimRange reserve(long bytes) {
    if (bytes < 1) {
      throw new SimException(Reason.INVALID_VALUE, "There are no " + bytes + " bytes to reserve.");
    }
    long rounded = (bytes + SimRange.GRANULARITY - 1) & -SimRange.GRANULARITY;
    Region region = machine.memory().map(Region.Kind.GLOBAL, ordinal, 0, rounded);
    synchronized (this) {
      allocated.put(region.start, region);
    }
    return new SimRange(this, region);
  }

  /** Charges {@code bytes} of the device's memory. */
  synchronized void take(long bytes) {
    if (bytes > limits.memory() - used) {
      throw new SimException(
          Reason.OUT_OF_MEMORY,
          "Device "
              + ordinal
              + " has "
              + (limits.memory() - used)
              + " of its "
              + limits.memory()
              + " bytes left, not "
              + bytes
              + ".");
    }
    used += bytes;
  }

  /** Gives a region of this device back; does nothing where that was done. */
  void release(Region region) {
    synchronized (this) {
      if (!allocated.remove(region.start, region)) {
        return;
      }
      used -= (region.length + ALIGNMENT - 1) & -ALIGNMENT;
    }
    machine.memory().remove(region);
  }

  /**
   * Lets the kernels of every device reach memory of the JVM's own, at its own address. The memory
   * must stay allocated until {@link SimMachine#unregister}.
   *
   * @param memory a native segment
   */
  public void register(MemorySegment memory) {
    machine.register(memory);
  }

  /** As {@link SimMachine#unregister}. */
  public void unregister(MemorySegment memory) {
    machine.unregister(memory);
  }

  /** Lets kernels of this device reach the memory of {@code peer}. */
  public synchronized void enablePeer(SimDevice peer) {
    reach |= 1L << peer.ordinal;
  }

  /** Whether kernels of this device may reach the region. */
  boolean reaches(Region region) {
    return region.owner < 0 || (reach & 1L << region.owner) != 0;
  }

  /**
   * Memory that was allocated, mapped or registered, for copying from and to it.
   *
   * @throws SimException where not all of it is there and in this device's reach
   */
  public MemorySegment segment(long address, long bytes) {
    Region region = machine.memory().find(address);
    if (region == null || !region.holds(address, bytes) || !reaches(region)) {
      throw new SimException(
          Reason.INVALID_VALUE,
          "Device "
              + ordinal
              + " has no "
              + bytes
              + " bytes at 0x"
              + Long.toHexString(address)
              + (region == null
                  ? ": nothing is there."
                  : reaches(region)
                      ? ": the memory there ends at 0x"
                          + Long.toHexString(region.start + region.length)
                          + "."
                      : ": the memory there is of device "
                          + region.owner
                          + ", and no peer access was enabled."));
    }
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  /**
   * Says that the host copies memory of this device or fills it, for the checks: called before, as
   * the part of a stream that it is.
   *
   * @param writes whether it is written
   */
  public void noteCopy(long address, long bytes, boolean writes) {
    Checker checker = machine.checker();
    if (checker != null) {
      checker.hostCopies(address, bytes, writes);
    }
  }

  /**
   * Loads a module: decodes its functions and places its variables.
   *
   * @throws SimException where the module is not for this device or uses what the simulator does
   *     not execute; every place that does is named
   */
  public SimModule load(PtxModule module) {
    return SimModule.load(this, module);
  }

  /**
   * Reads and loads PTX text.
   *
   * @param name what the text is called in messages and places, such as a file's name
   * @throws SimException where it cannot be read, or as {@link #load(PtxModule)} does
   */
  public SimModule load(String name, String text) {
    try {
      return load(PtxReader.read(name, text));
    } catch (PtxSyntaxException e) {
      throw new SimException(Reason.INVALID_PTX, String.valueOf(e.getMessage()));
    }
  }

  /**
   * How many blocks of this shape an SM holds at once; 0 where not one fits.
   *
   * @param blockThreads threads of a block
   * @param dynamicShared dynamic shared memory of a block in bytes
   */
  public int maxBlocksPerSm(SimKernel kernel, int blockThreads, int dynamicShared) {
    return Occupancy.blocksPerSm(limits, kernel, blockThreads, dynamicShared);
  }

  /**
   * Refuses what {@link #launch} would refuse.
   *
   * @throws SimException where the kernel or the device cannot be launched so, with the numbers
   */
  public void check(SimKernel kernel, SimGrid grid) {
    kernel.module().checkLoaded();
    if (kernel.module().device() != this) {
      throw new SimException(
          Reason.INVALID_VALUE,
          kernel + " is loaded on device " + kernel.module().device().ordinal() + ", not on this.");
    }
    Occupancy.check(this, kernel, grid);
  }

  /**
   * Launches a kernel; it runs on the machine's threads.
   *
   * @param arguments the block of parameters, laid out as {@link SimKernel#params} says; copied
   * @throws SimException where the kernel or the device cannot be launched so, with the numbers
   */
  public SimLaunch launch(SimKernel kernel, SimGrid grid, @Nullable MemorySegment arguments) {
    check(kernel, grid);
    long given = arguments == null ? 0 : arguments.byteSize();
    if (given < kernel.paramBytes()) {
      throw new SimException(
          Reason.INVALID_VALUE,
          kernel + " takes " + kernel.paramBytes() + " bytes of parameters, not " + given + ".");
    }
    return machine.launch(this, kernel, grid, arguments);
  }
}
