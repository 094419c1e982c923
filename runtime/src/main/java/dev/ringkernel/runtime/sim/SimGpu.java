package dev.ringkernel.runtime.sim;

import dev.ringkernel.runtime.driver.AddressRange;
import dev.ringkernel.runtime.driver.DeviceMemory;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuEvent;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuGraph;
import dev.ringkernel.runtime.driver.GpuModule;
import dev.ringkernel.runtime.driver.GpuProperties;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.HostMemory;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;
import dev.ringkernel.runtime.driver.MemoryUse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A handle on an opened device. */
final class SimGpu implements Gpu {
  private final SimDriver driver;
  private final SimContext context;
  private final AtomicBoolean closed = new AtomicBoolean();

  SimGpu(SimDriver driver, SimContext context) {
    this.driver = driver;
    this.context = context;
  }

  private SimContext context() {
    if (closed.get()) {
      throw new IllegalStateException("The device " + properties().name() + " was closed.");
    }
    return context;
  }

  @Override
  public GpuProperties properties() {
    return context.properties();
  }

  @Override
  public Optional<DriverException> failure() {
    return Optional.ofNullable(context.failure());
  }

  @Override
  public boolean sharesCores() {
    return true;
  }

  @Override
  public MemoryUse memory() {
    context().enter();
    return new MemoryUse(context.device().freeMemory(), properties().totalMemory());
  }

  @Override
  public DeviceMemory allocate(long bytes) {
    return new SimMemory(context(), bytes);
  }

  @Override
  public AddressRange reserve(long maxBytes) {
    return new SimAddresses(context(), maxBytes);
  }

  @Override
  public HostMemory registerHost(long bytes) {
    return SimPages.registered(context(), bytes);
  }

  @Override
  public HostMemory allocatePinned(long bytes) {
    return SimPages.pinned(context(), bytes);
  }

  @Override
  public GpuStream newStream() {
    return new SimStream(context());
  }

  @Override
  public GpuEvent newEvent() {
    return new SimEvent(context());
  }

  @Override
  public GpuModule load(byte[] image, LoadOptions options) {
    return SimCode.load(context(), image, options);
  }

  @Override
  public byte[] assemble(byte[] ptx, LoadOptions options) {
    return SimCode.assemble(context(), ptx);
  }

  @Override
  public GpuGraph newGraph(
      GpuFunction function, LaunchConfig config, @Nullable KernelParams params) {
    if (config.cooperative()) {
      throw new IllegalArgumentException("A graph of one kernel is not cooperative: " + config);
    }
    return new SimGraph(context(), ((SimEntry) function).prepare(config, params));
  }

  @Override
  public void enablePeer(Gpu peer) {
    var other = ((SimGpu) peer).context();
    if (other.system() != context().system()) {
      throw SimResult.CUDA_ERROR_INVALID_VALUE.failure(
          "Gpu.enablePeer",
          "The devices are of two simulated systems: "
              + properties().uuid()
              + " and "
              + peer.properties().uuid(),
          null);
    }
    context.enter();
    context.device().enablePeer(other.device());
  }

  @Override
  public void close() {
    if (closed.get()) {
      return;
    }
    if (!context.system().shared(context)) {
      context.awaitWork("Gpu.close", "End the kernel before its device is closed.");
    }
    if (closed.compareAndSet(false, true)) {
      driver.closed(context);
    }
  }
}
