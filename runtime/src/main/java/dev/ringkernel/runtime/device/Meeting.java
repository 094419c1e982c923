package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Export;
import dev.ringkernel.device.NoInline;
import dev.ringkernel.device.Warp;

/**
 * How the lanes of a block-wide handler meet: at each barrier of the handler, before its warp
 * operations, and from its end on until all have come there. A lane that has returned or faulted
 * ("gone") is not waited for, but lives on after the handler, so that it keeps coming to where the
 * others meet.
 */
final class Meeting {
  /** The lane has returned or faulted. */
  static final int GONE = 1;

  /** The lane has faulted. */
  static final int FAULTED = 2;

  /** The lane counts. */
  static final int COUNTS = 4;

  /** All lanes that are not gone want the count. */
  static final int COUNT = 8;

  /** The handler has operations of whole warps; all its lanes say so, always. */
  static final int WARPS = 16;

  /** The lane is before such an operation. */
  static final int AT_WARP = 32;

  /** All lanes are to leave: all are gone, or one has faulted. */
  static final int OVER = -1;

  /** Only lanes before an operation of the warp have met; the others are to come again. */
  static final int AGAIN = -2;

  /** Named barrier of a handler's lanes. */
  private static final int BARRIER = 1;

  private Meeting() {}

  /**
   * One meeting of a handler's lanes. All of them learn the same, so that they agree on how often
   * they meet: once, but for a count, or while some are gone and others are not.
   *
   * <p>Not inlined: where lanes of one warp come from different places, the assembler makes one of
   * them execute the barrier for all, and puts its result into that place's register (ptxas 13, for
   * {@code WARPSYNC.COLLECTIVE}). So there is one place, and no loop that could be unrolled into
   * several.
   *
   * @param lanes those of the handler
   * @param brings bits of the above
   * @return how many that are not gone count; {@link #OVER}; {@link #AGAIN}. To a lane before an
   *     operation of its warp: the lanes that take part in it, 0 where one has faulted
   */
  @NoInline
  @Export("rk.meet")
  static int meet(int lanes, int brings) {
    if ((brings & WARPS) != 0) {
      int at = Warp.ballot((brings & AT_WARP) != 0, Warp.FULL);
      if (at != 0) {
        boolean faulted = Warp.any((brings & FAULTED) != 0, Warp.FULL);
        return (brings & AT_WARP) == 0 ? AGAIN : faulted ? 0 : at;
      }
    }
    int gone = Barrier.syncCount(BARRIER, lanes, (brings & GONE) != 0);
    if (gone != 0 && (gone == lanes || Barrier.syncOr(BARRIER, lanes, (brings & FAULTED) != 0))) {
      return OVER;
    }
    if (gone == 0 && (brings & COUNT) == 0) {
      return 0;
    }
    return Barrier.syncCount(BARRIER, lanes, (brings & COUNTS) != 0);
  }
}
