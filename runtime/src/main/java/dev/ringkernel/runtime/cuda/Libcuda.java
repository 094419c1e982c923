package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code libcuda}, called.
 *
 * <p>Every function is called as one that takes 64-bit integers and returns an {@code int}. On the
 * platform that is accepted (System V x86-64) an argument of any integer or pointer type occupies
 * one whole register or one whole eight-byte stack slot, of which the callee reads the part it
 * declares. It does not look at registers beyond its own either, so one call shape that fills all
 * six serves every function of up to six arguments (linking a shape takes longer than most calls),
 * one shape each the few that have more, and a launch allocates nothing. No function in {@link
 * DriverCall} takes a floating-point argument.
 *
 * <p>Safe for use by any thread.
 */
final class Libcuda {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final MethodHandle REGISTERS = shape(6);

  /** Shapes of one function each: linked when first used. */
  private static final class Call8 {
    static final MethodHandle SHAPE = shape(8);
  }

  private static final class Call10 {
    static final MethodHandle SHAPE = shape(10);
  }

  private static final class Call11 {
    static final MethodHandle SHAPE = shape(11);
  }

  private final Map<DriverCall, MemorySegment> functions = new EnumMap<>(DriverCall.class);

  /**
   * Finds the functions of the library.
   *
   * @throws DriverException if one is missing that every supported driver has
   */
  Libcuda(SymbolLookup library) {
    for (var call : DriverCall.values()) {
      var symbol = library.find(call.symbol());
      if (symbol.isPresent()) {
        functions.put(call, symbol.get());
      } else if (call.since() == 0) {
        throw DriverException.of(
            call.symbol(),
            "The driver's library lacks this function",
            "Install a driver for CUDA " + version(CudaDriver.LEAST_DRIVER) + " or newer.");
      }
    }
  }

  private static MethodHandle shape(int arguments) {
    var longs = new MemoryLayout[arguments];
    Arrays.fill(longs, ValueLayout.JAVA_LONG);
    return LINKER.downcallHandle(FunctionDescriptor.of(ValueLayout.JAVA_INT, longs));
  }

  /** Returns a driver version as people write it. */
  static String version(int version) {
    return version / 1000 + "." + version % 1000 / 10;
  }

  /** Says whether this driver has the function. */
  boolean has(DriverCall call) {
    return functions.containsKey(call);
  }

  private MemorySegment function(DriverCall call, int arguments) {
    var function = functions.get(call);
    if (function == null || call.arguments() != arguments) {
      throw new IllegalStateException(
          function == null
              ? call.symbol() + " is not in this driver; it came with " + version(call.since())
              : call.symbol() + " takes " + call.arguments() + " arguments, not " + arguments);
    }
    return function;
  }

  private int call(int arguments, DriverCall call, long a, long b, long c, long d, long e) {
    try {
      return (int) REGISTERS.invokeExact(function(call, arguments), a, b, c, d, e, 0L);
    } catch (Throwable failure) {
      throw unexpected(call, failure);
    }
  }

  int call(DriverCall call, long a) {
    return call(1, call, a, 0, 0, 0, 0);
  }

  int call(DriverCall call, long a, long b) {
    return call(2, call, a, b, 0, 0, 0);
  }

  int call(DriverCall call, long a, long b, long c) {
    return call(3, call, a, b, c, 0, 0);
  }

  int call(DriverCall call, long a, long b, long c, long d) {
    return call(4, call, a, b, c, d, 0);
  }

  int call(DriverCall call, long a, long b, long c, long d, long e) {
    return call(5, call, a, b, c, d, e);
  }

  int call(DriverCall call, long a, long b, long c, long d, long e, long f, long g, long h) {
    try {
      return (int) Call8.SHAPE.invokeExact(function(call, 8), a, b, c, d, e, f, g, h);
    } catch (Throwable failure) {
      throw unexpected(call, failure);
    }
  }

  /** Calls {@code cuLaunchKernel} with kernel parameters and no extra options. */
  int launch(
      long function,
      long gridX,
      long gridY,
      long gridZ,
      long blockX,
      long blockY,
      long blockZ,
      long shared,
      long stream,
      long params) {
    try {
      return (int)
          Call11.SHAPE.invokeExact(
              function(DriverCall.LAUNCH, 11),
              function,
              gridX,
              gridY,
              gridZ,
              blockX,
              blockY,
              blockZ,
              shared,
              stream,
              params,
              0L);
    } catch (Throwable e) {
      throw unexpected(DriverCall.LAUNCH, e);
    }
  }

  /** Calls {@code cuLaunchCooperativeKernel}. */
  int launchCooperative(
      long function,
      long gridX,
      long gridY,
      long gridZ,
      long blockX,
      long blockY,
      long blockZ,
      long shared,
      long stream,
      long params) {
    try {
      return (int)
          Call10.SHAPE.invokeExact(
              function(DriverCall.LAUNCH_COOPERATIVE, 10),
              function,
              gridX,
              gridY,
              gridZ,
              blockX,
              blockY,
              blockZ,
              shared,
              stream,
              params);
    } catch (Throwable e) {
      throw unexpected(DriverCall.LAUNCH_COOPERATIVE, e);
    }
  }

  private static RuntimeException unexpected(DriverCall call, Throwable e) {
    if (e instanceof RuntimeException runtime) {
      return runtime;
    }
    if (e instanceof Error error) {
      throw error;
    }
    return new IllegalStateException("Calling " + call.symbol() + " threw.", e);
  }

  /** Throws if the call failed. */
  void check(DriverCall call, int code) {
    if (code != 0) {
      throw failure(call, code, "", "", null);
    }
  }

  /**
   * Returns what a failed call is thrown as.
   *
   * @param code the driver's result
   * @param detail added to the driver's text, such as a log or the arguments; may be empty
   * @param advice what to do, instead of the code's own; empty to take that
   */
  DriverException failure(
      DriverCall call, int code, String detail, String advice, @Nullable Throwable cause) {
    var row = CudaResult.of(code);
    var name = text(DriverCall.ERROR_NAME, code, row.map(Enum::name).orElse("CUresult"));
    var text = text(DriverCall.ERROR_STRING, code, "the driver has no text for this code");
    return new DriverException(
        call.symbol(),
        code,
        name,
        detail.isEmpty() ? text : text + ": " + detail,
        advice.isEmpty() ? row.map(CudaResult::advice).orElse("") : advice,
        row.map(CudaResult::fatal).orElse(false),
        cause);
  }

  private String text(DriverCall call, int code, String otherwise) {
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(ValueLayout.ADDRESS);
      if (call(call, code, out.address()) != 0) {
        return otherwise;
      }
      var pointer = out.get(ValueLayout.ADDRESS, 0);
      // The driver's texts are static, NUL-terminated and far shorter than this.
      return pointer.address() == 0 ? otherwise : pointer.reinterpret(4096).getString(0);
    }
  }
}
