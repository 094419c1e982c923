package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuModule;
import dev.ringkernel.runtime.driver.GpuProperties;
import dev.ringkernel.runtime.driver.LoadOptions;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.atomic.AtomicBoolean;

/** A loaded module. */
final class CudaModule implements GpuModule {
  private static final int PTX = 1;

  private final CudaContext context;
  private final GpuProperties properties;
  private final long handle;
  private final String log;
  private final AtomicBoolean closed = new AtomicBoolean();

  CudaModule(CudaContext context, GpuProperties properties, byte[] image, LoadOptions options) {
    this.context = context;
    this.properties = properties;
    context.enter();
    try (var arena = Arena.ofConfined()) {
      var jit = new JitOptions(arena, options);
      var out = arena.allocate(8);
      int code =
          context
              .cuda()
              .call(
                  DriverCall.MODULE_LOAD,
                  out.address(),
                  terminated(arena, image).address(),
                  jit.count(),
                  jit.keys(),
                  jit.values());
      if (code != 0) {
        throw context.failed(DriverCall.MODULE_LOAD, code, jit.errorLog(), "");
      }
      this.handle = out.get(ValueLayout.JAVA_LONG, 0);
      this.log = jit.infoLog();
    }
    try {
      loadFunctions();
    } catch (DriverException e) {
      close();
      throw e;
    }
  }

  /** PTX ends with a NUL; to a cubin one more byte does no harm. */
  private static MemorySegment terminated(Arena arena, byte[] image) {
    var copy = arena.allocate(image.length + 1L, 16);
    MemorySegment.copy(image, 0, copy, ValueLayout.JAVA_BYTE, 0, image.length);
    return copy;
  }

  /**
   * Undoes lazy loading: a first launch beside a resident kernel must not have to load anything.
   */
  private void loadFunctions() {
    var cuda = context.cuda();
    if (!cuda.has(DriverCall.MODULE_FUNCTION_COUNT)
        || !cuda.has(DriverCall.MODULE_FUNCTIONS)
        || !cuda.has(DriverCall.FUNCTION_LOAD)) {
      return;
    }
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      context.call(DriverCall.MODULE_FUNCTION_COUNT, out.address(), handle);
      int count = out.get(ValueLayout.JAVA_INT, 0);
      if (count == 0) {
        return;
      }
      var functions = arena.allocate(ValueLayout.JAVA_LONG, count);
      context.call(DriverCall.MODULE_FUNCTIONS, functions.address(), count, handle);
      for (int i = 0; i < count; i++) {
        context.call(DriverCall.FUNCTION_LOAD, functions.getAtIndex(ValueLayout.JAVA_LONG, i));
      }
    }
  }

  /**
   * Assembles PTX through the driver's linker, which gives the cubin back instead of loading it.
   */
  static byte[] assemble(CudaContext context, byte[] ptx, LoadOptions options) {
    context.enter();
    try (var arena = Arena.ofConfined()) {
      var cuda = context.cuda();
      var jit = new JitOptions(arena, options);
      var out = arena.allocate(16);
      context.call(DriverCall.LINK_CREATE, jit.count(), jit.keys(), jit.values(), out.address());
      long state = out.get(ValueLayout.JAVA_LONG, 0);
      try {
        var text = terminated(arena, ptx);
        context.enter();
        int code =
            cuda.call(
                DriverCall.LINK_ADD,
                state,
                PTX,
                text.address(),
                text.byteSize(),
                arena.allocateFrom("ringkernel.ptx").address(),
                0,
                0,
                0);
        if (code != 0) {
          throw context.failed(DriverCall.LINK_ADD, code, jit.errorLog(), "");
        }
        code = cuda.call(DriverCall.LINK_COMPLETE, state, out.address(), out.address() + 8);
        if (code != 0) {
          throw context.failed(DriverCall.LINK_COMPLETE, code, jit.errorLog(), "");
        }
        // The linker owns the cubin, until it is destroyed.
        return MemorySegment.ofAddress(out.get(ValueLayout.JAVA_LONG, 0))
            .reinterpret(out.get(ValueLayout.JAVA_LONG, 8))
            .toArray(ValueLayout.JAVA_BYTE);
      } finally {
        context.release(DriverCall.LINK_DESTROY, state);
      }
    }
  }

  boolean closed() {
    return closed.get();
  }

  private long handle() {
    if (closed()) {
      throw new IllegalStateException("The module was closed.");
    }
    return handle;
  }

  @Override
  public GpuFunction function(String name) {
    context.enter();
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(8);
      int code =
          context
              .cuda()
              .call(
                  DriverCall.MODULE_FUNCTION,
                  out.address(),
                  handle(),
                  arena.allocateFrom(name).address());
      if (code != 0) {
        throw context.failed(DriverCall.MODULE_FUNCTION, code, "entry " + name, "");
      }
      return new CudaFunction(context, this, properties, name, out.get(ValueLayout.JAVA_LONG, 0));
    }
  }

  @Override
  public GlobalVariable global(String name) {
    context.enter();
    try (var arena = Arena.ofConfined()) {
      var out = arena.allocate(16);
      int code =
          context
              .cuda()
              .call(
                  DriverCall.MODULE_GLOBAL,
                  out.address(),
                  out.address() + 8,
                  handle(),
                  arena.allocateFrom(name).address());
      if (code != 0) {
        throw context.failed(DriverCall.MODULE_GLOBAL, code, "variable " + name, "");
      }
      return new GlobalVariable(
          out.get(ValueLayout.JAVA_LONG, 0), out.get(ValueLayout.JAVA_LONG, 8));
    }
  }

  @Override
  public String log() {
    return log;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      context.release(DriverCall.MODULE_UNLOAD, handle);
    }
  }
}
