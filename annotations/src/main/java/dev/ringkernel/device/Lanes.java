package dev.ringkernel.device;

import dev.ringkernel.api.Shared;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs device code on the JVM, one virtual thread per lane, with the barriers and the rendezvous of
 * warps that the device has.
 *
 * <p>The calling thread waits for the grid. When a lane fails, the others leave at their next
 * barrier, warp operation or {@link Clock#nanosleep}, no further block starts, and the lane's own
 * exception is rethrown to the caller with its stack. When all lanes of a block wait for each
 * other, the block fails with an {@link IllegalStateException} that lists them. Interrupting the
 * caller ends the grid in the same way with a {@link CancellationException}. A loop that waits for
 * another lane's store must call {@link Clock#nanosleep}: lanes outnumber the processors, and a
 * lane that only spins holds its one.
 *
 * <p>Up to as many blocks as there are processors run at once, in order of their index; as on the
 * device no block may wait for a later one.
 */
public final class Lanes {
  private static final int MAX_THREADS = 1024;

  private Lanes() {}

  /** Runs {@code body} in every lane of a grid. */
  public static void runGrid(Dim3 grid, Dim3 block, Runnable body) {
    runBlocks(grid, block, () -> body);
  }

  /**
   * Runs a grid whose blocks have things of their own, such as shared arrays.
   *
   * @param bodyOfBlock called once per block; what it returns is run by each of the block's lanes
   */
  public static void runBlocks(Dim3 grid, Dim3 block, Supplier<Runnable> bodyOfBlock) {
    checkShape(grid, block);
    GridRun run = new GridRun(grid, block);
    long blocks = grid.count();
    int workers = (int) Math.min(blocks, Runtime.getRuntime().availableProcessors());
    AtomicLong next = new AtomicLong();
    Consumer<Runnable> work =
        onInterrupt -> {
          for (long i = next.getAndIncrement();
              i < blocks && run.failure() == null;
              i = next.getAndIncrement()) {
            runBlock(new BlockRun(run, (int) i), bodyOfBlock, onInterrupt);
          }
        };
    // Not from here to a worker by an interrupt: lanes that unpark each other can keep the
    // scheduler from one for ever.
    Runnable cancel = () -> run.fail(new CancellationException("the caller was interrupted"));
    if (workers == 1) {
      work.accept(cancel);
    } else {
      CountDownLatch ended = new CountDownLatch(workers);
      for (int i = 0; i < workers; i++) {
        Thread.ofVirtual()
            .name("blocks-", i)
            .start(
                () -> {
                  try {
                    work.accept(() -> {});
                  } finally {
                    ended.countDown();
                  }
                });
      }
      await(ended, cancel);
    }
    Throwable failure = run.failure();
    if (failure != null) {
      throw Lanes.<RuntimeException>asIs(failure);
    }
  }

  /**
   * Runs {@code body} in every lane of one block of {@code threads} lanes.
   *
   * @return what lane 0 returned; null for a handler without a reply
   */
  public static <T> @Nullable T runBlock(int threads, Supplier<? extends @Nullable T> body) {
    AtomicReference<@Nullable T> result = new AtomicReference<>();
    runGrid(
        Dim3.of(1),
        Dim3.of(threads),
        () -> {
          T value = body.get();
          if (Lane.current().linear == 0) {
            result.set(value);
          }
        });
    return result.get();
  }

  /**
   * Runs {@code body} on the calling thread as the only lane of block {@code index} of {@code
   * blocks}.
   */
  public static void runAlone(int index, int blocks, Runnable body) {
    if (index < 0 || index >= blocks) {
      throw new IllegalArgumentException("block " + index + " of " + blocks);
    }
    BlockRun block = new BlockRun(new GridRun(Dim3.of(blocks), Dim3.of(1)), index);
    ScopedValue.where(Lane.CURRENT, block.lane(0)).run(body);
  }

  /**
   * Runs a static method in every lane of a grid. Its {@link Shared} parameters get one array per
   * block, the others {@code arguments} in order.
   *
   * @param kernel accessible to this module, or made so
   */
  public static void invoke(Dim3 grid, Dim3 block, Method kernel, @Nullable Object... arguments) {
    runBlocks(
        grid,
        block,
        () -> {
          @Nullable Object[] all = withShared(kernel, arguments);
          return () -> {
            try {
              kernel.invoke(null, all);
            } catch (InvocationTargetException e) {
              throw Lanes.<RuntimeException>asIs(e.getCause() == null ? e : e.getCause());
            } catch (IllegalAccessException e) {
              throw new IllegalArgumentException(kernel + " is not accessible", e);
            }
          };
        });
  }

  /**
   * The arguments of one block's call of {@code method}: a fresh array for each {@link Shared}
   * parameter, {@code arguments} in order for the others.
   */
  public static @Nullable Object[] withShared(Method method, @Nullable Object... arguments) {
    Parameter[] parameters = method.getParameters();
    @Nullable Object[] all = new @Nullable Object[parameters.length];
    int taken = 0;
    for (int i = 0; i < parameters.length; i++) {
      Shared shared = parameters[i].getAnnotation(Shared.class);
      if (shared != null) {
        all[i] = Array.newInstance(parameters[i].getType().getComponentType(), shared.value());
      } else if (taken < arguments.length) {
        all[i] = arguments[taken++];
      } else {
        taken++;
      }
    }
    if (taken != arguments.length) {
      throw new IllegalArgumentException(
          "%s takes %d arguments beside its shared arrays, not %d"
              .formatted(method.getName(), taken, arguments.length));
    }
    return all;
  }

  private static void checkShape(Dim3 grid, Dim3 block) {
    if (block.count() > MAX_THREADS || block.z() > 64) {
      throw new IllegalArgumentException(
          "a block has at most 1024 threads and 64 in z, not " + block);
    }
    if (grid.count() > Integer.MAX_VALUE || grid.y() > 65535 || grid.z() > 65535) {
      throw new IllegalArgumentException(
          "a grid has at most 2^31 - 1 blocks, 65535 in y and in z, not " + grid);
    }
  }

  private static void runBlock(
      BlockRun block, Supplier<Runnable> bodyOfBlock, Runnable onInterrupt) {
    try {
      Runnable body = bodyOfBlock.get();
      if (block.lanes() == 1) {
        runLane(block.lane(0), body);
      } else {
        CountDownLatch ended = new CountDownLatch(block.lanes());
        for (int i = 0; i < block.lanes(); i++) {
          Lane lane = block.lane(i);
          Thread.ofVirtual()
              .name("lane-" + block.index + "-" + i)
              .start(
                  () -> {
                    try {
                      runLane(lane, body);
                    } finally {
                      ended.countDown();
                    }
                  });
        }
        await(ended, onInterrupt);
      }
    } catch (Throwable e) {
      block.cancel(e);
    }
    Throwable failure = block.failure();
    if (failure != null) {
      block.grid.fail(failure);
    }
  }

  private static void runLane(Lane lane, Runnable body) {
    Throwable cause = null;
    try {
      ScopedValue.where(Lane.CURRENT, lane).run(body);
    } catch (Throwable e) {
      cause = e;
    } finally {
      lane.block.end(lane, cause);
    }
  }

  /** Waits to the end, also when interrupted; then {@code cancel} is run and the interrupt kept. */
  private static void await(CountDownLatch latch, Runnable cancel) {
    boolean interrupted = false;
    while (true) {
      try {
        latch.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
        cancel.run();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> RuntimeException asIs(Throwable e) throws E {
    throw (E) e;
  }
}
