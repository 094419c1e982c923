package dev.ringkernel.runtime;

import dev.ringkernel.device.Memory;
import dev.ringkernel.runtime.device.HostWords;
import dev.ringkernel.runtime.device.Resident;
import dev.ringkernel.runtime.device.RunState;
import dev.ringkernel.runtime.driver.AddressRange;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuModule;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.HostMemory;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The resident kernel on a GPU behind the driver interface: one cooperative launch that leaves an
 * SM to others.
 */
final class GpuBackend implements Backend {
  /** Addresses reserved for the arena; memory is put behind them as actors need it. */
  private static final long ARENA_BYTES = 64L << 30;

  private static final long STEP_BYTES = 64L << 20;
  private static final long BUFFER_BYTES = 1L << 20;

  /** Devices that run a resident kernel of this process. */
  private static final Set<String> RESIDENT = ConcurrentHashMap.newKeySet();

  private final String name;
  private final Gpu gpu;
  private final GpuStream kernelStream;
  private final GpuStream copyStream;
  private final HostMemory buffer;
  private final KernelParams params = KernelParams.of(KernelParams.Type.I64, KernelParams.Type.I64);
  private @Nullable Memories memories;
  private @Nullable AddressRange arena;
  private @Nullable HostMemory shared;
  private @Nullable GpuModule module;
  private @Nullable GpuFunction function;
  private volatile String needs = "";
  private volatile List<String> sources = List.of();
  private volatile boolean launched;

  /** Launches and ends so far: a look at the stream that began in another epoch says nothing. */
  private volatile int launches;

  private volatile @Nullable Throwable failure;

  GpuBackend(String name, Gpu gpu) {
    this.name = name;
    this.gpu = gpu;
    this.kernelStream = gpu.newStream();
    this.copyStream = gpu.newStream();
    this.buffer = gpu.allocatePinned(BUFFER_BYTES);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return gpu.properties().name();
  }

  @Override
  public Gpu gpu() {
    return gpu;
  }

  @Override
  public int localBytes() {
    GpuFunction f = function;
    return f == null ? 0 : f.attributes().localBytes();
  }

  @Override
  public String kernel() {
    return needs;
  }

  /** Asked when the code is loaded, not beside the running kernel. */
  private static String needs(GpuFunction entry) {
    GpuFunction.FunctionAttributes a = entry.attributes();
    return "%d registers and %d bytes of stack a thread, %d bytes of shared memory a block; an SM has room for %d blocks of %d threads"
        .formatted(
            a.registers(),
            a.localBytes(),
            a.staticShared(),
            entry.maxBlocksPerSm(Resident.THREADS, 0),
            Resident.THREADS);
  }

  /** One for each SM but the supervisor's and one that is left to other kernels. */
  @Override
  public int defaultWorkers() {
    return Math.max(1, gpu.properties().smCount() - 2);
  }

  @Override
  public int defaultRingSlots() {
    return 256; // all rings together stay in a core's cache
  }

  @Override
  public IdleRule idle() {
    return gpu.sharesCores() ? IdleRule.SIMULATED : IdleRule.GPU;
  }

  @Override
  public void allocate(Memories layout) {
    if (memories != null) {
      return;
    }
    if (!RESIDENT.add(gpu.properties().uuid())) {
      throw new IllegalStateException(
          description()
              + " already runs a resident kernel of this process, and loading another's code would wait for it to end. Put these actors into"
              + " that system, close it first, or use another device or the cpu backend.");
    }
    memories = layout;
    arena = gpu.reserve(Math.min(ARENA_BYTES, gpu.properties().totalMemory()));
    shared = gpu.registerHost(layout.sharedBytes);
  }

  @Override
  public long arena() {
    return Objects.requireNonNull(arena).address();
  }

  @Override
  public long hostShared() {
    return Objects.requireNonNull(shared).segment().address();
  }

  @Override
  public long deviceShared() {
    return Objects.requireNonNull(shared).deviceAddress();
  }

  @Override
  public void reach(long bytes) {
    AddressRange range = Objects.requireNonNull(arena);
    long mapped = range.mapped();
    if (bytes <= mapped) {
      return;
    }
    if (bytes > range.capacity()) {
      throw new IllegalStateException(
          "Actors would need "
              + (bytes >> 20)
              + " MiB; "
              + (range.capacity() >> 20)
              + " are reserved on "
              + description()
              + ". Spawn fewer, or lower mailboxSlots.");
    }
    long grown =
        range.grow(Math.min(Math.max(bytes - mapped, STEP_BYTES), range.capacity() - mapped));
    copyStream.fill(range.address() + mapped, (byte) 0, grown - mapped);
    copyStream.synchronize();
  }

  @Override
  public void write(long offset, long[] words) {
    MemorySegment staging = buffer.segment();
    int step = (int) (BUFFER_BYTES / 8);
    for (int done = 0; done < words.length; done += step) {
      int n = Math.min(step, words.length - done);
      MemorySegment.copy(words, done, staging, ValueLayout.JAVA_LONG, 0, n);
      copyStream.copyToDevice(arena() + offset + done * 8L, staging.asSlice(0, n * 8L));
      copyStream.synchronize();
    }
  }

  @Override
  public void read(long offset, long[] into) {
    MemorySegment staging = buffer.segment();
    int step = (int) (BUFFER_BYTES / 8);
    for (int done = 0; done < into.length; done += step) {
      int n = Math.min(step, into.length - done);
      copyStream.snapshot(staging.asSlice(0, n * 8L), arena() + offset + done * 8L);
      copyStream.synchronize();
      MemorySegment.copy(staging, ValueLayout.JAVA_LONG, 0, into, done, n);
    }
  }

  @Override
  public Code prepare(Program program) {
    Composition code = Composition.of(program, gpu.properties().computeCapability());
    byte[] image = DeviceCode.image(gpu, code.ptx(), module != null);
    List<String> lines = Composition.sources(program);
    return () -> load(image, code.entry(), lines);
  }

  private void load(byte[] image, String name, List<String> lines) {
    GpuModule loaded = DeviceCode.load(gpu, image);
    GpuFunction entry;
    try {
      entry = loaded.function(name);
      checkFits(entry);
    } catch (RuntimeException e) {
      loaded.close();
      throw e;
    }
    GpuModule old = module;
    needs = needs(entry);
    sources = lines;
    module = loaded;
    function = entry;
    if (old != null) {
      old.close();
    }
  }

  /** Refuses what could not be launched, while there is other code to go on with. */
  private void checkFits(GpuFunction entry) {
    int blocks = Objects.requireNonNull(memories).workers + 1;
    long room = (long) entry.maxBlocksPerSm(Resident.THREADS, 0) * gpu.properties().smCount();
    if (room < blocks) {
      throw new IllegalStateException(
          description()
              + " has room for "
              + room
              + " blocks of the composed kernel, and this system has "
              + blocks
              + ", a supervisor's and its workers': "
              + entry.attributes()
              + ". Put fewer actor classes into one system, or give it fewer workers.");
    }
  }

  @Override
  public List<String> sources() {
    return sources;
  }

  @Override
  public void start() {
    Memories m = Objects.requireNonNull(memories);
    GpuFunction entry = Objects.requireNonNull(function);
    params.setLong(0, arena());
    kernelStream.launch(
        entry, LaunchConfig.of(m.workers + 1, Resident.THREADS).asCooperative(), params);
    launches = launches + 1;
    launched = true;
  }

  @Override
  public boolean awaitEnd(Duration limit) {
    boolean ended = kernelStream.synchronize(limit);
    if (ended) {
      launched = false;
      launches = launches + 1;
    }
    return ended;
  }

  @Override
  public @Nullable Throwable failure() {
    if (failure == null && launched) {
      int epoch = launches;
      try {
        if (kernelStream.done()) {
          // Asked to leave, it ends in order; awaitEnd is at it then.
          long run = Memory.ldAcquireSys(hostShared() + Memories.WORDS + HostWords.RUN);
          if (run == RunState.RUN && launched && launches == epoch) {
            failure =
                new IllegalStateException("The resident kernel ended without being asked to.");
          }
        }
      } catch (DriverException e) {
        failure = e;
      }
    }
    return failure;
  }

  @Override
  public void close() {
    if (memories != null) {
      RESIDENT.remove(gpu.properties().uuid());
    }
    buffer.close();
    kernelStream.close();
    copyStream.close();
    if (module != null) {
      module.close();
    }
    if (shared != null) {
      shared.close();
    }
    if (arena != null) {
      arena.close();
    }
    gpu.close();
  }
}
