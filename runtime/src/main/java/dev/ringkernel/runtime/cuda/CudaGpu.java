package dev.ringkernel.runtime.cuda;

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
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A handle on an opened device. */
final class CudaGpu implements HostedGpu {
  private final CudaDriver driver;
  private final CudaContext context;
  private final GpuProperties properties;
  private final AtomicBoolean closed = new AtomicBoolean();

  CudaGpu(CudaDriver driver, CudaContext context, GpuProperties properties) {
    this.driver = driver;
    this.context = context;
    this.properties = properties;
  }

  private CudaContext context() {
    if (closed.get()) {
      throw new IllegalStateException("The device " + properties.name() + " was closed.");
    }
    return context;
  }

  @Override
  public GpuProperties properties() {
    return properties;
  }

  @Override
  public Optional<DriverException> failure() {
    return Optional.ofNullable(context.failure());
  }

  @Override
  public MemoryUse memory() {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(16);
      context().call(DriverCall.MEMORY_INFO, out.address(), out.address() + 8);
      return new MemoryUse(out.get(ValueLayout.JAVA_LONG, 0), out.get(ValueLayout.JAVA_LONG, 8));
    }
  }

  @Override
  public DeviceMemory allocate(long bytes) {
    return new CudaMemory(context(), bytes);
  }

  @Override
  public AddressRange reserve(long maxBytes) {
    return new CudaAddressRange(context(), maxBytes);
  }

  @Override
  public HostMemory registerHost(long bytes) {
    return new RegisteredMemory(context(), bytes);
  }

  @Override
  public HostMemory register(MemorySegment pages) {
    return new RegisteredMemory(context(), pages);
  }

  @Override
  public HostMemory allocatePinned(long bytes) {
    return new PinnedMemory(context(), bytes);
  }

  @Override
  public GpuStream newStream() {
    return new CudaStream(context());
  }

  @Override
  public GpuEvent newEvent() {
    return new CudaEvent(context());
  }

  @Override
  public GpuModule load(byte[] image, LoadOptions options) {
    return new CudaModule(context(), properties, image, options);
  }

  @Override
  public byte[] assemble(byte[] ptx, LoadOptions options) {
    return CudaModule.assemble(context(), ptx, options);
  }

  @Override
  public GpuGraph newGraph(
      GpuFunction function, LaunchConfig config, @Nullable KernelParams params) {
    return new CudaGraph(context(), (CudaFunction) function, config, params);
  }

  @Override
  public void enablePeer(Gpu peer) {
    var other = ((CudaGpu) peer).context();
    var own = context();
    if (other == own || !other.peers().add(own.device())) {
      return;
    }
    own.enter();
    int code = own.cuda().call(DriverCall.CONTEXT_ENABLE_PEER, other.handle(), 0);
    if (code != CudaResult.CUDA_ERROR_PEER_ACCESS_ALREADY_ENABLED.code() && code != 0) {
      other.peers().remove(own.device());
      throw own.failed(
          DriverCall.CONTEXT_ENABLE_PEER,
          code,
          properties.name() + " " + properties.ordinal() + " to " + peer.properties().ordinal(),
          "");
    }
    // Pools and mapped ranges have access rights of their own.
    try (var arena = Arena.ofConfined()) {
      other.call(
          DriverCall.POOL_SET_ACCESS,
          other.pool(),
          CudaAddressRange.access(arena, own.device()).address(),
          1);
    }
    for (var range : other.ranges()) {
      range.share(own.device());
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      driver.closed(context);
    }
  }
}
