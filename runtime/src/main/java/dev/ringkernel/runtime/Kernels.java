package dev.ringkernel.runtime;

import dev.ringkernel.ptx.pack.KernelEntry;
import dev.ringkernel.ptx.pack.KernelPackage;
import dev.ringkernel.ptx.pack.PackageException;
import dev.ringkernel.ptx.pack.StaleCheck;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.HostMemory;
import java.lang.foreign.Arena;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Data-parallel kernels ({@link dev.ringkernel.api.GlobalKernel}) and the arrays they work on: the
 * same calls on a GPU and on the CPU.
 *
 * <pre>{@code
 * try (var kernels = Kernels.open()) {
 *   var x = kernels.copyOf(new float[] {1, 2, 3});
 *   var y = kernels.array(float[].class, 3);
 *   kernels.kernel(Saxpy.class, "saxpy").run(Dim3.of(1), Dim3.of(32), 2f, x, y);
 *   float[] result = y.toArray();
 * }
 * }</pre>
 *
 * <p>Launches and copies happen in the order of the calls. Any thread may call. Beside an actor
 * system on the same GPU use {@link ActorSystem#kernels()}: the driver loads no code while a kernel
 * of others is resident, so that {@link #kernel} would wait until it ends.
 */
public final class Kernels implements AutoCloseable {
  private final String backend;
  private final String description;
  private final @Nullable GpuKernels gpu;

  /** What is closed after all else; null where others own it. */
  private final @Nullable Gpu owned;

  private final Set<AutoCloseable> resources = ConcurrentHashMap.newKeySet();
  private final Queue<Launch> faulted = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  private Kernels(
      String backend,
      String description,
      @Nullable Gpu device,
      Residency residency,
      @Nullable Gpu owned) {
    this.backend = backend;
    this.description = description;
    this.gpu = device == null ? null : new GpuKernels(device, residency, this::faulted);
    this.owned = owned;
  }

  static Kernels onCpu() {
    return new Kernels(Backends.CPU, CpuBackend.DESCRIPTION, null, Residency.NONE, null);
  }

  /**
   * @param owned closed at the end, or null
   */
  static Kernels onGpu(String backend, Gpu gpu, Residency residency, @Nullable Gpu owned) {
    try {
      return new Kernels(backend, gpu.properties().name(), gpu, residency, owned);
    } catch (RuntimeException e) {
      if (owned != null) {
        owned.close();
      }
      throw e;
    }
  }

  /**
   * Kernels on the GPU if there is a usable one, else on the CPU; what {@code -Dringkernel.backend}
   * names, if given.
   */
  public static Kernels open() {
    return builder().open();
  }

  /** Kernels on a backend or device of choice. */
  public static KernelsBuilder builder() {
    return new KernelsBuilder();
  }

  /** Name of the backend, one of {@link Backends#names} but {@code auto}. */
  public String backend() {
    return backend;
  }

  /** What the backend runs on, for people. */
  public String description() {
    return description;
  }

  // Arrays.

  /**
   * Makes an array of zeros.
   *
   * @param type an array of primitives, such as {@code float[].class}
   */
  public <A> DeviceArray<A> array(Class<A> type, int length) {
    checkOpen();
    Element element = Element.ofArray(type);
    checkLength(length);
    GpuKernels g = gpu;
    DeviceArray<A> array =
        g == null
            ? new CpuArray<>(this, element, length)
            : new GpuArray<>(this, g.copies(), element, length);
    resources.add(array);
    return array;
  }

  /** Makes an array with the length and elements of a Java array of primitives. */
  @SuppressWarnings("unchecked")
  public <A> DeviceArray<A> copyOf(A values) {
    Element.ofArray(values.getClass());
    DeviceArray<A> array =
        array((Class<A>) values.getClass(), java.lang.reflect.Array.getLength(values));
    array.copyFrom(values);
    return array;
  }

  /**
   * Makes page-locked host memory for fast copies, zeroed.
   *
   * @param type an array of primitives, such as {@code float[].class}
   */
  public <A> PinnedArray<A> pinned(Class<A> type, int length) {
    checkOpen();
    Element element = Element.ofArray(type);
    checkLength(length);
    long bytes = Math.max(1, (long) length * element.bytes());
    GpuKernels g = gpu;
    PinnedArray<A> array;
    if (g == null) {
      Arena arena = Arena.ofShared();
      array = new PinnedArray<>(this, element, length, arena.allocate(bytes, 64), arena::close);
    } else {
      StagedCopies copies = g.copies();
      HostMemory memory = copies.pin(bytes);
      array =
          new PinnedArray<>(this, element, length, memory.segment(), () -> copies.release(memory));
    }
    resources.add(array);
    return array;
  }

  private static void checkLength(int length) {
    if (length < 0) {
      throw new IllegalArgumentException("An array cannot have " + length + " elements.");
    }
  }

  // Kernels.

  /**
   * Finds a kernel and loads its class's code.
   *
   * @param type the class that declares it
   * @param method the name of its {@code @GlobalKernel} method
   * @throws PackageException if the class has no compiled kernels, or stale or damaged ones
   * @throws IllegalArgumentException if it has no kernel of this name
   */
  public Kernel kernel(Class<?> type, String method) {
    checkOpen();
    KernelPackage pack = load(type);
    KernelEntry entry =
        pack.manifest()
            .kernel(method)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        type.getName()
                            + " has no kernel '"
                            + method
                            + "'; it has "
                            + pack.manifest().kernels().stream()
                                .map(KernelEntry::method)
                                .collect(Collectors.joining(", "))
                            + "."));
    GpuKernels g = gpu;
    return new Kernel(this, type, pack.manifest(), entry, g, g == null ? null : g.code(type, pack));
  }

  /**
   * Makes an interface whose methods launch kernels, so that the compiler checks their arguments.
   *
   * <pre>{@code
   * interface SaxpyKernels {
   *   void saxpy(Dim3 grid, Dim3 block, float a, DeviceArray<float[]> x, DeviceArray<float[]> y);
   * }
   * kernels.bind(SaxpyKernels.class, Saxpy.class).saxpy(Dim3.of(1), Dim3.of(32), 2f, x, y);
   * }</pre>
   *
   * @param type its abstract methods have the names and parameters of kernels, after grid and
   *     block; one that returns {@link Launch} does not wait, one that returns nothing does
   * @param declaring the class with the {@code @GlobalKernel} methods
   * @throws IllegalArgumentException for a method that does not fit, with the declaration that does
   * @throws PackageException as {@link #kernel} does
   */
  public <K> K bind(Class<K> type, Class<?> declaring) {
    return BoundKernels.bind(this, type, declaring);
  }

  /** Loads the kernels of classes, so that no later {@link #kernel} of them loads anything. */
  public void load(Class<?>... types) {
    checkOpen();
    for (Class<?> type : types) {
      KernelPackage pack = load(type);
      if (gpu != null) {
        gpu.code(type, pack);
      }
    }
  }

  private static KernelPackage load(Class<?> type) {
    KernelPackage pack = KernelPackage.load(type);
    if (pack.manifest().kernels().isEmpty()) {
      throw new PackageException(
          type.getName(),
          "has no @GlobalKernel method",
          "Annotate a static void method, or spawn the class if it is an actor");
    }
    StaleCheck.check(type, pack.manifest());
    return pack;
  }

  /**
   * Runs every launch so far to its end.
   *
   * @throws KernelFaultException if one faulted and nobody was told yet
   */
  public void await() {
    checkOpen();
    throwPending();
  }

  /** Waits for the launches so far, and throws the first fault that nobody was told of. */
  void throwPending() {
    if (gpu != null) {
      gpu.finish();
    }
    for (Launch l = faulted.poll(); l != null; l = faulted.poll()) {
      if (!l.isTold()) {
        l.tell();
      }
    }
  }

  void faulted(Launch launch) {
    faulted.removeIf(Launch::isTold);
    faulted.add(launch);
  }

  void forget(AutoCloseable resource) {
    resources.remove(resource);
  }

  void checkOpen() {
    if (closed) {
      throw closed();
    }
  }

  static IllegalStateException closed() {
    return new IllegalStateException("These Kernels were closed.");
  }

  /** Whether they can be used. */
  boolean isOpen() {
    return !closed;
  }

  /**
   * Waits for the launches so far and closes all arrays. Idempotent.
   *
   * @throws KernelFaultException at the end, if a launch faulted and nobody was told yet
   */
  @Override
  public void close() {
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
    }
    GpuKernels g = gpu;
    boolean alive = g == null || g.gpu().failure().isEmpty();
    RuntimeException fault = null;
    if (alive) {
      try {
        throwPending();
      } catch (RuntimeException e) {
        fault = e;
      }
    }
    resources.forEach(Residency::close);
    if (g != null) {
      g.close();
    }
    if (owned != null) {
      owned.close();
    }
    if (fault != null) {
      throw fault;
    }
  }

  /** The backend and what it runs on, for people. */
  @Override
  public String toString() {
    return backend + " (" + description + ")";
  }
}
