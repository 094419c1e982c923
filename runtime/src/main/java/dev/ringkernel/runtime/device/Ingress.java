package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Clock;
import dev.ringkernel.device.Fence;
import dev.ringkernel.device.Memory;
import dev.ringkernel.device.Warp;

/**
 * Brings messages from the host's ring into shared memory.
 *
 * <p>On the device a warp does it: eight lanes read the eight words of a slot with one load each,
 * four slots a look, because the loads of one lane from host memory go over the bus one after the
 * other (13,500 cycles for eight of them, against 2,700 for one from each of 32 lanes; measured on
 * an H200). While nothing comes only the first eight lanes look, and they sleep between looks, so
 * that idle workers leave the bus alone.
 */
final class Ingress {
  /** Staging slots. */
  static final int STAGED = 32;

  /** Lanes of a block that do this: one warp. */
  static final int LANES = 32;

  /** Lanes that read one slot: its words. */
  private static final int WORDS = 8;

  private Ingress() {}

  /**
   * One lane of the ingress warp, until the kernel is to end; all lanes take the same way. More
   * warps would not see a message sooner: looks of one SM at the same slot wait for each other
   * (round trips of 3.4, 4.2 and 11 µs with one, two and four warps; measured on an H200).
   */
  static void run(long arena, long worker, int lane, long[] staging, long[] staged, long[] shared) {
    long slots = BlockWords.config(shared, SystemBlock.H2D_SLOTS);
    long stride = BlockWords.config(shared, SystemBlock.LINES) * Slot.LINE_BYTES;
    long ring = BlockWords.config(shared, SystemBlock.HOST_H2D) + worker * slots * stride;
    long idleNanos = BlockWords.config(shared, SystemBlock.IDLE_NANOS);
    long step = BlockWords.config(shared, SystemBlock.IDLE_STEP);
    long cold = 4 * BlockWords.config(shared, SystemBlock.IDLE_LOOKS);
    int group = lane >>> 3;
    int word = lane & (WORDS - 1);
    long first = Memory.ldRelaxedCta(shared, BlockWords.CONSUMED);
    int idle = 0;
    boolean burst = false;
    long run = RunState.RUN;
    while (run == RunState.RUN) {
      // Asked for before the look at the ring and used after it, so that the two waits overlap.
      run = Memory.ldRelaxedGpu(arena + SystemBlock.RUN);
      long consumed = Memory.ldAcquireCta(shared, BlockWords.CONSUMED);
      long position = first + group;
      boolean looks = (burst || group == 0) && position - consumed < STAGED;
      long slot = ring + (position & (slots - 1)) * stride;
      long phase = Slot.phaseOf(position, slots);
      int at = ((int) position & (STAGED - 1)) * Slot.NATURAL_WORDS;
      boolean fresh = false;
      long value = 0;
      if (looks) {
        value = Memory.ldRelaxedSys(slot + word * 8L);
        fresh = (value & 1) == phase;
      }
      int done = leading(Warp.ballot(fresh, Warp.FULL));
      if (done > 0) {
        long word0 = Warp.shflIdx(value, lane & ~(WORDS - 1), Warp.FULL);
        if (group < done) {
          staging[at + word] = word == 0 ? value & ~0xffL : (value & ~1L) | ((word0 >>> word) & 1);
          rest(word, Slot.lines(word0), slot, staging, at, 0xff << (group * WORDS));
        }
        Barrier.syncWarp(Warp.FULL);
        if (group < done && word == 0) {
          Memory.stReleaseCta(staged, (int) position & (STAGED - 1), position + 1);
        }
        first += done;
        idle = 0;
        burst = true;
      } else {
        burst = false;
        idle++;
        if (idle > cold) {
          Clock.nanosleep((int) Math.min(idleNanos, step * idle));
        }
      }
    }
    if (lane == 0) {
      Memory.stRelaxedCta(shared, BlockWords.RUN, run);
    }
  }

  /** How many slots from the first on are complete, given a vote of all their words. */
  private static int leading(int votes) {
    int done = 0;
    while (done < 4 && ((votes >>> (done * WORDS)) & 0xff) == 0xff) {
      done++;
    }
    return done;
  }

  /** Reads the further lines of a long message, by the eight lanes that have its first line. */
  private static void rest(int word, int lines, long slot, long[] staging, int at, int mask) {
    if (lines > 1) {
      // This lane has seen a word of line 0, which was written behind the further lines.
      Fence.acqRelSys();
    }
    for (int line = 1; line < lines; line++) {
      long value = Memory.ld(slot + line * Slot.LINE_BYTES + word * 8L);
      long word0 = Warp.shflIdx(value, Integer.numberOfTrailingZeros(mask), mask);
      if (word != 0) {
        staging[at + line * Slot.NEXT_WORDS + word] = (value & ~1L) | ((word0 >>> word) & 1);
      }
    }
  }

  /** The same for a worker without lanes to spare: brings in what is there. */
  static void poll(long arena, long worker, long[] staging, long[] staged, long[] shared) {
    long slots = BlockWords.config(shared, SystemBlock.H2D_SLOTS);
    long stride = BlockWords.config(shared, SystemBlock.LINES) * Slot.LINE_BYTES;
    long ring = BlockWords.config(shared, SystemBlock.HOST_H2D) + worker * slots * stride;
    long position = shared[BlockWords.INGRESS];
    while (position - shared[BlockWords.CONSUMED] < STAGED
        && Slot.read(
            ring + (position & (slots - 1)) * stride,
            Slot.phaseOf(position, slots),
            staging,
            ((int) position & (STAGED - 1)) * Slot.NATURAL_WORDS)) {
      Memory.stReleaseCta(staged, (int) position & (STAGED - 1), position + 1);
      position++;
    }
    shared[BlockWords.INGRESS] = position;
    shared[BlockWords.RUN] = Memory.ldRelaxedGpu(arena + SystemBlock.RUN);
  }
}
