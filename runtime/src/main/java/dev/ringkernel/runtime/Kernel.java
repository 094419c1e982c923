package dev.ringkernel.runtime;

import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Dim3;
import dev.ringkernel.device.Lanes;
import dev.ringkernel.ptx.pack.KernelEntry;
import dev.ringkernel.ptx.pack.Manifest;
import dev.ringkernel.ptx.pack.PackageException;
import dev.ringkernel.runtime.driver.GpuProperties;
import dev.ringkernel.runtime.driver.LaunchConfig;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A kernel ready to launch; made by {@link Kernels#kernel} and usable as long as those. Any thread
 * may launch.
 */
public final class Kernel {
  /** Extents that every GPU allows, and that hold on the CPU too. */
  private static final int MOST_THREADS = 1024;

  private static final int MOST_THREADS_Z = 64;
  private static final int MOST_BLOCKS_YZ = 65535;
  private static final int MOST_SHARED = 48 << 10;

  private final Kernels owner;
  private final String name;
  private final Manifest manifest;
  private final KernelEntry entry;
  private final List<Element> elements;
  private final Method method;
  private final @Nullable GpuKernels gpu;
  private final @Nullable KernelCode code;

  Kernel(
      Kernels owner,
      Class<?> type,
      Manifest manifest,
      KernelEntry entry,
      @Nullable GpuKernels gpu,
      @Nullable KernelCode code) {
    this.owner = owner;
    this.name = type.getName() + "." + entry.method();
    this.manifest = manifest;
    this.entry = entry;
    this.gpu = gpu;
    this.code = code;
    this.elements = new ArrayList<>();
    for (KernelEntry.Parameter p : entry.parameters()) {
      elements.add(
          Element.ofText(p.type())
              .orElseThrow(
                  () ->
                      new PackageException(
                          name,
                          "has a parameter '" + p.name() + "' of type " + p.type(),
                          "Kernels take primitives and arrays of primitives: compile it again")));
    }
    this.method = method(type);
  }

  /** The Java method with the parameters that the kernel was compiled with. */
  private Method method(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    if (loader != null && gpu == null) {
      // So that assert in a kernel means the same here as on the device.
      loader.setClassAssertionStatus(type.getName(), true);
    }
    List<Class<?>> wanted = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      wanted.add(elements.get(i).type(entry.parameters().get(i).array()));
    }
    for (Method m : type.getDeclaredMethods()) {
      List<Class<?>> passed = new ArrayList<>();
      for (Parameter p : m.getParameters()) {
        if (p.getAnnotation(Shared.class) == null) {
          passed.add(p.getType());
        }
      }
      if (m.getName().equals(entry.method())
          && Modifier.isStatic(m.getModifiers())
          && passed.equals(wanted)) {
        if (gpu == null) {
          StateImage.open(m, type);
        }
        return m;
      }
    }
    throw new PackageException(
        name,
        "was compiled as " + this + ", and the class has no such static method",
        "Compile " + type.getName() + " again");
  }

  /** A parameter that the caller passes. */
  record Argument(String name, Element element, boolean array) {}

  List<Argument> arguments() {
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < elements.size(); i++) {
      KernelEntry.Parameter p = entry.parameters().get(i);
      arguments.add(new Argument(p.name(), elements.get(i), p.array()));
    }
    return arguments;
  }

  /** The kernel's class and method, such as {@code demo.Saxpy.saxpy}. */
  public String name() {
    return name;
  }

  /** The most threads that a block of it may have on this backend. */
  public int maxThreads() {
    int most = MOST_THREADS;
    if (entry.threads() > 0) {
      most = Math.min(most, entry.threads());
    }
    GpuKernels g = gpu;
    if (g != null) {
      most = Math.min(most, g.gpu().properties().maxThreadsPerBlock());
      most = Math.min(most, loaded().attributes().maxThreads());
    }
    return most;
  }

  private KernelCode.Entry loaded() {
    return Objects.requireNonNull(Objects.requireNonNull(code).functions().get(entry.method()));
  }

  /**
   * Launches the kernel. Everything is checked before anything is launched.
   *
   * @param grid blocks
   * @param block threads of a block
   * @param arguments for each parameter but {@code @Shared} ones, in order: a {@link DeviceArray}
   *     for an array, else a value that Java would convert to the parameter's type
   * @return the launch, which may be under way
   * @throws IllegalArgumentException for a shape or an argument that does not fit, with the values
   * @throws IllegalStateException if these {@link Kernels} or an array are closed
   * @throws dev.ringkernel.runtime.driver.DriverException if the device refuses
   */
  public Launch launch(Dim3 grid, Dim3 block, @Nullable Object... arguments) {
    owner.checkOpen();
    checkShape(grid, block);
    Object[] checked = check(arguments);
    GpuKernels g = gpu;
    if (g == null) {
      return onCpu(grid, block, checked);
    }
    LaunchConfig config =
        new LaunchConfig(grid.x(), grid.y(), grid.z(), block.x(), block.y(), block.z(), 0, false);
    return g.launch(name, Objects.requireNonNull(code), loaded(), config, checked);
  }

  /**
   * Launches the kernel and waits for its end.
   *
   * @throws KernelFaultException if a thread faulted
   * @see #launch
   */
  public void run(Dim3 grid, Dim3 block, @Nullable Object... arguments) {
    launch(grid, block, arguments).await();
  }

  private void checkShape(Dim3 grid, Dim3 block) {
    if (block.x() > MOST_THREADS || block.y() > MOST_THREADS || block.z() > MOST_THREADS_Z) {
      throw refused("a block has at most 1024 x 1024 x 64 threads, not " + block);
    }
    if (block.count() > MOST_THREADS) {
      throw refused(
          "a block has at most "
              + MOST_THREADS
              + " threads, and "
              + block
              + " are "
              + block.count());
    }
    int most = maxThreads();
    if (block.count() > most) {
      throw refused(
          entry.threads() > 0 && most == Math.min(entry.threads(), MOST_THREADS)
              ? "it was compiled for blocks of at most "
                  + most
                  + " threads, not "
                  + block.count()
                  + "; launch smaller blocks, or write @GlobalKernel(threads = "
                  + block.count()
                  + ")"
              : "on "
                  + owner.description()
                  + " a block of it has at most "
                  + most
                  + " threads, not "
                  + block.count());
    }
    if (grid.y() > MOST_BLOCKS_YZ || grid.z() > MOST_BLOCKS_YZ) {
      throw refused("a grid has at most 65535 blocks in y and in z, not " + grid);
    }
    int shared = 0;
    for (KernelEntry.SharedArray s : entry.shared()) {
      shared += (s.bytes() + 15) / 16 * 16;
    }
    int room = MOST_SHARED;
    GpuKernels g = gpu;
    if (g != null) {
      GpuProperties device = g.gpu().properties();
      room = Math.min(room, device.sharedPerBlock());
    }
    if (shared > room) {
      throw refused("its shared arrays take " + shared + " bytes, and a block has " + room);
    }
  }

  private IllegalArgumentException refused(String why) {
    return new IllegalArgumentException(name + " is not launched: " + why + ".");
  }

  /** The arguments as they are passed. */
  private Object[] check(@Nullable Object[] arguments) {
    if (arguments.length != elements.size()) {
      throw refused(
          "it takes " + elements.size() + " arguments, not " + arguments.length + ": " + this);
    }
    Object[] checked = new Object[arguments.length];
    for (int i = 0; i < checked.length; i++) {
      KernelEntry.Parameter parameter = entry.parameters().get(i);
      @Nullable Object given = arguments[i];
      if (given == null) {
        throw refused("'" + parameter.name() + "' is null");
      }
      checked[i] =
          parameter.array()
              ? array(parameter, elements.get(i), given)
              : scalar(parameter, elements.get(i), given);
    }
    return checked;
  }

  private Object array(KernelEntry.Parameter parameter, Element element, Object given) {
    String wanted = "'" + parameter.name() + "' is " + element.text() + "[]";
    if (!(given instanceof DeviceArray<?> array)) {
      throw refused(
          wanted
              + ", which takes a DeviceArray, not "
              + given.getClass().getTypeName()
              + (given.getClass().isArray() ? "; make one with kernels.copyOf" : ""));
    }
    if (array.element() != element) {
      throw refused(wanted + ", not an " + array);
    }
    if (array.owner() != owner) {
      throw refused(
          "'"
              + parameter.name()
              + "' is an array of other Kernels ("
              + array.owner()
              + "); make it from those that launch");
    }
    if (array.isClosed()) {
      throw new IllegalStateException(
          name
              + " is not launched: the "
              + array
              + " given as '"
              + parameter.name()
              + "' was closed.");
    }
    return array;
  }

  private Object scalar(KernelEntry.Parameter parameter, Element element, Object given) {
    Object value = element.widen(given);
    if (value == null) {
      throw refused(
          "'"
              + parameter.name()
              + "' is "
              + element.text()
              + ", not "
              + (given instanceof DeviceArray<?>
                  ? "an " + given
                  : given.getClass().getTypeName() + " (" + given + ")"));
    }
    return value;
  }

  private Launch onCpu(Dim3 grid, Dim3 block, Object[] arguments) {
    Object[] passed = new Object[arguments.length];
    for (int i = 0; i < passed.length; i++) {
      passed[i] = arguments[i] instanceof CpuArray<?> array ? array.array() : arguments[i];
    }
    try {
      Lanes.invoke(grid, block, method, passed);
      return new Launch((KernelFaultException) null);
    } catch (RuntimeException | AssertionError e) {
      KernelFaultException fault =
          JvmFaults.place(e, manifest)
              .map(
                  frame ->
                      new KernelFaultException(
                          name,
                          JvmFaults.kind(e).text(),
                          frame.getFileName() == null || frame.getLineNumber() <= 0
                              ? ""
                              : frame.getFileName() + ":" + frame.getLineNumber(),
                          e))
              .orElse(null);
      if (fault == null) {
        // Not the kernel's doing: the caller was interrupted, or the grid is too large for a JVM.
        throw e;
      }
      Launch launch = new Launch(fault);
      owner.faulted(launch);
      return launch;
    }
  }

  /** Its declaration, for people: {@code demo.Saxpy.saxpy(float a, float[] x, float[] y)}. */
  @Override
  public String toString() {
    return name
        + entry.parameters().stream()
            .map(p -> p.type() + (p.array() ? "[] " : " ") + p.name())
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
