package dev.ringkernel.runtime;

import dev.ringkernel.device.Memory;
import dev.ringkernel.runtime.device.Dispatch;
import dev.ringkernel.runtime.device.HostWords;
import dev.ringkernel.runtime.device.Resident;
import dev.ringkernel.runtime.driver.AddressRange;
import dev.ringkernel.runtime.driver.DeviceMemory;
import dev.ringkernel.runtime.driver.Devices;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A device that runs the resident kernel as its own runtime on threads of this JVM, with one
 * handler that stands for all: it adds the first word of a message to the first of the state and
 * replies with the sum. What a driver would make wait for the resident kernel fails here at once.
 */
final class ResidentGpu implements Gpu {
  /** What its cubins start with. */
  private static final String CUBIN = "cubin of ";

  private final Arena arena = Arena.ofShared();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private @Nullable MemorySegment shared;

  /** What was asked of it, in order, but for memory and copies. */
  final List<String> log = new CopyOnWriteArrayList<>();

  /** Runs in the middle of each assembling. */
  Runnable whileAssembling = () -> {};

  /** Thrown by the next of these, once. */
  @Nullable DriverException assembleFails;

  @Nullable DriverException loadFails;
  @Nullable DriverException launchFails;

  int blocksPerSm = 1;

  /** What the host asks of the resident kernel. */
  long runWord() {
    return Memory.ldAcquireSys(
        Objects.requireNonNull(shared).address() + Memories.WORDS + HostWords.RUN);
  }

  boolean isResident() {
    return threads.stream().anyMatch(Thread::isAlive);
  }

  private static void fail(@Nullable DriverException failure) {
    if (failure != null) {
      throw failure;
    }
  }

  private void nothingIsResident(String call) {
    if (isResident()) {
      throw new AssertionError(call + " would wait for the resident kernel");
    }
  }

  private static int add(
      long ctx, int behaviour, int type, long state, long[] message, int at, long[] reply) {
    long sum = Memory.ld(state) + message[at];
    Memory.st(state, sum);
    reply[0] = sum;
    return 0;
  }

  private void start(int blocks, long base) {
    threads.clear();
    threads.add(new Thread(() -> Resident.supervise(base), "supervisor"));
    for (int i = 0; i < blocks - 1; i++) {
      int worker = i;
      threads.add(
          new Thread(
              () -> {
                Dispatch.bind(ResidentGpu::add);
                Resident.work(base, worker);
              },
              "worker-" + i));
    }
    threads.forEach(t -> t.setDaemon(true));
    threads.forEach(Thread::start);
  }

  @Override
  public byte[] assemble(byte[] ptx, LoadOptions options) {
    log.add("assemble");
    whileAssembling.run();
    DriverException failure = assembleFails;
    assembleFails = null;
    fail(failure);
    log.add("assembled");
    return (CUBIN + new String(ptx, StandardCharsets.US_ASCII)).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public GpuModule load(byte[] image, LoadOptions options) {
    nothingIsResident("load");
    String text = new String(image, StandardCharsets.US_ASCII);
    String kind = text.startsWith(CUBIN) ? "cubin" : "text";
    log.add("load " + kind);
    DriverException failure = loadFails;
    loadFails = null;
    fail(failure);
    return new GpuModule() {
      @Override
      public GpuFunction function(String name) {
        nothingIsResident("function");
        if (!text.contains(".entry " + name + "(")) {
          throw DriverException.of("function", "there is no entry " + name, "");
        }
        return new Function(name);
      }

      @Override
      public GlobalVariable global(String name) {
        throw new UnsupportedOperationException();
      }

      @Override
      public String log() {
        return "";
      }

      @Override
      public void close() {
        nothingIsResident("unload");
        log.add("unload " + kind);
      }
    };
  }

  private final class Function implements GpuFunction {
    private final String name;

    Function(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public FunctionAttributes attributes() {
      return new FunctionAttributes(64, 0, 0, 0, 0, 1024, 90, 90);
    }

    @Override
    public int maxBlocksPerSm(int blockThreads, int dynamicShared) {
      return blocksPerSm;
    }

    @Override
    public void allowDynamicShared(int bytes) {}

    @Override
    public void preferSharedCarveout(int percent) {}
  }

  /** Work is done when it is enqueued, but for the resident kernel. */
  private final class Stream implements GpuStream {
    private boolean launched;

    private static MemorySegment at(long address, long bytes) {
      return MemorySegment.ofAddress(address).reinterpret(bytes);
    }

    @Override
    public void launch(GpuFunction function, LaunchConfig config, @Nullable KernelParams params) {
      nothingIsResident("a second launch");
      log.add("launch");
      DriverException failure = launchFails;
      launchFails = null;
      fail(failure);
      launched = true;
      start(
          (int) config.blocks(),
          Objects.requireNonNull(params).values().get(ValueLayout.JAVA_LONG, 0));
    }

    @Override
    public void copyToDevice(long target, MemorySegment source) {
      at(target, source.byteSize()).copyFrom(source);
    }

    @Override
    public void copyToHost(MemorySegment target, long source) {
      target.copyFrom(at(source, target.byteSize()));
    }

    @Override
    public void fill(long target, byte value, long bytes) {
      at(target, bytes).fill(value);
    }

    @Override
    public boolean done() {
      return !launched || !isResident();
    }

    @Override
    public void synchronize() {}

    @Override
    public boolean synchronize(Duration limit) {
      try {
        for (Thread thread : threads) {
          if (!thread.join(limit)) {
            return false;
          }
        }
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
      log.add("left");
      return true;
    }

    @Override
    public void launch(GpuGraph graph) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void copyOnDevice(long target, long source, long bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void record(GpuEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void waitFor(GpuEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
  }

  @Override
  public GpuStream newStream() {
    return new Stream();
  }

  @Override
  public GpuProperties properties() {
    return Devices.h200();
  }

  @Override
  public Optional<DriverException> failure() {
    return Optional.empty();
  }

  @Override
  public AddressRange reserve(long maxBytes) {
    MemorySegment memory = arena.allocate(128L << 20, 256);
    return new AddressRange() {
      private long mapped;

      @Override
      public long address() {
        return memory.address();
      }

      @Override
      public long capacity() {
        return memory.byteSize();
      }

      @Override
      public long mapped() {
        return mapped;
      }

      @Override
      public long granularity() {
        return 2 << 20;
      }

      @Override
      public long grow(long bytes) {
        mapped += Math.ceilDiv(bytes, granularity()) * granularity();
        return mapped;
      }

      @Override
      public void close() {
        nothingIsResident("unmap");
      }
    };
  }

  private record Pages(MemorySegment segment) implements HostMemory {
    @Override
    public long deviceAddress() {
      return segment.address();
    }

    @Override
    public long bytes() {
      return segment.byteSize();
    }

    @Override
    public void close() {}
  }

  @Override
  public HostMemory registerHost(long bytes) {
    // Not of the arena: a waiting caller may look at it while the system closes.
    shared = Arena.ofAuto().allocate(bytes, 4096);
    return new Pages(shared);
  }

  @Override
  public HostMemory allocatePinned(long bytes) {
    return new Pages(arena.allocate(bytes, 64));
  }

  @Override
  public void close() {
    nothingIsResident("close");
    log.add("close");
    arena.close();
  }

  /** The log since the last call. */
  List<String> takeLog() {
    List<String> taken = new ArrayList<>(log);
    log.clear();
    return taken;
  }

  @Override
  public MemoryUse memory() {
    throw new UnsupportedOperationException();
  }

  @Override
  public DeviceMemory allocate(long bytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public GpuEvent newEvent() {
    throw new UnsupportedOperationException();
  }

  @Override
  public GpuGraph newGraph(
      GpuFunction function, LaunchConfig config, @Nullable KernelParams params) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void enablePeer(Gpu peer) {
    throw new UnsupportedOperationException();
  }
}
