package dev.ringkernel.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Takes actor classes into a system: compiles the program that has them, starts the kernel with it,
 * or parks the one that runs to load it. One class at a time; the actors notice the park alone.
 */
final class Intake {
  private final ActorSystem system;
  private final Backend backend;
  private final ResidentKernel kernel;
  private final List<Class<?>> declared;
  private final List<Class<?>> declaredKernels;
  private final Behaviours behaviours;

  /** Held from the compiling, which pauses nobody, until the code is loaded. */
  private final ReentrantLock lock = new ReentrantLock();

  /** Taken after {@link #lock}. */
  private final ReentrantLock lifecycle;

  /** From the first start on; guarded by {@link #lock}. */
  private @Nullable Memories memories;

  private boolean closed;

  /**
   * @param lifecycle held while the kernel starts, parks and ends
   * @param declared classes that the first program has in any case
   * @param declaredKernels classes with data-parallel kernels to load before the first start
   */
  Intake(
      ActorSystem system,
      Backend backend,
      ResidentKernel kernel,
      ReentrantLock lifecycle,
      List<Class<?>> declared,
      List<Class<?>> declaredKernels) {
    this.system = system;
    this.backend = backend;
    this.kernel = kernel;
    this.lifecycle = lifecycle;
    this.declared = List.copyOf(declared);
    this.declaredKernels = List.copyOf(declaredKernels);
    this.behaviours = new Behaviours(system.options(), system.addresses());
  }

  /** The behaviour of a class, which is taken in if it is not yet known. */
  Behaviour behaviour(Class<?> type) {
    Behaviour known = behaviours.of(type);
    if (known != null) {
      return known;
    }
    lock.lock();
    try {
      system.checkOpen();
      if (behaviours.of(type) == null) { // else another thread was faster
        take(type);
      }
      return Objects.requireNonNull(behaviours.of(type));
    } finally {
      lock.unlock();
    }
  }

  private void take(Class<?> type) {
    List<Class<?>> classes = new ArrayList<>(declared);
    classes.add(type);
    Backend.Program program = behaviours.with(classes);
    Backend.Code code = backend.prepare(program);
    Memories m = memories;
    if (m == null) {
      memories = start(program, code);
    } else {
      kernel.parked(
          () -> {
            code.load();
            SystemDescription.write(backend, m, program);
          });
    }
    behaviours.add(program);
  }

  private Memories start(Backend.Program program, Backend.Code code) {
    Options options = system.options();
    int workers = options.workers() > 0 ? options.workers() : backend.defaultWorkers();
    int ringSlots = options.ringSlots() > 0 ? options.ringSlots() : backend.defaultRingSlots();
    Memories m = new Memories(options, workers, ringSlots);
    backend.allocate(m);
    if (!declaredKernels.isEmpty()) {
      system.kernels().load(declaredKernels.toArray(Class<?>[]::new));
    }
    lifecycle.lock();
    try {
      system.checkOpen();
      code.load();
      backend.reach(m.heap);
      SystemDescription.write(backend, m, program);
      Running made = Running.over(system, backend, m, behaviours.codecs(), system.addresses());
      kernel.start();
      system.started(made);
    } finally {
      lifecycle.unlock();
    }
    return m;
  }

  /**
   * Does the last things of a closed system, once: after the compiling that is under way, which
   * still needs the device.
   */
  void close(Runnable last) {
    lock.lock();
    try {
      if (!closed) {
        closed = true;
        last.run();
      }
    } finally {
      lock.unlock();
    }
  }
}
