package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Clock;
import dev.ringkernel.device.Memory;

/**
 * Brings messages from the host's ring into shared memory. Each lane takes whole slots: positions
 * equal to its number modulo {@link #STAGED}. While nothing comes, only the lane at the frontier
 * looks, and after a while at one word only, so that idle workers leave the bus alone.
 */
final class Ingress {
  /** Staging slots; as many as lanes of a warp. */
  static final int STAGED = 32;

  /** Empty looks after which a lane reads one word instead of a slot. */
  private static final int COLD = 256;

  private Ingress() {}

  /** One lane of the ingress warp, until the kernel is to end. */
  static void run(long arena, long worker, int lane, long[] staging, long[] staged, long[] shared) {
    long slots = Word.get(arena + SystemBlock.H2D_SLOTS);
    long stride = Word.get(arena + SystemBlock.LINES) * Slot.LINE_BYTES;
    long ring = Word.get(arena + SystemBlock.HOST_H2D) + worker * slots * stride;
    long idleNanos = Word.get(arena + SystemBlock.IDLE_NANOS);
    long start = Word.get(WorkerBlock.at(arena, worker) + WorkerBlock.H2D_HEAD);
    long position = start + ((lane - start) & (STAGED - 1));
    int idle = 0;
    while (Memory.ldRelaxedCta(shared, BlockWords.RUN) == RunState.RUN) {
      // Asked for before the look at the ring and used after it, so that the two waits overlap.
      long run = lane == 0 ? Memory.ldRelaxedGpu(arena + SystemBlock.RUN) : RunState.RUN;
      long consumed = Memory.ldAcquireCta(shared, BlockWords.CONSUMED);
      if (position - consumed < STAGED) {
        boolean frontier =
            position == consumed
                || Memory.ldRelaxedCta(staged, (int) (position - 1) & (STAGED - 1)) == position;
        if (frontier || Memory.ldRelaxedCta(shared, BlockWords.BURST) != 0) {
          long slot = ring + (position & (slots - 1)) * stride;
          long phase = Slot.phaseOf(position, slots);
          if (stage(slot, phase, position, idle > COLD, staging, staged)) {
            position += STAGED;
            idle = 0;
            Memory.stRelaxedCta(shared, BlockWords.BURST, 1L);
          } else if (frontier) {
            Memory.stRelaxedCta(shared, BlockWords.BURST, 0L);
            idle++;
            if (idle > COLD) {
              Clock.nanosleep((int) Math.min(idleNanos, idle));
            }
          }
        }
      }
      if (run != RunState.RUN) {
        Memory.stRelaxedCta(shared, BlockWords.RUN, run);
      }
    }
  }

  /** Brings the slot at a position in, if it is written. */
  static boolean stage(
      long slot, long phase, long position, boolean cold, long[] staging, long[] staged) {
    if (cold && (Memory.ldRelaxedSys(slot) & 1) != phase) {
      return false;
    }
    int index = (int) position & (STAGED - 1);
    if (!Slot.read(slot, phase, staging, index * Slot.NATURAL_WORDS)) {
      return false;
    }
    Memory.stReleaseCta(staged, index, position + 1);
    return true;
  }

  /** The same for a worker without lanes to spare: brings in what is there, at most a few slots. */
  static void poll(long arena, long worker, long[] staging, long[] staged, long[] shared) {
    long slots = Word.get(arena + SystemBlock.H2D_SLOTS);
    long stride = Word.get(arena + SystemBlock.LINES) * Slot.LINE_BYTES;
    long ring = Word.get(arena + SystemBlock.HOST_H2D) + worker * slots * stride;
    long position = shared[BlockWords.INGRESS];
    while (position - shared[BlockWords.CONSUMED] < STAGED
        && stage(
            ring + (position & (slots - 1)) * stride,
            Slot.phaseOf(position, slots),
            position,
            false,
            staging,
            staged)) {
      position++;
    }
    shared[BlockWords.INGRESS] = position;
    shared[BlockWords.RUN] = Memory.ldRelaxedGpu(arena + SystemBlock.RUN);
  }
}
