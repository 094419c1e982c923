package dev.ringkernel.runtime;

import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.pass.PassRunner;
import dev.ringkernel.ir.pass.PassTable;
import dev.ringkernel.ptx.emit.EmitOptions;
import dev.ringkernel.ptx.emit.EmitResult;
import dev.ringkernel.ptx.emit.PtxEmitter;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.pack.KernelEntry;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.pack.PackageException;
import dev.ringkernel.ptx.pack.Targets;
import dev.ringkernel.ptx.text.PtxNames;
import dev.ringkernel.runtime.driver.DeviceMemory;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuEvent;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuModule;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.HostMemory;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Data-parallel kernels on a GPU: one stream, on which launches and copies follow each other; a
 * fault word for each launch under way.
 */
final class GpuKernels implements AutoCloseable {
  private static final int STAGING_BYTES = 4 << 20;

  /** Launches under way that have a fault word of their own. */
  private static final int SLOTS = 64;

  private final Gpu gpu;
  private final Residency residency;
  private final Consumer<Launch> faulted;
  private final GpuStream stream;
  private final HostMemory staging;

  /** One word a slot, zero unless a launch that uses it has faulted; and where it is copied to. */
  private final DeviceMemory words;

  private final HostMemory mirror;
  private final GpuEvent[] ends = new GpuEvent[SLOTS];

  /** Held while code is assembled and loaded, also through a pause; taken before all others. */
  private final ReentrantLock intake = new ReentrantLock();

  /** Guards the stream's order, the staging memory and the slots; never held while parking. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Deque<Integer> free = new ArrayDeque<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  /** Guarded by {@link #intake}. */
  private final Map<Class<?>, Code> loaded = new HashMap<>();

  private int localBytes;

  /** Guarded by {@link #intake}. */
  private boolean closed;

  /**
   * @param faulted is given each launch that has faulted
   */
  GpuKernels(Gpu gpu, Residency residency, Consumer<Launch> faulted) {
    this.gpu = gpu;
    this.faulted = faulted;
    this.residency = residency;
    this.stream = gpu.newStream();
    this.staging = gpu.allocatePinned(STAGING_BYTES);
    this.words = gpu.allocate(4L * SLOTS);
    this.mirror = gpu.allocatePinned(4L * SLOTS);
    stream.fill(words.address(), (byte) 0, words.bytes());
    for (int i = 0; i < SLOTS; i++) {
      ends[i] = gpu.newEvent();
      free.add(i);
    }
  }

  Gpu gpu() {
    return gpu;
  }

  /**
   * The code of one class on the device.
   *
   * @param functions by the kernel's Java name
   * @param sources by the number in a fault word
   */
  record Code(GpuModule module, Map<String, Entry> functions, List<String> sources) {}

  /** A kernel ready to launch; its parameters are filled under the lock. */
  record Entry(
      GpuFunction function, GpuFunction.FunctionAttributes attributes, KernelParams params) {}

  // Loading.

  /** The code of a class; a resident kernel is paused to load it, but not to assemble it. */
  Code code(Class<?> type, KernelPackage pack) {
    intake.lock();
    try {
      Code known = loaded.get(type);
      if (known != null) {
        return known;
      }
      if (closed) {
        throw Kernels.closed();
      }
      Text text = text(pack, gpu.properties().computeCapability());
      byte[] image = DeviceCode.image(gpu, text.ptx(), residency.isResident());
      residency.parked(() -> loaded.put(type, load(pack, image, text.sources())));
      return Objects.requireNonNull(loaded.get(type));
    } finally {
      intake.unlock();
    }
  }

  private Code load(KernelPackage pack, byte[] image, List<String> sources) {
    GpuModule module = DeviceCode.load(gpu, image);
    Map<String, Entry> functions = new HashMap<>();
    for (KernelEntry k : pack.manifest().kernels()) {
      GpuFunction function = module.function(PtxNames.mangle(k.function()));
      functions.put(
          k.method(), new Entry(function, function.attributes(), KernelParams.of(types(k))));
    }
    return new Code(module, functions, sources);
  }

  private static KernelParams.Type[] types(KernelEntry kernel) {
    List<KernelParams.Type> types = new ArrayList<>();
    for (KernelEntry.Parameter p : kernel.parameters()) {
      if (p.array()) {
        types.add(KernelParams.Type.I64);
        types.add(KernelParams.Type.I32);
      } else {
        types.add(Element.ofText(p.type()).orElseThrow().parameter());
      }
    }
    types.add(KernelParams.Type.I64);
    return types.toArray(KernelParams.Type[]::new);
  }

  /**
   * PTX and the sources that its fault words index.
   *
   * @param ptx of all kernels of a class
   */
  record Text(String ptx, List<String> sources) {}

  /**
   * The packed PTX for a device, or where none fits, PTX made from the packed IR. An actor's packed
   * PTX is a whole resident system, which is not loaded for the sake of a kernel beside it.
   *
   * @throws PackageException if the code asks for what the device lacks
   */
  static Text text(KernelPackage pack, int computeCapability) {
    Manifest manifest = pack.manifest();
    if (manifest.minComputeCapability() > computeCapability) {
      throw new PackageException(
          manifest.className(),
          "needs compute capability "
              + manifest.minComputeCapability() / 10.0
              + ", and the device has "
              + computeCapability / 10.0,
          "Use a newer GPU, or backend cpu");
    }
    if (!manifest.isActor()) {
      @Nullable String best =
          Targets.best(computeCapability, List.copyOf(pack.ptx().keySet())).orElse(null);
      if (best != null) {
        return new Text(Objects.requireNonNull(pack.ptx().get(best)), manifest.sources());
      }
    }
    Module whole = pack.module();
    List<Function> needed =
        whole.functions().stream().filter(f -> f.kind() != Function.Kind.HANDLER).toList();
    Module lowered =
        new PassRunner().run(PassTable.KERNEL, new Module(whole.name(), whole.sources(), needed));
    EmitResult emitted =
        PtxEmitter.emit(lowered, Target.parse("sm_" + computeCapability), EmitOptions.DEFAULT);
    if (!emitted.violations().isEmpty()) {
      throw new PackageException(
          manifest.className(),
          "does not run on this device: " + emitted.violations().getFirst(),
          "Use backend cpu, or a newer GPU");
    }
    return new Text(emitted.text(), lowered.sources());
  }

  // Memory.

  /** Zeroed memory, as a new Java array is. */
  DeviceMemory allocate(long bytes) {
    DeviceMemory memory = gpu.allocate(bytes);
    lock.lock();
    try {
      stream.fill(memory.address(), (byte) 0, bytes);
      return memory;
    } catch (RuntimeException e) {
      memory.close();
      throw e;
    } finally {
      lock.unlock();
    }
  }

  /** Frees memory that launches under way may still use. */
  void release(DeviceMemory memory) {
    lock.lock();
    try {
      if (gpu.failure().isEmpty()) {
        stream.synchronize();
      }
      memory.close();
    } finally {
      lock.unlock();
    }
  }

  HostMemory pin(long bytes) {
    return gpu.allocatePinned(bytes);
  }

  void release(HostMemory memory) {
    residency.later(memory);
  }

  void write(long target, Element element, Object source, int from, int count) {
    int step = STAGING_BYTES / element.bytes();
    lock.lock();
    try {
      for (int done = 0; done < count; done += step) {
        int n = Math.min(step, count - done);
        element.toMemory(source, from + done, staging.segment(), n);
        stream.copyToDevice(
            target + (long) done * element.bytes(),
            staging.segment().asSlice(0, (long) n * element.bytes()));
        stream.synchronize();
      }
    } finally {
      lock.unlock();
    }
  }

  void read(long source, Element element, Object target, int at, int count) {
    int step = STAGING_BYTES / element.bytes();
    lock.lock();
    try {
      for (int done = 0; done < count; done += step) {
        int n = Math.min(step, count - done);
        stream.copyToHost(
            staging.segment().asSlice(0, (long) n * element.bytes()),
            source + (long) done * element.bytes());
        stream.synchronize();
        element.fromMemory(staging.segment(), target, at + done, n);
      }
    } finally {
      lock.unlock();
    }
  }

  void write(long target, MemorySegment source) {
    lock.lock();
    try {
      stream.copyToDevice(target, source);
      stream.synchronize();
    } finally {
      lock.unlock();
    }
  }

  void read(long source, MemorySegment target) {
    lock.lock();
    try {
      stream.copyToHost(target, source);
      stream.synchronize();
    } finally {
      lock.unlock();
    }
  }

  // Launching.

  /** A launch that has a slot. */
  private final class Pending implements Launch.Work {
    private final int slot;
    private final String kernel;
    private final Code code;
    private final Launch launch;
    private volatile boolean settled;

    Pending(int slot, String kernel, Code code) {
      this.slot = slot;
      this.kernel = kernel;
      this.code = code;
      this.launch = new Launch(this);
    }

    @Override
    public boolean poll() {
      if (settled) {
        return true;
      }
      lock.lock();
      try {
        if (!settled && ends[slot].done()) {
          settle(this);
        }
        return settled;
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void await() {
      if (!settled) {
        ends[slot].synchronize();
        poll();
      }
    }
  }

  /** Takes the result of a launch that has ended, and its slot back. Under the lock. */
  private void settle(Pending p) {
    int word = mirror.segment().getAtIndex(ValueLayout.JAVA_INT, p.slot);
    if (word != 0) {
      stream.fill(words.address() + 4L * p.slot, (byte) 0, 4);
      p.launch.failed(fault(p.kernel, word, p.code.sources()));
      faulted.accept(p.launch);
    }
    p.settled = true;
    pending.remove(p);
    free.add(p.slot);
  }

  static KernelFaultException fault(String kernel, int word, List<String> sources) {
    return new KernelFaultException(
        kernel, FaultKind.of(word >>> 28).text(), FaultPlace.of(word, sources), null);
  }

  /** Enqueues a launch whose arguments are checked; arrays are {@link GpuArray}s. */
  Launch launch(String kernel, Code code, Entry entry, LaunchConfig config, Object[] arguments) {
    int needs = entry.attributes().localBytes();
    if (needs > localBytes && needs > residency.localBytes()) {
      // The driver enlarges local memory only while nothing runs.
      Launch[] made = new Launch[1];
      residency.parked(() -> made[0] = enqueue(kernel, code, entry, config, arguments));
      return made[0];
    }
    return enqueue(kernel, code, entry, config, arguments);
  }

  private Launch enqueue(
      String kernel, Code code, Entry entry, LaunchConfig config, Object[] arguments) {
    lock.lock();
    try {
      if (free.isEmpty()) {
        pending.getFirst().await();
      }
      int slot = free.removeFirst();
      boolean launched = false;
      try {
        KernelParams params = entry.params();
        int at = 0;
        for (Object argument : arguments) {
          if (argument instanceof GpuArray<?> array) {
            params.setLong(at++, array.address());
            params.setInt(at++, array.length());
          } else {
            Element.ofBoxed(argument).set(params, at++, argument);
          }
        }
        long word = words.address() + 4L * slot;
        params.setLong(at, word);
        stream.launch(entry.function(), config, params);
        stream.copyToHost(mirror.segment().asSlice(4L * slot, 4), word);
        stream.record(ends[slot]);
        launched = true;
      } finally {
        if (!launched) {
          free.addFirst(slot);
        }
      }
      localBytes = Math.max(localBytes, entry.attributes().localBytes());
      Pending p = new Pending(slot, kernel, code);
      pending.add(p);
      return p.launch;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for all launches so far. */
  void finish() {
    lock.lock();
    try {
      while (!pending.isEmpty()) {
        pending.getFirst().await();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    intake.lock(); // code that is being assembled still needs the device
    try {
      if (closed) {
        return;
      }
      closed = true;
      lock.lock();
      try {
        if (gpu.failure().isEmpty()) {
          stream.synchronize(); // the words may only just be being cleared
        }
        stream.close();
        for (GpuEvent end : ends) {
          end.close();
        }
        words.close();
      } finally {
        lock.unlock();
      }
      // Not under the lock: whoever pauses a resident kernel takes it while nothing is resident.
      residency.later(staging);
      residency.later(mirror);
      loaded.values().forEach(code -> residency.later(code.module()));
    } finally {
      intake.unlock();
    }
  }
}
