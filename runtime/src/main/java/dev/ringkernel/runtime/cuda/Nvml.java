package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.FeatureAnswer;
import dev.ringkernel.runtime.driver.FeatureAnswer.Answer;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What only the management library knows, asked once and read-only: the driver's release and
 * whether the machine computes confidentially.
 */
final class Nvml {
  private static final String LIBRARY = "libnvidia-ml.so.1";
  private static final String CONFIDENTIAL = "confidential computing";

  /** Failure of a call, for use inside this class. */
  private static final class NvmlException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String message;

    NvmlException(String message) {
      this.message = message;
    }

    @Override
    public String getMessage() {
      return message;
    }
  }

  private final SymbolLookup library;

  private Nvml(SymbolLookup library) {
    this.library = library;
  }

  /** Returns the rows for {@code doctor}; never throws. */
  static List<FeatureAnswer> details() {
    var rows = new ArrayList<FeatureAnswer>();
    try (var arena = Arena.ofConfined()) {
      var nvml = new Nvml(SymbolLookup.libraryLookup(LIBRARY, arena));
      nvml.call("nvmlInit_v2");
      try {
        rows.add(nvml.release(arena));
        rows.add(nvml.confidential(arena));
      } finally {
        nvml.call("nvmlShutdown");
      }
    } catch (IllegalArgumentException | IllegalCallerException e) {
      rows.add(
          new FeatureAnswer(
              "management library",
              Answer.UNKNOWN,
              LIBRARY + " does not load, so nothing is known about confidential computing"));
    } catch (NvmlException e) {
      rows.add(new FeatureAnswer("management library", Answer.UNKNOWN, e.getMessage()));
    }
    return rows;
  }

  private FeatureAnswer release(Arena arena) throws NvmlException {
    var version = arena.allocate(96);
    call("nvmlSystemGetDriverVersion", version.address(), version.byteSize() - 1);
    return new FeatureAnswer("driver release", Answer.YES, version.getString(0));
  }

  private FeatureAnswer confidential(Arena arena) {
    // nvmlConfComputeSystemState_t: environment, ccFeature, devToolsMode.
    var state = arena.allocate(ValueLayout.JAVA_INT, 3);
    try {
      call("nvmlSystemGetConfComputeState", state.address());
    } catch (NvmlException e) {
      return new FeatureAnswer(
          CONFIDENTIAL, Answer.UNKNOWN, "the driver does not say: " + e.getMessage());
    }
    return confidential(state);
  }

  /** Reads {@code nvmlConfComputeSystemState_t}. */
  static FeatureAnswer confidential(MemorySegment state) {
    boolean on = state.getAtIndex(ValueLayout.JAVA_INT, 1) != 0;
    boolean tools = state.getAtIndex(ValueLayout.JAVA_INT, 2) != 0;
    return on
        ? new FeatureAnswer(
            CONFIDENTIAL,
            Answer.CAUTION,
            "on"
                + (tools ? ", with developer tools" : "")
                + ": host memory goes through encrypted bounce buffers, so rings may not map")
        : new FeatureAnswer(CONFIDENTIAL, Answer.NO, "off");
  }

  private void call(String function, long... arguments) throws NvmlException {
    var symbol =
        library.find(function).orElseThrow(() -> new NvmlException(LIBRARY + " lacks " + function));
    var layouts = new ValueLayout.OfLong[arguments.length];
    Arrays.fill(layouts, ValueLayout.JAVA_LONG);
    var boxed = Arrays.stream(arguments).boxed().toList();
    int code;
    try {
      code =
          (int)
              Linker.nativeLinker()
                  .downcallHandle(symbol, FunctionDescriptor.of(ValueLayout.JAVA_INT, layouts))
                  .invokeWithArguments(boxed);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("Calling " + function + " threw.", e);
    }
    if (code != 0) {
      throw new NvmlException(function + " failed with code " + code);
    }
  }
}
