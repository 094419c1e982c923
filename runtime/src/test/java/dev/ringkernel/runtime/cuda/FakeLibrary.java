package dev.ringkernel.runtime.cuda;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A library with the driver's symbols, whose functions are Java: each notes its call, writes a
 * handle where one is asked for, and answers what the test told it to. It shows what is called in
 * which order after a failure, which no healthy device can show.
 */
final class FakeLibrary implements SymbolLookup {

  /** What a function does: gets its arguments, returns a result code. */
  interface Body {
    int call(long[] arguments);
  }

  private final Arena arena;
  private final Map<String, DriverCall> calls = new HashMap<>();
  private final Map<DriverCall, Body> bodies = new HashMap<>();
  private final List<DriverCall> log = new ArrayList<>();
  private int version = 13000;

  /** What every call that touches the context answers; 0 while it lives. */
  int contextState;

  FakeLibrary(Arena arena) {
    this.arena = arena;
    for (var call : DriverCall.values()) {
      calls.put(call.symbol(), call);
    }
    answer(DriverCall.DRIVER_VERSION, a -> write(a[0], version));
    answer(DriverCall.INIT, a -> 0);
    answer(DriverCall.DEVICE_COUNT, a -> write(a[0], 1));
    answer(DriverCall.DEVICE_GET, a -> write(a[0], a[1]));
    answer(DriverCall.DEVICE_ATTRIBUTE, a -> write(a[0], attribute((int) a[1])));
    answer(DriverCall.PRIMARY_RETAIN, a -> write(a[0], 0x1000));
    answer(DriverCall.PRIMARY_RELEASE, a -> 0);
    answer(DriverCall.CONTEXT_SET_CURRENT, a -> 0);
    answer(
        DriverCall.PRIMARY_RESET,
        a -> {
          contextState = 0;
          return 0;
        });
    answer(DriverCall.ERROR_NAME, a -> 1);
    answer(DriverCall.ERROR_STRING, a -> 1);
    answer(DriverCall.HOST_REGISTER, a -> contextState);
    answer(DriverCall.HOST_DEVICE_ADDRESS, a -> write(a[0], a[1]));
    var pinned = arena.allocate(4096);
    answer(DriverCall.HOST_ALLOC, a -> write(a[0], pinned.address()));
  }

  private static int attribute(int number) {
    return switch (number) {
      case 75 -> 9; // major
      case 76, 17, 20, 133 -> 0; // minor, time-out, mode, MPS
      default -> 1;
    };
  }

  void version(int cuda) {
    version = cuda;
  }

  void answer(DriverCall call, Body body) {
    bodies.put(call, body);
  }

  /** Returns the calls so far, without those that only bind the context or ask about it. */
  List<DriverCall> log() {
    return log.stream()
        .filter(
            c ->
                c != DriverCall.CONTEXT_SET_CURRENT
                    && !c.name().startsWith("DEVICE_")
                    && c != DriverCall.DRIVER_VERSION
                    && !c.name().startsWith("ERROR_"))
        .toList();
  }

  void clearLog() {
    log.clear();
  }

  static int write(long address, long value) {
    MemorySegment.ofAddress(address).reinterpret(8).set(ValueLayout.JAVA_LONG_UNALIGNED, 0, value);
    return 0;
  }

  int called(DriverCall call, Object... arguments) {
    log.add(call);
    var longs = Arrays.stream(arguments).mapToLong(Long.class::cast).toArray();
    var body = bodies.get(call);
    if (body != null) {
      return body.call(longs);
    }
    // Everything else that makes something writes a handle to its first argument.
    if (contextState == 0
        && (call.name().endsWith("_CREATE") || call == DriverCall.MEMORY_ALLOC_ASYNC)) {
      write(longs[0], 0x2000);
    }
    return call.name().startsWith("DEVICE_") ? 0 : contextState;
  }

  @Override
  public Optional<MemorySegment> find(String name) {
    var call = calls.get(name);
    if (call == null) {
      return Optional.empty();
    }
    try {
      var longs = new MemoryLayout[call.arguments()];
      Arrays.fill(longs, ValueLayout.JAVA_LONG);
      var type = MethodType.methodType(int.class, Collections.nCopies(longs.length, long.class));
      var target =
          MethodHandles.lookup()
              .bind(
                  this,
                  "called",
                  MethodType.methodType(int.class, DriverCall.class, Object[].class))
              .bindTo(call)
              .asCollector(Object[].class, longs.length)
              .asType(type);
      return Optional.of(
          Linker.nativeLinker()
              .upcallStub(target, FunctionDescriptor.of(ValueLayout.JAVA_INT, longs), arena));
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }
}
