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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device opened in another process. */
final class RemoteGpu extends Remote implements Gpu {
  private final GpuProperties properties;
  private final RemotePages.Known pages = new RemotePages.Known();

  RemoteGpu(DriverProcess host, Values opened) {
    super(host, opened.longAt(0));
    this.properties = opened.get(1, GpuProperties.class);
  }

  @Override
  String kind() {
    return "device " + properties.name();
  }

  /** The pages that are shared with the other process. */
  RemotePages.Known pages() {
    return pages;
  }

  /** Returns the number of a handle that belongs to the same process. */
  long own(Object given) {
    if (!(given instanceof Remote other) || other.host() != host()) {
      throw new IllegalArgumentException(given + " is not of this device's driver.");
    }
    return other.handle();
  }

  @Override
  public GpuProperties properties() {
    return properties;
  }

  @Override
  public Optional<DriverException> failure() {
    return Optional.ofNullable(host().failure());
  }

  @Override
  public MemoryUse memory() {
    return call(HostCall.MEMORY).get(0, MemoryUse.class);
  }

  @Override
  public DeviceMemory allocate(long bytes) {
    return new RemoteMemory(host(), call(HostCall.ALLOCATE, bytes), bytes);
  }

  @Override
  public AddressRange reserve(long maxBytes) {
    return new RemoteRange(host(), call(HostCall.RESERVE, maxBytes));
  }

  @Override
  public HostMemory registerHost(long bytes) {
    return RemotePages.register(this, bytes, true);
  }

  @Override
  public HostMemory allocatePinned(long bytes) {
    return RemotePages.register(this, bytes, false);
  }

  @Override
  public GpuStream newStream() {
    return new RemoteStream(this, call(HostCall.NEW_STREAM));
  }

  @Override
  public GpuEvent newEvent() {
    return new RemoteEvent(this, call(HostCall.NEW_EVENT));
  }

  @Override
  public GpuModule load(byte[] image, LoadOptions options) {
    return new RemoteModule(host(), call(HostCall.LOAD, image, options));
  }

  @Override
  public byte[] assemble(byte[] ptx, LoadOptions options) {
    return call(HostCall.ASSEMBLE, ptx, options).get(0, byte[].class);
  }

  @Override
  public GpuGraph newGraph(
      GpuFunction function, LaunchConfig config, @Nullable KernelParams params) {
    return new RemoteGraph(host(), call(HostCall.NEW_GRAPH, own(function), config, params));
  }

  @Override
  public void enablePeer(Gpu peer) {
    call(HostCall.ENABLE_PEER, own(peer));
  }

  @Override
  public void close() {
    if (giveBack()) {
      pages.close();
      host().release();
    }
  }
}
