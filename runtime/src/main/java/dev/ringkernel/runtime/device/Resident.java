package dev.ringkernel.runtime.device;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Export;
import dev.ringkernel.device.Grid;
import dev.ringkernel.device.Memory;

/** The resident kernel: block 0 supervises, the others work. */
public final class Resident {
  /** Lanes of a block that run handlers. */
  public static final int LANES = 128;

  /** Threads of a block: one ingress warp, then the executor's lanes. */
  public static final int THREADS = Ingress.STAGED + Resident.LANES;

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
    if (thread == 0) {
      prepare(arena, worker, staged, shared);
    }
    Barrier.sync();
    if (thread < Ingress.STAGED) {
      Ingress.run(arena, worker, thread, staging, staged, shared);
    } else {
      Executor.run(arena, worker, thread - Ingress.STAGED, Executor.LANES, staging, staged, shared);
    }
  }

  /** What a worker's block starts from. */
  static void prepare(long arena, long worker, long[] staged, long[] shared) {
    for (int i = 0; i < BlockWords.COUNT; i++) {
      shared[i] = 0;
    }
    for (int i = 0; i < Ingress.STAGED; i++) {
      staged[i] = 0;
    }
    long block = WorkerBlock.at(arena, worker);
    Word.put(block + WorkerBlock.ARENA, arena);
    Word.put(block + WorkerBlock.INDEX, worker);
    long head = Word.get(block + WorkerBlock.H2D_HEAD);
    Memory.stRelaxedCta(shared, BlockWords.CONSUMED, head);
    shared[BlockWords.ACKNOWLEDGED] = head;
    shared[BlockWords.INGRESS] = head;
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
    prepare(arena, worker, staged, shared);
    Executor.run(arena, worker, 0, 1, staging, staged, shared);
  }
}
