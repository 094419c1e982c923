package dev.ringkernel.runtime;

import dev.ringkernel.device.Dim3;
import dev.ringkernel.device.Lanes;
import dev.ringkernel.ptx.pack.KernelEntry;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.text.PtxNames;
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
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A device that does what is enqueued only when somebody waits for it, in memory that nobody but
 * its streams may touch, and runs the Java method of a kernel. For one thread.
 */
final class FakeGpu implements Gpu {
  private final KernelPackage pack;
  private final Class<?> type;
  private final Arena arena = Arena.ofShared();
  private final TreeMap<Long, MemorySegment> live = new TreeMap<>();
  private final Deque<Runnable> work = new ArrayDeque<>();

  /** Handles that are not closed yet. */
  final List<String> open = new ArrayList<>();

  /** What {@link GpuFunction.FunctionAttributes#localBytes} is of every function. */
  int localBytes;

  int modules;
  int assembled;

  /** Runs in the middle of each assembling. */
  Runnable whileAssembling = () -> {};

  int launches;
  @Nullable DriverException failure;

  FakeGpu(Class<?> type) {
    this.type = type;
    type.getClassLoader().setClassAssertionStatus(type.getName(), true);
    this.pack = KernelPackage.load(type);
  }

  /** Does all that is enqueued. */
  void work() {
    while (!work.isEmpty()) {
      work.removeFirst().run();
    }
  }

  private void alive() {
    if (failure != null) {
      throw failure;
    }
  }

  private final class Handle {
    private final String name;
    private boolean closed;

    Handle(String name) {
      this.name = name;
      open.add(name);
    }

    boolean close() {
      if (closed) {
        return false;
      }
      closed = true;
      open.remove(name);
      return true;
    }
  }

  /** The memory from an address on, which must be allocated. */
  private MemorySegment at(long address, long bytes) {
    Map.Entry<Long, MemorySegment> block = live.floorEntry(address);
    if (block == null || address + bytes > block.getKey() + block.getValue().byteSize()) {
      throw new AssertionError("access to memory that is not allocated");
    }
    return block.getValue().asSlice(address - block.getKey(), bytes);
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
    throw new UnsupportedOperationException();
  }

  @Override
  public DeviceMemory allocate(long bytes) {
    alive();
    MemorySegment block = arena.allocate(bytes, 256).fill((byte) 0x5a);
    live.put(block.address(), block);
    Handle handle = new Handle("memory");
    return new DeviceMemory() {
      @Override
      public long address() {
        return block.address();
      }

      @Override
      public long bytes() {
        return bytes;
      }

      @Override
      public void close() {
        if (handle.close()) {
          live.remove(block.address());
        }
      }
    };
  }

  @Override
  public HostMemory allocatePinned(long bytes) {
    alive();
    MemorySegment segment = arena.allocate(bytes, 64);
    Handle handle = new Handle("pinned");
    return new HostMemory() {
      @Override
      public MemorySegment segment() {
        return segment;
      }

      @Override
      public long deviceAddress() {
        return segment.address();
      }

      @Override
      public long bytes() {
        return bytes;
      }

      @Override
      public void close() {
        handle.close();
      }
    };
  }

  @Override
  public GpuStream newStream() {
    return new Stream();
  }

  private final class Stream implements GpuStream {
    private final Handle handle = new Handle("stream");

    @Override
    public void launch(GpuFunction function, LaunchConfig config, @Nullable KernelParams params) {
      alive();
      launches++;
      Function kernel = (Function) function;
      byte[] values =
          java.util.Objects.requireNonNull(params).values().toArray(ValueLayout.JAVA_BYTE);
      List<Long> offsets = new ArrayList<>();
      for (int i = 0; i < params.types().size(); i++) {
        offsets.add(params.offset(i));
      }
      work.add(() -> kernel.run(config, MemorySegment.ofArray(values), offsets));
    }

    @Override
    public void launch(GpuGraph graph) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void copyToDevice(long target, MemorySegment source) {
      alive();
      work.add(() -> at(target, source.byteSize()).copyFrom(source));
    }

    @Override
    public void copyToHost(MemorySegment target, long source) {
      alive();
      work.add(() -> target.copyFrom(at(source, target.byteSize())));
    }

    @Override
    public void copyOnDevice(long target, long source, long bytes) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void fill(long target, byte value, long bytes) {
      alive();
      work.add(() -> at(target, bytes).fill(value));
    }

    @Override
    public void record(GpuEvent event) {
      Event e = (Event) event;
      e.happened = false;
      work.add(() -> e.happened = true);
    }

    @Override
    public void waitFor(GpuEvent event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public boolean done() {
      alive();
      return work.isEmpty();
    }

    @Override
    public void synchronize() {
      alive();
      work();
    }

    @Override
    public boolean synchronize(Duration limit) {
      work();
      return true;
    }

    @Override
    public void close() {
      handle.close();
    }
  }

  private final class Event implements GpuEvent {
    private final Handle handle = new Handle("event");
    private boolean happened = true;

    @Override
    public boolean done() {
      alive();
      return happened;
    }

    @Override
    public void synchronize() {
      alive();
      while (!happened) {
        work.removeFirst().run();
      }
    }

    @Override
    public double nanosSince(GpuEvent earlier) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      handle.close();
    }
  }

  @Override
  public GpuEvent newEvent() {
    return new Event();
  }

  @Override
  public GpuModule load(byte[] image, LoadOptions options) {
    alive();
    modules++;
    String text = new String(image, StandardCharsets.US_ASCII);
    Handle handle = new Handle("module");
    return new GpuModule() {
      @Override
      public GpuFunction function(String name) {
        if (!text.contains(".entry " + name + "(")) {
          throw DriverException.of("load", "there is no entry " + name, "");
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
        handle.close();
      }
    };
  }

  /** Runs a method over copies of what its parameters point to. */
  private final class Function implements GpuFunction {
    private final String name;
    private final KernelEntry entry;

    Function(String name) {
      this.name = name;
      this.entry =
          pack.manifest().kernels().stream()
              .filter(k -> PtxNames.mangle(k.function()).equals(name))
              .findFirst()
              .orElseThrow();
    }

    void run(LaunchConfig config, MemorySegment values, List<Long> offsets) {
      List<Object> arguments = new ArrayList<>();
      List<Runnable> after = new ArrayList<>();
      int next = 0;
      for (KernelEntry.Parameter p : entry.parameters()) {
        Element element = Element.ofText(p.type()).orElseThrow();
        long offset = offsets.get(next++);
        if (!p.array()) {
          arguments.add(scalar(element, values, offset));
          continue;
        }
        int length = values.get(ValueLayout.JAVA_INT_UNALIGNED, offsets.get(next++));
        long address = values.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
        MemorySegment memory = at(address, (long) length * element.bytes());
        Object array = Array.newInstance(element.type(false), length);
        element.fromMemory(memory, array, 0, length);
        after.add(() -> element.toMemory(array, 0, memory, length));
        arguments.add(array);
      }
      MemorySegment word = at(values.get(ValueLayout.JAVA_LONG_UNALIGNED, offsets.get(next)), 4);
      if (word.get(ValueLayout.JAVA_INT, 0) != 0) {
        throw new AssertionError("the fault word was not cleared");
      }
      try {
        Lanes.invoke(
            new Dim3(config.gridX(), config.gridY(), config.gridZ()),
            new Dim3(config.blockX(), config.blockY(), config.blockZ()),
            method(),
            arguments.toArray());
      } catch (RuntimeException | AssertionError e) {
        Manifest manifest = pack.manifest();
        int line = JvmFaults.place(e, manifest).orElseThrow().getLineNumber();
        word.set(ValueLayout.JAVA_INT, 0, JvmFaults.kind(e).word(0, line));
      }
      after.forEach(Runnable::run);
    }

    private static Object scalar(Element element, MemorySegment values, long offset) {
      return switch (element) {
        case BOOLEAN -> values.get(ValueLayout.JAVA_INT_UNALIGNED, offset) == 1;
        case BYTE -> (byte) values.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
        case SHORT -> (short) values.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
        case CHAR -> (char) values.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
        case INT -> values.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
        case LONG -> values.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
        case FLOAT -> values.get(ValueLayout.JAVA_FLOAT_UNALIGNED, offset);
        case DOUBLE -> values.get(ValueLayout.JAVA_DOUBLE_UNALIGNED, offset);
      };
    }

    private Method method() {
      for (Method m : type.getDeclaredMethods()) {
        if (m.getName().equals(entry.method())) {
          m.setAccessible(true);
          return m;
        }
      }
      throw new AssertionError(name);
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public FunctionAttributes attributes() {
      return new FunctionAttributes(
          32, localBytes, 0, 0, 48 << 10, entry.threads() == 0 ? 1024 : entry.threads(), 90, 90);
    }

    @Override
    public int maxBlocksPerSm(int blockThreads, int dynamicShared) {
      return 1;
    }

    @Override
    public void allowDynamicShared(int bytes) {}

    @Override
    public void preferSharedCarveout(int percent) {}
  }

  @Override
  public AddressRange reserve(long maxBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public HostMemory registerHost(long bytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] assemble(byte[] ptx, LoadOptions options) {
    alive();
    assembled++;
    whileAssembling.run();
    return ptx.clone();
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

  @Override
  public void close() {
    open.add("closed");
  }
}
