package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.HostMemory;
import java.lang.foreign.MemorySegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Host memory that this process, the driver's process and the device share. It stays readable when
 * the driver's process has ended.
 */
final class RemotePages extends Remote implements HostMemory {
  /** Size of a buffer through which memory goes that the other process does not map. */
  static final long STAGING_BYTES = 1L << 20;

  private final MemorySegment segment;
  private final long deviceAddress;
  private final @Nullable Known known;

  private RemotePages(
      DriverProcess host,
      long handle,
      MemorySegment segment,
      long deviceAddress,
      @Nullable Known known) {
    super(host, handle);
    this.segment = segment;
    this.deviceAddress = deviceAddress;
    this.known = known;
  }

  /**
   * Makes memory and registers it.
   *
   * @param whole whether the segment is whole pages, or as long as asked for
   */
  static RemotePages register(RemoteGpu gpu, long bytes, boolean whole) {
    long owner = gpu.handle();
    var pages = SharedPages.create(bytes);
    try {
      var answer =
          gpu.host()
              .call(HostCall.REGISTER, owner, pages.path().toString(), pages.segment().byteSize());
      var made =
          new RemotePages(
              gpu.host(),
              answer.longAt(0),
              whole ? pages.segment() : pages.segment().asSlice(0, bytes),
              answer.longAt(1),
              gpu.pages());
      gpu.pages().add(made);
      return made;
    } finally {
      pages.unlink();
    }
  }

  /** Makes a buffer that both processes map and the device does not. */
  private static RemotePages staging(RemoteGpu gpu) {
    long owner = gpu.handle();
    var pages = SharedPages.create(STAGING_BYTES);
    try {
      var answer =
          gpu.host().call(HostCall.MAP, owner, pages.path().toString(), pages.segment().byteSize());
      return new RemotePages(gpu.host(), answer.longAt(0), pages.segment(), 0, null);
    } finally {
      pages.unlink();
    }
  }

  @Override
  String kind() {
    return "host memory";
  }

  @Override
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public long deviceAddress() {
    return deviceAddress;
  }

  @Override
  public long bytes() {
    return segment.byteSize();
  }

  @Override
  public void close() {
    if (known != null) {
      known.remove(this);
    }
    giveBack();
  }

  /** The shared memory of a device, by address, and its staging buffers. */
  static final class Known {
    private final ConcurrentSkipListMap<Long, RemotePages> byAddress =
        new ConcurrentSkipListMap<>();
    private final Deque<RemotePages> idle = new ArrayDeque<>();
    private boolean closed;

    private void add(RemotePages pages) {
      byAddress.put(pages.segment.address(), pages);
    }

    private void remove(RemotePages pages) {
      byAddress.remove(pages.segment.address(), pages);
    }

    /** Returns the memory that the whole of a segment lies in, if it is shared. */
    @Nullable RemotePages around(MemorySegment segment) {
      if (!segment.isNative()) {
        return null;
      }
      var entry = byAddress.floorEntry(segment.address());
      if (entry == null) {
        return null;
      }
      var pages = entry.getValue();
      long end = segment.address() + segment.byteSize();
      return end <= entry.getKey() + pages.segment.byteSize() ? pages : null;
    }

    /** Takes a buffer that nobody uses; {@link #put} brings it back. */
    RemotePages take(RemoteGpu gpu) {
      synchronized (this) {
        var free = idle.pollFirst();
        if (free != null) {
          return free;
        }
      }
      return staging(gpu);
    }

    void put(RemotePages buffer) {
      synchronized (this) {
        if (!closed) {
          idle.addFirst(buffer);
          return;
        }
      }
      buffer.close();
    }

    void close() {
      Deque<RemotePages> buffers;
      synchronized (this) {
        closed = true;
        buffers = new ArrayDeque<>(idle);
        idle.clear();
      }
      buffers.forEach(RemotePages::close);
    }
  }
}
