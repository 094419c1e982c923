package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.AddressRange;
import dev.ringkernel.runtime.driver.DeviceMemory;
import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.driver.GpuEvent;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuGraph;
import dev.ringkernel.runtime.driver.GpuModule;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.HostMemory;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The main class of the process in which {@link DriverProcess} runs a driver: reads calls from
 * standard input and writes answers to what was standard output.
 *
 * <p>A request is its number, the call, the handle it goes to, and the arguments; an answer is the
 * request's number, whether the call threw, and the values or the exception. Each request runs on a
 * thread of its own, so that a call that waits holds up no other. The process ends with its input,
 * however the other process came to close it.
 */
final class DriverHost {
  /** The argument that means the CUDA driver; any other is the class of a {@link GpuDriver}. */
  static final String CUDA = "cuda";

  /** The number of the greeting, which answers no request. */
  static final long GREETING = 0;

  private static final HostCall[] CALLS = HostCall.values();

  private final GpuDriver driver;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final Map<Long, Held> held = new ConcurrentHashMap<>();
  private final AtomicLong next = new AtomicLong(1);
  private final ExecutorService workers =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("call-", 0).factory());

  /** A handle's object, and the handles that end with it. */
  private record Held(Object object, List<Long> owned) {}

  /** Pages of the other process, with their registration if they have one. */
  private record Mapped(SharedPages pages, @Nullable HostMemory registration)
      implements AutoCloseable {
    @Override
    public void close() {
      if (registration != null) {
        registration.close();
      }
    }

    MemorySegment part(long offset, long bytes) {
      return pages.segment().asSlice(offset, bytes);
    }
  }

  DriverHost(GpuDriver driver, InputStream in, OutputStream out) {
    this.driver = driver;
    this.in = new DataInputStream(new BufferedInputStream(in));
    this.out = new DataOutputStream(out);
  }

  /**
   * Serves until standard input ends.
   *
   * @param args the driver: {@link #CUDA} or a class with a constructor without arguments
   */
  public static void main(String[] args) throws Throwable {
    var answers = new FileOutputStream("/proc/self/fd/1");
    // Whatever else prints, kernels included, must not get between the answers.
    Posix.duplicate(2, 1);
    var serving = Thread.currentThread();
    // An interrupt from the terminal goes to the whole group of processes, and the other one may
    // want to stop in order: this one ends with its input and not before.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitEnd(serving)));
    int status = 1;
    try {
      new DriverHost(driver(args[0]), System.in, answers).serve();
      status = 0;
    } catch (Throwable e) {
      report(e);
    } finally {
      // Not System.exit: the driver's own clean-up may wait for a kernel that never ends.
      Posix.exit(status);
    }
  }

  /** Tells the other process, which keeps the last lines. */
  private static void report(Throwable e) {
    e.printStackTrace(System.err);
  }

  private static void awaitEnd(Thread serving) {
    while (serving.isAlive()) {
      try {
        serving.join();
      } catch (InterruptedException e) {
        // Nobody has a reason to; the answer is the same.
        continue;
      }
    }
  }

  private static GpuDriver driver(String name) throws ReflectiveOperationException {
    if (name.equals(CUDA)) {
      return CudaDriver.instance();
    }
    var constructor = Class.forName(name).getDeclaredConstructor();
    constructor.setAccessible(true);
    return (GpuDriver) constructor.newInstance();
  }

  /** Answers requests until the input ends. */
  void serve() throws IOException {
    answer(GREETING, new Object[] {ProcessHandle.current().pid()}, null);
    while (true) {
      long number;
      try {
        number = in.readLong();
      } catch (EOFException e) {
        return;
      }
      var call = CALLS[in.readByte()];
      long handle = in.readLong();
      var arguments = new Values(Wire.readAll(in));
      workers.execute(() -> run(number, call, handle, arguments));
    }
  }

  private void run(long number, HostCall call, long handle, Values arguments) {
    @Nullable Object[] values = {};
    Throwable thrown = null;
    try {
      values = call(call, handle, arguments);
    } catch (Throwable e) {
      // Errors too: the caller waits for an answer, and it is the caller's to judge.
      thrown = e;
    }
    try {
      answer(number, values, thrown);
    } catch (IOException e) {
      // The other process is gone, and the end of the input follows.
      report(e);
    }
  }

  private void answer(long number, @Nullable Object[] values, @Nullable Throwable thrown)
      throws IOException {
    var bytes = new ByteArrayOutputStream();
    var message = new DataOutputStream(bytes);
    message.writeLong(number);
    message.writeBoolean(thrown == null);
    if (thrown == null) {
      Wire.writeAll(message, values);
    } else {
      Wire.writeThrowable(message, thrown);
    }
    synchronized (out) {
      bytes.writeTo(out);
      out.flush();
    }
  }

  private long hold(Object object) {
    long handle = next.getAndIncrement();
    held.put(handle, new Held(object, new CopyOnWriteArrayList<>()));
    return handle;
  }

  private <T> T at(long handle, Class<T> type) {
    var found = held.get(handle);
    if (found == null) {
      throw new IllegalStateException("The " + type.getSimpleName() + " was closed.");
    }
    return type.cast(found.object());
  }

  private HostedGpu gpu(long handle) {
    return at(handle, HostedGpu.class);
  }

  private GpuStream stream(long handle) {
    return at(handle, GpuStream.class);
  }

  private GpuEvent event(long handle) {
    return at(handle, GpuEvent.class);
  }

  private GpuModule module(long handle) {
    return at(handle, GpuModule.class);
  }

  private GpuFunction function(long handle) {
    return at(handle, GpuFunction.class);
  }

  private static @Nullable Object[] nothing() {
    return new Object[0];
  }

  private static @Nullable Object[] values(Object... values) {
    return values;
  }

  private @Nullable Object[] call(HostCall call, long to, Values a) throws Exception {
    return switch (call) {
      case OPEN -> {
        var gpu = (HostedGpu) driver.open(a.intAt(0));
        yield values(hold(gpu), gpu.properties());
      }
      case MEMORY -> values(gpu(to).memory());
      case ALLOCATE -> {
        DeviceMemory memory = gpu(to).allocate(a.longAt(0));
        yield values(hold(memory), memory.address());
      }
      case RESERVE -> {
        AddressRange range = gpu(to).reserve(a.longAt(0));
        yield values(hold(range), range.address(), range.capacity(), range.granularity());
      }
      case MAP -> values(hold(new Mapped(pages(a), null)));
      case REGISTER -> register(gpu(to), pages(a));
      case NEW_STREAM -> values(hold(gpu(to).newStream()));
      case NEW_EVENT -> values(hold(gpu(to).newEvent()));
      case LOAD -> {
        GpuModule module = gpu(to).load(a.get(0, byte[].class), a.get(1, LoadOptions.class));
        yield values(hold(module), module.log());
      }
      case ASSEMBLE ->
          values((Object) gpu(to).assemble(a.get(0, byte[].class), a.get(1, LoadOptions.class)));
      case NEW_GRAPH ->
          values(
              hold(
                  gpu(to)
                      .newGraph(
                          function(a.longAt(0)),
                          a.get(1, LaunchConfig.class),
                          a.orNull(2, KernelParams.class))));
      case ENABLE_PEER -> {
        gpu(to).enablePeer(gpu(a.longAt(0)));
        yield nothing();
      }
      case GROW -> values(at(to, AddressRange.class).grow(a.longAt(0)));
      case LAUNCH -> {
        stream(to)
            .launch(
                function(a.longAt(0)),
                a.get(1, LaunchConfig.class),
                a.orNull(2, KernelParams.class));
        yield nothing();
      }
      case LAUNCH_GRAPH -> {
        stream(to).launch(at(a.longAt(0), GpuGraph.class));
        yield nothing();
      }
      case COPY_TO_DEVICE -> {
        stream(to)
            .copyToDevice(
                a.longAt(0), at(a.longAt(1), Mapped.class).part(a.longAt(2), a.longAt(3)));
        yield nothing();
      }
      case COPY_TO_HOST -> {
        stream(to)
            .copyToHost(at(a.longAt(0), Mapped.class).part(a.longAt(1), a.longAt(2)), a.longAt(3));
        if (a.is(4)) {
          stream(to).synchronize();
        }
        yield nothing();
      }
      case COPY_ON_DEVICE -> {
        stream(to).copyOnDevice(a.longAt(0), a.longAt(1), a.longAt(2));
        yield nothing();
      }
      case FILL -> {
        stream(to).fill(a.longAt(0), a.get(1, Byte.class), a.longAt(2));
        yield nothing();
      }
      case RECORD -> {
        stream(to).record(event(a.longAt(0)));
        yield nothing();
      }
      case WAIT_FOR -> {
        stream(to).waitFor(event(a.longAt(0)));
        yield nothing();
      }
      case STREAM_DONE -> values(stream(to).done());
      case STREAM_WAIT -> {
        stream(to).synchronize();
        yield nothing();
      }
      case EVENT_DONE -> values(event(to).done());
      case EVENT_WAIT -> {
        event(to).synchronize();
        yield nothing();
      }
      case NANOS_SINCE -> values(event(to).nanosSince(event(a.longAt(0))));
      case FUNCTION -> {
        long handle = hold(module(to).function(a.get(0, String.class)));
        var owner = held.get(to);
        if (owner != null) {
          owner.owned().add(handle);
        }
        yield values(handle);
      }
      case GLOBAL -> values(module(to).global(a.get(0, String.class)));
      case ATTRIBUTES -> values(function(to).attributes());
      case MAX_BLOCKS -> values(function(to).maxBlocksPerSm(a.intAt(0), a.intAt(1)));
      case ALLOW_SHARED -> {
        function(to).allowDynamicShared(a.intAt(0));
        yield nothing();
      }
      case PREFER_CARVEOUT -> {
        function(to).preferSharedCarveout(a.intAt(0));
        yield nothing();
      }
      case CLOSE -> {
        var gone = held.remove(to);
        if (gone != null) {
          gone.owned().forEach(held::remove);
          ((AutoCloseable) gone.object()).close();
        }
        yield nothing();
      }
    };
  }

  private static SharedPages pages(Values a) throws IOException {
    return SharedPages.open(Path.of(a.get(0, String.class)), a.longAt(1));
  }

  private @Nullable Object[] register(HostedGpu gpu, SharedPages pages) {
    HostMemory registration = gpu.register(pages.segment());
    return values(hold(new Mapped(pages, registration)), registration.deviceAddress());
  }

  /** What a process cannot do to itself in Java. */
  private static final class Posix {
    private Posix() {}

    /** Makes a descriptor another name of a second one. */
    static void duplicate(int from, int to) throws Throwable {
      var dup2 =
          Linker.nativeLinker()
              .downcallHandle(
                  Linker.nativeLinker().defaultLookup().findOrThrow("dup2"),
                  FunctionDescriptor.of(
                      ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
      int result = (int) dup2.invokeExact(from, to);
      if (result != to) {
        throw new IOException("dup2(" + from + ", " + to + ") failed.");
      }
    }

    /** Ends the process with nothing run or waited for. */
    static void exit(int status) throws Throwable {
      var exit =
          Linker.nativeLinker()
              .downcallHandle(
                  Linker.nativeLinker().defaultLookup().findOrThrow("_exit"),
                  FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));
      exit.invokeExact(status);
    }
  }
}
