package dev.ringkernel.runtime;

import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.runtime.driver.DeviceMemory;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuEvent;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.HostMemory;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Data-parallel kernels on a GPU: one stream, on which launches and copies follow each other; a
 * fault word for each launch under way.
 */
final class GpuKernels implements AutoCloseable {
  /** Launches under way that have a fault word of their own. */
  private static final int SLOTS = 64;

  private final Gpu gpu;
  private final Residency residency;
  private final Consumer<Launch> faulted;
  private final GpuStream stream;
  private final StagedCopies copies;

  /** One word a slot, zero unless a launch that uses it has faulted; and where it is copied to. */
  private final DeviceMemory words;

  private final HostMemory mirror;
  private final GpuEvent[] ends = new GpuEvent[SLOTS];

  /** Held while code is assembled and loaded, also through a pause; taken before all others. */
  private final ReentrantLock intake = new ReentrantLock();

  /** Guards the stream's order, its copies and the slots; never held while parking. */
  private final ReentrantLock lock = new ReentrantLock();

  private final Deque<Integer> free = new ArrayDeque<>();
  private final Deque<Pending> pending = new ArrayDeque<>();

  /** Guarded by {@link #intake}. */
  private final Map<Class<?>, KernelCode> loaded = new HashMap<>();

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
    this.copies = new StagedCopies(gpu, stream, residency, lock);
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

  /** Arrays and their copies, on the stream of the launches. */
  StagedCopies copies() {
    return copies;
  }

  /** The code of a class; a resident kernel is paused to load it, but not to assemble it. */
  KernelCode code(Class<?> type, KernelPackage pack) {
    intake.lock();
    try {
      KernelCode known = loaded.get(type);
      if (known != null) {
        return known;
      }
      if (closed) {
        throw Kernels.closed();
      }
      KernelText text = KernelText.of(pack, gpu.properties().computeCapability());
      byte[] image = DeviceCode.image(gpu, text.ptx(), residency.isResident());
      residency.parked(() -> loaded.put(type, KernelCode.load(gpu, pack, image, text.sources())));
      return Objects.requireNonNull(loaded.get(type));
    } finally {
      intake.unlock();
    }
  }

  /** A launch that has a slot. */
  private final class Pending implements Launch.Work {
    private final int slot;
    private final String kernel;
    private final KernelCode code;
    private final Launch launch;
    private volatile boolean settled;

    Pending(int slot, String kernel, KernelCode code) {
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
  Launch launch(
      String kernel,
      KernelCode code,
      KernelCode.Entry entry,
      LaunchConfig config,
      Object[] arguments) {
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
      String kernel,
      KernelCode code,
      KernelCode.Entry entry,
      LaunchConfig config,
      Object[] arguments) {
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
      copies.close();
      residency.later(mirror);
      loaded.values().forEach(code -> residency.later(code.module()));
    } finally {
      intake.unlock();
    }
  }
}
