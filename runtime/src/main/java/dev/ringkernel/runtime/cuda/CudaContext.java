package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One context on one device, shared by all handles opened on it.
 *
 * <p>Each call binds the context to the calling thread first (some 20 ns); nothing between the
 * binding and the call can unmount a virtual thread, so any thread may call. The first fatal result
 * is kept: from then on every call throws, and every close does nothing native, because the
 * resources go with the context.
 */
final class CudaContext {
  /** What the pool keeps for reuse instead of giving it back to the device. */
  private static final long POOL_KEEPS = 256L << 20;

  private static final int NON_BLOCKING = 1;

  /** Devices whose primary context this process keeps. */
  private static final Set<Integer> KEPT = ConcurrentHashMap.newKeySet();

  private static final int POOL_RELEASE_THRESHOLD = 4;

  private final Libcuda cuda;
  private final int device;
  private final long handle;
  private final boolean primary;
  private final long memoryStream;
  private final long pool;
  private final AtomicReference<@Nullable DriverException> failure = new AtomicReference<>();
  private final Set<Arena> driverMemory = ConcurrentHashMap.newKeySet();
  private final Set<Integer> peers = ConcurrentHashMap.newKeySet();
  private final Set<CudaAddressRange> ranges = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /** Handles open on it; guarded by the driver's lock. */
  int references;

  private CudaContext(Libcuda cuda, int device, long handle, boolean primary) {
    this.cuda = cuda;
    this.device = device;
    this.handle = handle;
    this.primary = primary;
    bind();
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      cuda.check(
          DriverCall.STREAM_CREATE,
          cuda.call(DriverCall.STREAM_CREATE, out.address(), NON_BLOCKING));
      this.memoryStream = out.get(ValueLayout.JAVA_LONG, 0);
      cuda.check(
          DriverCall.DEVICE_DEFAULT_POOL,
          cuda.call(DriverCall.DEVICE_DEFAULT_POOL, out.address(), device));
      this.pool = out.get(ValueLayout.JAVA_LONG, 0);
      out.set(ValueLayout.JAVA_LONG, 0, POOL_KEEPS);
      cuda.check(
          DriverCall.POOL_SET_ATTRIBUTE,
          cuda.call(DriverCall.POOL_SET_ATTRIBUTE, pool, POOL_RELEASE_THRESHOLD, out.address()));
      probe(out);
    }
  }

  /**
   * Opens the device's primary context, which other CUDA libraries of the process share; where that
   * does not work any more after a failure, a context of our own.
   */
  static CudaContext open(Libcuda cuda, int device) {
    DriverException first;
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      int code = cuda.call(DriverCall.PRIMARY_RETAIN, out.address(), device);
      if (code != 0) {
        first = cuda.failure(DriverCall.PRIMARY_RETAIN, code, "", "", null);
      } else {
        try {
          CudaContext opened =
              new CudaContext(cuda, device, out.get(ValueLayout.JAVA_LONG, 0), true);
          keep(cuda, device, out);
          return opened;
        } catch (DriverException e) {
          cuda.call(DriverCall.PRIMARY_RELEASE, device);
          first = e;
        }
      }
    }
    return openOwn(cuda, device, first);
  }

  /**
   * Keeps one reference to the primary context for the life of the process: to end it takes the
   * driver tens of milliseconds, and to make it again a hundred.
   */
  private static void keep(Libcuda cuda, int device, MemorySegment out) {
    if (KEPT.add(device)) {
      cuda.check(
          DriverCall.PRIMARY_RETAIN, cuda.call(DriverCall.PRIMARY_RETAIN, out.address(), device));
    }
  }

  private static CudaContext openOwn(Libcuda cuda, int device, DriverException first) {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      int code = cuda.call(DriverCall.CONTEXT_CREATE, out.address(), 0, device);
      if (code != 0) {
        throw first;
      }
      long handle = out.get(ValueLayout.JAVA_LONG, 0);
      try {
        return new CudaContext(cuda, device, handle, false);
      } catch (DriverException e) {
        cuda.call(DriverCall.CONTEXT_DESTROY, handle);
        first.addSuppressed(e);
        throw first;
      }
    }
  }

  /**
   * Allocates, writes and frees a little, so that a context that was born dead is not handed out.
   */
  private void probe(MemorySegment out) {
    cuda.check(
        DriverCall.MEMORY_ALLOC_ASYNC,
        cuda.call(DriverCall.MEMORY_ALLOC_ASYNC, out.address(), 256, memoryStream));
    long address = out.get(ValueLayout.JAVA_LONG, 0);
    cuda.check(DriverCall.FILL, cuda.call(DriverCall.FILL, address, 0, 256, memoryStream));
    cuda.check(
        DriverCall.MEMORY_FREE_ASYNC,
        cuda.call(DriverCall.MEMORY_FREE_ASYNC, address, memoryStream));
    cuda.check(
        DriverCall.STREAM_SYNCHRONIZE, cuda.call(DriverCall.STREAM_SYNCHRONIZE, memoryStream));
  }

  Libcuda cuda() {
    return cuda;
  }

  int device() {
    return device;
  }

  long handle() {
    return handle;
  }

  /** The stream on which memory comes and goes; never has a kernel in it. */
  long memoryStream() {
    return memoryStream;
  }

  long pool() {
    return pool;
  }

  /** The devices that may touch this context's memory, besides its own. */
  Set<Integer> peers() {
    return peers;
  }

  Set<CudaAddressRange> ranges() {
    return ranges;
  }

  @Nullable DriverException failure() {
    return failure.get();
  }

  /** Says whether native handles of this context still mean anything. */
  boolean alive() {
    return !ended && failure.get() == null;
  }

  /** Asks the driver whether the context has died without anyone noticing yet. */
  boolean probeAlive() {
    if (!alive()) {
      return false;
    }
    cuda.call(DriverCall.CONTEXT_SET_CURRENT, handle);
    int code = cuda.call(DriverCall.STREAM_QUERY, memoryStream);
    if (code != 0 && code != CudaResult.CUDA_ERROR_NOT_READY.code()) {
      failed(DriverCall.STREAM_QUERY, code, "", "");
    }
    return alive();
  }

  private void bind() {
    int code = cuda.call(DriverCall.CONTEXT_SET_CURRENT, handle);
    if (code != 0) {
      throw failed(DriverCall.CONTEXT_SET_CURRENT, code, "", "");
    }
  }

  /** Binds the context to this thread, or throws if it is dead or closed. */
  void enter() {
    var dead = failure.get();
    if (dead != null) {
      throw dead.lost();
    }
    if (ended) {
      throw new IllegalStateException("The device was closed.");
    }
    bind();
  }

  /** Returns the exception for a failed call, and keeps it if the context is lost with it. */
  DriverException failed(DriverCall call, int code, String detail, String advice) {
    var exception = cuda.failure(call, code, detail, advice, null);
    if (exception.fatal()) {
      failure.compareAndSet(null, exception);
    }
    return exception;
  }

  void check(DriverCall call, int code) {
    if (code != 0) {
      throw failed(call, code, "", "");
    }
  }

  void call(DriverCall call, long a) {
    enter();
    check(call, cuda.call(call, a));
  }

  void call(DriverCall call, long a, long b) {
    enter();
    check(call, cuda.call(call, a, b));
  }

  void call(DriverCall call, long a, long b, long c) {
    enter();
    check(call, cuda.call(call, a, b, c));
  }

  void call(DriverCall call, long a, long b, long c, long d) {
    enter();
    check(call, cuda.call(call, a, b, c, d));
  }

  void call(DriverCall call, long a, long b, long c, long d, long e) {
    enter();
    check(call, cuda.call(call, a, b, c, d, e));
  }

  /**
   * Calls a function that gives something back. Does nothing on a dead context; a fatal result that
   * shows up only now is kept and not thrown, because what was to be given back is gone.
   */
  void release(DriverCall call, long a) {
    if (alive()) {
      int code = cuda.call(DriverCall.CONTEXT_SET_CURRENT, handle);
      released(call, code == 0 ? cuda.call(call, a) : code);
    }
  }

  void release(DriverCall call, long a, long b) {
    if (alive()) {
      int code = cuda.call(DriverCall.CONTEXT_SET_CURRENT, handle);
      released(call, code == 0 ? cuda.call(call, a, b) : code);
    }
  }

  private void released(DriverCall call, int code) {
    if (code != 0) {
      var exception = failed(call, code, "", "");
      if (!exception.fatal()) {
        throw exception;
      }
    }
  }

  /** Counts memory of the driver's own, whose segment must end before the context does. */
  void track(Arena arena) {
    driverMemory.add(arena);
  }

  /** Forgets memory of {@link #track}; says whether it was still there. */
  boolean untrack(Arena arena) {
    return driverMemory.remove(arena);
  }

  /**
   * Ends the context. A dead one is reset, so that the device's memory comes back and a new one can
   * follow; the results do not matter then. Called under the driver's lock.
   */
  void end() {
    if (ended) {
      return;
    }
    boolean dead = !probeAlive();
    ended = true;
    // Reading the driver's memory after this would be an access violation; now it is an exception.
    for (var arena : driverMemory) {
      if (driverMemory.remove(arena)) {
        arena.close();
      }
    }
    if (!dead) {
      cuda.call(DriverCall.STREAM_DESTROY, memoryStream);
    }
    if (!primary) {
      cuda.call(DriverCall.CONTEXT_DESTROY, handle);
    } else {
      if (dead) {
        cuda.call(DriverCall.PRIMARY_RESET, device);
      }
      cuda.call(DriverCall.PRIMARY_RELEASE, device);
    }
  }
}
