package dev.ringkernel.runtime.device;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Export;
import dev.ringkernel.device.Grid;

/** The resident kernel: block 0 supervises, the others work. */
public final class Resident {
  /** Lanes of a block that run handlers. */
  public static final int LANES = 128;

  /** Threads of a block: the executor's lanes, then one ingress warp. */
  public static final int THREADS = Ingress.LANES + Resident.LANES;

  private Resident() {}

  /** The entry. One block for each worker and one more; {@link #THREADS} threads each. */
  @Export("rk_main")
  @GlobalKernel(threads = THREADS, boundsChecks = false)
  static void main(
      long arena,
      @Shared((Ingress.STAGED + 1) * Slot.NATURAL_WORDS) long[] staging,
      @Shared(Ingress.STAGED) long[] staged,
      @Shared(BlockWords.COUNT) long[] shared) {
    int thread = Grid.threadIdxX();
    long worker = Grid.blockIdxX() - 1L;
    if (worker < 0) {
      Supervisor.run(arena, thread, THREADS, staging, shared);
      return;
    }
    prepare(arena, worker, thread, THREADS, staged, shared);
    Barrier.sync();
    // The lanes that run handlers come first: to a handler they are the threads of its block.
    if (thread < Executor.LANES) {
      Executor.run(arena, worker, thread, Executor.LANES, staging, staged, shared);
    } else {
      Ingress.run(arena, worker, thread - Executor.LANES, staging, staged, shared);
    }
  }

  /** What a worker's block starts from; each of its threads does a part. */
  static void prepare(
      long arena, long worker, int thread, int threads, long[] staged, long[] shared) {
    long block = WorkerBlock.at(arena, worker);
    long head = Word.get(block + WorkerBlock.H2D_HEAD);
    for (int i = thread; i < BlockWords.CONFIG; i += threads) {
      shared[i] = starts(i) ? head : i >= BlockWords.SEEN ? -1 : 0;
    }
    for (int i = thread; i < BlockWords.SEEN_SLOTS; i += threads) {
      shared[BlockWords.OPEN + i] = 0;
    }
    for (int i = thread; i < BlockWords.CONFIG_WORDS; i += threads) {
      shared[BlockWords.CONFIG + i] = Word.get(arena + i * 8L);
    }
    long words = Word.get(arena + SystemBlock.TYPES) * Word.get(arena + SystemBlock.BEHAVIOURS);
    long table = arena + Word.get(arena + SystemBlock.HANDLER_OFFSET);
    for (int i = thread; i < BlockWords.HANDLER_WORDS && i < words; i += threads) {
      shared[BlockWords.HANDLERS + i] = Word.get(table + i * 8L);
    }
    for (int i = thread; i < Ingress.STAGED; i += threads) {
      staged[i] = 0;
    }
    if (thread == 0) {
      Word.put(block + WorkerBlock.ARENA, arena);
      Word.put(block + WorkerBlock.INDEX, worker);
    }
  }

  /** Whether a word starts from the ring's head. */
  private static boolean starts(int word) {
    return word == BlockWords.CONSUMED
        || word == BlockWords.ACKNOWLEDGED
        || word == BlockWords.INGRESS;
  }

  /** The supervisor on a thread of the JVM, until the system ends or parks. */
  public static void supervise(long arena) {
    Supervisor.run(arena, 0, 1, new long[Slot.NATURAL_WORDS], new long[BlockWords.COUNT]);
  }

  /**
   * A worker on a thread of the JVM that has an {@linkplain Dispatch#bind invoker}, until the
   * system ends or parks.
   */
  public static void work(long arena, long worker) {
    long[] staging = new long[(Ingress.STAGED + 1) * Slot.NATURAL_WORDS];
    long[] staged = new long[Ingress.STAGED];
    long[] shared = new long[BlockWords.COUNT];
    prepare(arena, worker, 0, 1, staged, shared);
    Executor.run(arena, worker, 0, 1, staging, staged, shared);
  }
}
