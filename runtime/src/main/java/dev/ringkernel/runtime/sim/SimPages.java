package dev.ringkernel.runtime.sim;

import dev.ringkernel.runtime.driver.HostMemory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Memory of the JVM's own that kernels reach at the same address. */
final class SimPages implements HostMemory, SimContext.Held {
  private static final long PAGE = 4096;

  private final SimContext context;
  private final MemorySegment pages;
  private final MemorySegment segment;

  /** Ends the segment that users have; null where it outlives the context. */
  private final @Nullable Arena arena;

  private SimPages(
      SimContext context, MemorySegment pages, MemorySegment segment, @Nullable Arena arena) {
    this.context = context;
    this.pages = pages;
    this.segment = segment;
    this.arena = arena;
    context.ask(
        "Gpu.registerHost",
        pages.byteSize() + " bytes",
        () -> {
          context.device().register(pages);
          return this;
        });
    context.hold(this);
  }

  /** Makes whole pages. They are freed once nobody can read them any more. */
  static SimPages registered(SimContext context, long bytes) {
    context.enter();
    var pages = allocate(bytes);
    return new SimPages(context, pages, pages, null);
  }

  /** Makes memory whose segment ends when it is closed, or with the context. */
  static SimPages pinned(SimContext context, long bytes) {
    context.enter();
    var pages = allocate(bytes);
    var arena = Arena.ofShared();
    // The pages themselves stay: a kernel may look at them by mistake after they were closed.
    return new SimPages(context, pages, pages.reinterpret(arena, null).asSlice(0, bytes), arena);
  }

  private static MemorySegment allocate(long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException("Host memory has at least 1 byte: " + bytes + ".");
    }
    long whole = Math.multiplyExact(Math.ceilDiv(bytes, PAGE), PAGE);
    return Arena.ofAuto().allocate(whole, PAGE);
  }

  /** Says whether a segment lies in these pages. */
  boolean holds(MemorySegment other) {
    return other.address() >= pages.address()
        && other.address() + other.byteSize() <= pages.address() + pages.byteSize();
  }

  @Override
  public MemorySegment segment() {
    return segment;
  }

  @Override
  public long deviceAddress() {
    return pages.address();
  }

  @Override
  public long bytes() {
    return segment.byteSize();
  }

  @Override
  public void close() {
    if (context.holds(this)) {
      context.awaitWork(
          "HostMemory.close", "Close host memory after the resident kernel has ended.");
      context.giveBack(this);
    }
  }

  @Override
  public void release() {
    context.device().machine().unregister(pages);
    if (arena != null) {
      arena.close();
    }
    context.system().keepWhileRunning(pages);
  }
}
