package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.AddressRange;
import dev.ringkernel.runtime.driver.Availability;
import dev.ringkernel.runtime.driver.DeviceMemory;
import dev.ringkernel.runtime.driver.Devices;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.FeatureAnswer;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuDriver;
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
import dev.ringkernel.runtime.driver.PeerAccess;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A driver whose device is this process: its memory is native memory, and its kernels are the
 * methods of {@link Kernel}, each stream's on a thread of its own.
 */
public final class FakeDriver implements GpuDriver {
  static final String FATAL = "CUDA_ERROR_ILLEGAL_ADDRESS";
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();

  /** Entries that every module has. */
  private enum Kernel {
    /** (words): answers each command at word 0 at word 1, until the command −1. */
    echo,
    /** (target, i32, f32, f64): stores its parameters as four words. */
    params,
    /** (): touches memory that is not mapped. */
    wild,
    /** (): prints to standard output. */
    print,
    /** (status): ends the process. */
    die
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public Availability availability() {
    return Availability.usable("The fake driver works.", List.of());
  }

  @Override
  public List<GpuProperties> devices() {
    return List.of(Devices.h200());
  }

  @Override
  public Availability availability(int ordinal) {
    return availability();
  }

  @Override
  public List<FeatureAnswer> details() {
    return List.of();
  }

  @Override
  public PeerAccess peerAccess(int ordinal, int peer) {
    throw new IllegalArgumentException("There is one device.");
  }

  @Override
  public Gpu open(int ordinal) {
    if (ordinal != 0) {
      throw new DriverException(
          "fakeOpen", 101, "NO_SUCH", "Device " + ordinal, "Ask for 0.", false, null);
    }
    return new FakeGpu();
  }

  static MemorySegment at(long address, long bytes) {
    return MemorySegment.ofAddress(address).reinterpret(bytes);
  }

  private record FakeMemory(Arena arena, MemorySegment segment)
      implements DeviceMemory, HostMemory {
    static FakeMemory of(long bytes) {
      if (bytes < 1) {
        throw new IllegalArgumentException("Device memory has at least 1 byte: " + bytes + ".");
      }
      var arena = Arena.ofShared();
      return new FakeMemory(arena, arena.allocate(bytes, 4096));
    }

    @Override
    public long address() {
      return segment.address();
    }

    @Override
    public long deviceAddress() {
      return segment.address();
    }

    @Override
    public long bytes() {
      return segment.byteSize();
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  private static final class FakeGpu implements HostedGpu {
    private volatile DriverException failure;

    private void check() {
      var dead = failure;
      if (dead != null) {
        throw dead;
      }
    }

    @Override
    public GpuProperties properties() {
      return Devices.h200();
    }

    @Override
    public Optional<DriverException> failure() {
      return Optional.ofNullable(failure);
    }

    @Override
    public MemoryUse memory() {
      check();
      return new MemoryUse(1, 2);
    }

    @Override
    public DeviceMemory allocate(long bytes) {
      check();
      return FakeMemory.of(bytes);
    }

    @Override
    public AddressRange reserve(long maxBytes) {
      var memory = FakeMemory.of(maxBytes);
      return new AddressRange() {
        private long mapped;

        @Override
        public long address() {
          return memory.address();
        }

        @Override
        public long capacity() {
          return memory.bytes();
        }

        @Override
        public long mapped() {
          return mapped;
        }

        @Override
        public long granularity() {
          return 4096;
        }

        @Override
        public long grow(long bytes) {
          mapped += Math.ceilDiv(bytes, 4096) * 4096;
          return mapped;
        }

        @Override
        public void close() {
          memory.close();
        }
      };
    }

    @Override
    public HostMemory registerHost(long bytes) {
      return FakeMemory.of(bytes);
    }

    @Override
    public HostMemory register(MemorySegment pages) {
      check();
      if (pages.byteSize() == 3 * 4096) {
        throw DriverException.of("fakeRegister", "Three pages are too many", "Take two.");
      }
      return new FakeMemory(Arena.ofShared(), pages);
    }

    @Override
    public HostMemory allocatePinned(long bytes) {
      return FakeMemory.of(bytes);
    }

    @Override
    public GpuStream newStream() {
      check();
      return new FakeStream(this);
    }

    @Override
    public GpuEvent newEvent() {
      return new FakeEvent();
    }

    @Override
    public GpuModule load(byte[] image, LoadOptions options) {
      var text = new String(image, StandardCharsets.US_ASCII);
      if (text.startsWith("bad")) {
        var cause = new IllegalStateException("the cause");
        var thrown =
            new DriverException(
                "fakeLoad",
                218,
                "INVALID_PTX",
                "x".repeat(100_000) + "ü",
                "Mend it.",
                false,
                cause);
        thrown.addSuppressed(new IllegalArgumentException("and this"));
        throw thrown;
      }
      return new FakeModule(options.toString());
    }

    @Override
    public byte[] assemble(byte[] ptx, LoadOptions options) {
      var cubin = ptx.clone();
      cubin[0]++;
      return cubin;
    }

    @Override
    public GpuGraph newGraph(GpuFunction function, LaunchConfig config, KernelParams params) {
      return new FakeGraph(function, config, params);
    }

    @Override
    public void enablePeer(Gpu peer) {
      throw DriverException.of("fakePeer", peer == this ? "It is this one" : "No", "");
    }

    @Override
    public void close() {}
  }

  private record FakeGraph(GpuFunction function, LaunchConfig config, KernelParams params)
      implements GpuGraph {
    @Override
    public void close() {}
  }

  private static final class FakeEvent implements GpuEvent {
    volatile long nanos;

    @Override
    public boolean done() {
      return nanos != 0;
    }

    @Override
    public void synchronize() {}

    @Override
    public double nanosSince(GpuEvent earlier) {
      return nanos - ((FakeEvent) earlier).nanos;
    }

    @Override
    public void close() {}
  }

  private record FakeModule(String log) implements GpuModule {
    @Override
    public GpuFunction function(String name) {
      return new FakeFunction(Kernel.valueOf(name));
    }

    @Override
    public GlobalVariable global(String name) {
      return new GlobalVariable(0x1234, name.length());
    }

    @Override
    public void close() {}
  }

  private record FakeFunction(Kernel kernel) implements GpuFunction {
    @Override
    public String name() {
      return kernel.name();
    }

    @Override
    public FunctionAttributes attributes() {
      return new FunctionAttributes(1, 2, 3, 4, 5, 6, 7, 8);
    }

    @Override
    public int maxBlocksPerSm(int blockThreads, int dynamicShared) {
      return blockThreads + dynamicShared;
    }

    @Override
    public void allowDynamicShared(int bytes) {
      if (bytes > 100) {
        throw new IllegalStateException("no more than 100");
      }
    }

    @Override
    public void preferSharedCarveout(int percent) {}
  }

  private static final class FakeStream implements GpuStream {
    private final FakeGpu gpu;
    private final ExecutorService work =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final AtomicInteger pending = new AtomicInteger();
    private final AtomicBoolean closed = new AtomicBoolean();

    FakeStream(FakeGpu gpu) {
      this.gpu = gpu;
    }

    private void enqueue(Runnable task) {
      gpu.check();
      pending.incrementAndGet();
      work.execute(
          () -> {
            try {
              task.run();
            } finally {
              pending.decrementAndGet();
            }
          });
    }

    @Override
    public void launch(GpuFunction function, LaunchConfig config, KernelParams params) {
      var kernel = ((FakeFunction) function).kernel();
      var given = params == null ? null : params.values().toArray(ValueLayout.JAVA_LONG);
      if (kernel == Kernel.print) {
        System.out.println("printed by a kernel of " + config.blocks() + " blocks");
        return;
      }
      enqueue(() -> run(kernel, given));
    }

    private void run(Kernel kernel, long[] params) {
      switch (kernel) {
        case echo -> {
          var words = at(params[0], 16);
          long answered = 0;
          while (answered != -1) {
            long command = (long) LONG.getAcquire(words, 0L);
            if (command != answered) {
              LONG.setRelease(words, 8L, command);
              answered = command;
            }
            Thread.onSpinWait();
          }
        }
        case params ->
            MemorySegment.copy(
                params,
                1,
                at(params[0], 8L * params.length),
                ValueLayout.JAVA_LONG,
                0,
                params.length - 1);
        case wild ->
            gpu.failure =
                new DriverException("fakeWild", 700, FATAL, "Not mapped", "Look.", true, null);
        case die -> Runtime.getRuntime().halt((int) params[0]);
        case print -> throw new IllegalStateException("prints when it is launched");
      }
    }

    @Override
    public void launch(GpuGraph graph) {
      var g = (FakeGraph) graph;
      launch(g.function(), g.config(), g.params());
    }

    @Override
    public void copyToDevice(long target, MemorySegment source) {
      enqueue(() -> at(target, source.byteSize()).copyFrom(source));
      synchronize();
    }

    @Override
    public void copyToHost(MemorySegment target, long source) {
      enqueue(() -> target.copyFrom(at(source, target.byteSize())));
    }

    @Override
    public void copyOnDevice(long target, long source, long bytes) {
      enqueue(() -> at(target, bytes).copyFrom(at(source, bytes)));
    }

    @Override
    public void fill(long target, byte value, long bytes) {
      enqueue(() -> at(target, bytes).fill(value));
    }

    @Override
    public void record(GpuEvent event) {
      enqueue(() -> ((FakeEvent) event).nanos = System.nanoTime());
    }

    @Override
    public void waitFor(GpuEvent event) {
      gpu.check();
    }

    @Override
    public boolean done() {
      gpu.check();
      return pending.get() == 0;
    }

    @Override
    public void synchronize() {
      try {
        work.submit(() -> {}).get();
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
      gpu.check();
    }

    @Override
    public boolean synchronize(Duration limit) {
      throw new IllegalStateException("The host polls.");
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        work.shutdown();
      }
    }
  }
}
