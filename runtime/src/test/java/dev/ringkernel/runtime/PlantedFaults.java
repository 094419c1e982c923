package dev.ringkernel.runtime;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Fence;
import dev.ringkernel.device.Grid;
import dev.ringkernel.device.Intrinsic;
import dev.ringkernel.device.Memory;
import dev.ringkernel.device.Warp;

/**
 * Broken kernels, each with its repaired twin. What a check must report is named at the end of the
 * line that it must name, after {@code found:}; nothing else may be reported.
 */
final class PlantedFaults {
  private PlantedFaults() {}

  // Instructions that the device API has no use for. The JVM never runs these.

  @Intrinsic("ld.global.nc.b32 d, [a]")
  private static int loadReadOnly(int[] a, int index) {
    return a[index];
  }

  @Intrinsic("barrier.cta.sync.aligned 0")
  private static void alignedSync() {
    Barrier.sync();
  }

  @Intrinsic("mbarrier.init{.ss}.b64 [a], b")
  private static void initMbarrier(long[] a, int index, int b) {
    a[index] = b;
  }

  @Intrinsic("mbarrier.arrive{.ss}.b64 d, [a]")
  private static long arrive(long[] a, int index) {
    return a[index];
  }

  @Intrinsic("mbarrier.test_wait.parity{.ss}.b64 d, [a], b")
  private static boolean passed(long[] a, int index, int b) {
    return a[index] == b;
  }

  // races

  @GlobalKernel
  static void missingBarrier(int[] out, @Shared(256) int[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = t; // found: RACE
    out[t] = tile[Grid.blockDimX() - 1 - t]; // found: RACE UNINITIALISED_SHARED
  }

  @GlobalKernel
  static void missingBarrierRepaired(int[] out, @Shared(256) int[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = t;
    Barrier.sync();
    out[t] = tile[Grid.blockDimX() - 1 - t];
  }

  @GlobalKernel
  static void missingSecondBarrier(int[] out, @Shared(256) int[] tile) {
    int t = Grid.threadIdxX();
    int sum = 0;
    for (int round = 0; round < 2; round++) {
      tile[t] = t + round; // found: RACE
      Barrier.sync();
      sum += tile[Grid.blockDimX() - 1 - t]; // found: RACE
    }
    out[t] = sum;
  }

  @GlobalKernel
  static void missingSecondBarrierRepaired(int[] out, @Shared(256) int[] tile) {
    int t = Grid.threadIdxX();
    int sum = 0;
    for (int round = 0; round < 2; round++) {
      tile[t] = t + round;
      Barrier.sync();
      sum += tile[Grid.blockDimX() - 1 - t];
      Barrier.sync();
    }
    out[t] = sum;
  }

  @GlobalKernel
  static void allWriteOne(int[] out) {
    out[0] = Grid.globalThreadIdX(); // found: RACE
  }

  @GlobalKernel
  static void allWriteOneRepaired(int[] out) {
    if (Grid.globalThreadIdX() == 0) {
      out[0] = Grid.globalThreadIdX();
    }
  }

  @GlobalKernel
  static void countsWithoutAtomics(int[] out) {
    out[0] = out[0] + 1; // found: RACE
  }

  @GlobalKernel
  static void countsWithoutAtomicsRepaired(int[] out) {
    Memory.atomAddRelaxedGpu(out, 0, 1);
  }

  @GlobalKernel
  static void stencilInPlace(int[] a) {
    int i = Grid.globalThreadIdX();
    int left = i > 0 ? a[i - 1] : 0; // found: RACE
    a[i] = a[i] + left; // found: RACE
  }

  @GlobalKernel
  static void stencilInPlaceRepaired(int[] a, int[] b) {
    int i = Grid.globalThreadIdX();
    int left = i > 0 ? a[i - 1] : 0;
    b[i] = a[i] + left;
  }

  @GlobalKernel
  static void warpInLockstep(int[] out, @Shared(32) int[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = t; // found: RACE
    out[t] = tile[t ^ 1]; // found: RACE UNINITIALISED_SHARED
  }

  @GlobalKernel
  static void warpInLockstepRepaired(int[] out, @Shared(32) int[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = t;
    Barrier.syncWarp(Warp.FULL);
    out[t] = tile[t ^ 1];
  }

  /** A shuffle orders no memory. */
  @GlobalKernel
  static void shuffleAsBarrier(int[] out, @Shared(32) int[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = t; // found: RACE
    int other = Warp.shflXor(t, 1, Warp.FULL);
    out[t] = tile[other]; // found: RACE
  }

  @GlobalKernel
  static void shuffleAsBarrierRepaired(int[] out, @Shared(32) int[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = t;
    int other = Warp.shflXor(t, 1, Warp.FULL);
    Barrier.syncWarp(Warp.FULL);
    out[t] = tile[other];
  }

  @GlobalKernel
  static void messageWithoutRelease(int[] data, int[] flag, int[] out) {
    if (Grid.threadIdxX() != 0) {
      return;
    }
    if (Grid.blockIdxX() == 0) {
      data[0] = 42; // found: RACE
      Memory.stRelaxedGpu(flag, 0, 1);
    } else {
      while (Memory.ldAcquireGpu(flag, 0) == 0) {}
      out[0] = data[0]; // found: RACE
    }
  }

  @GlobalKernel
  static void messageWithoutAcquire(int[] data, int[] flag, int[] out) {
    if (Grid.threadIdxX() != 0) {
      return;
    }
    if (Grid.blockIdxX() == 0) {
      data[0] = 42; // found: RACE
      Memory.stReleaseGpu(flag, 0, 1);
    } else {
      while (Memory.ldRelaxedGpu(flag, 0) == 0) {}
      out[0] = data[0]; // found: RACE
    }
  }

  @GlobalKernel
  static void messageRepaired(int[] data, int[] flag, int[] out) {
    if (Grid.threadIdxX() != 0) {
      return;
    }
    if (Grid.blockIdxX() == 0) {
      data[0] = 42;
      Memory.stReleaseGpu(flag, 0, 1);
    } else {
      while (Memory.ldAcquireGpu(flag, 0) == 0) {}
      out[0] = data[0];
    }
  }

  /** The release is of scope cta, and the reader is in another block. */
  @GlobalKernel
  static void messageInNarrowScope(int[] data, int[] flag, int[] out) {
    if (Grid.threadIdxX() != 0) {
      return;
    }
    if (Grid.blockIdxX() == 0) {
      data[0] = 42; // found: RACE
      Fence.acqRelCta();
      Memory.stRelaxedGpu(flag, 0, 1);
    } else {
      while (Memory.ldAcquireGpu(flag, 0) == 0) {}
      out[0] = data[0]; // found: RACE
    }
  }

  @GlobalKernel
  static void messageInNarrowScopeRepaired(int[] data, int[] flag, int[] out) {
    if (Grid.threadIdxX() != 0) {
      return;
    }
    if (Grid.blockIdxX() == 0) {
      data[0] = 42;
      Fence.acqRelGpu();
      Memory.stRelaxedGpu(flag, 0, 1);
    } else {
      while (Memory.ldAcquireGpu(flag, 0) == 0) {}
      out[0] = data[0];
    }
  }

  @GlobalKernel
  static void plainFlag(int[] flag, int[] out) {
    if (Grid.threadIdxX() != 0) {
      return;
    }
    if (Grid.blockIdxX() == 0) {
      flag[0] = 1; // found: RACE
    } else {
      while (Memory.ldAcquireGpu(flag, 0) == 0) {} // found: RACE
      out[0] = 1;
    }
  }

  @GlobalKernel
  static void plainFlagRepaired(int[] flag, int[] out) {
    if (Grid.threadIdxX() != 0) {
      return;
    }
    if (Grid.blockIdxX() == 0) {
      Memory.stReleaseGpu(flag, 0, 1);
    } else {
      while (Memory.ldAcquireGpu(flag, 0) == 0) {}
      out[0] = 1;
    }
  }

  @GlobalKernel
  static void atomicOfOneBlock(int[] out) {
    Memory.atomAddRelaxedCta(out, 0, 1); // found: NARROW_SCOPE
  }

  @GlobalKernel
  static void atomicOfOneBlockRepaired(int[] out) {
    Memory.atomAddRelaxedGpu(out, 0, 1);
  }

  /** Each half of the block has a barrier of its own, and reads what the other wrote. */
  @GlobalKernel(threads = 128)
  static void barrierOfOneHalf(int[] out, @Shared(128) int[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = t; // found: RACE
    Barrier.sync(1 + t / 64, 64);
    out[t] = tile[127 - t]; // found: RACE UNINITIALISED_SHARED
  }

  @GlobalKernel(threads = 128)
  static void barrierOfOneHalfRepaired(int[] out, @Shared(128) int[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = t;
    Barrier.sync(1 + t / 64, 64);
    out[t] = tile[t ^ 63];
  }

  /** The host writes at {@code host} before it sets the flag behind. */
  @GlobalKernel
  static void hostWordWithoutAcquire(long host, long[] out) {
    long before = Memory.ld(host);
    Memory.stRelaxedSys(host + 128, 1);
    while (Memory.ldRelaxedSys(host + 256) == 0) {}
    out[0] = before + Memory.ld(host); // found: HOST_RACE
  }

  @GlobalKernel
  static void hostWordWithoutAcquireRepaired(long host, long[] out) {
    long before = Memory.ld(host);
    Memory.stRelaxedSys(host + 128, 1);
    while (Memory.ldAcquireSys(host + 256) == 0) {}
    out[0] = before + Memory.ld(host);
  }

  /** The host copies {@code address} while the kernel runs. */
  @GlobalKernel
  static void copiedWhileItRuns(long address, long host) {
    Memory.st(address, 42); // found: HOST_RACE
    Memory.stRelaxedSys(host + 128, 1);
    while (Memory.ldAcquireSys(host + 256) == 0) {}
  }

  @GlobalKernel
  static void copiedWhileItRunsRepaired(long address, long host) {
    Memory.st(address, 42);
    Memory.stReleaseSys(host + 128, 1);
    while (Memory.ldAcquireSys(host + 256) == 0) {}
  }

  // memory

  @GlobalKernel(boundsChecks = false)
  static void beyondTheArray(int[] out) {
    int i = Grid.globalThreadIdX();
    out[i + 1] = i; // found: OUT_OF_BOUNDS
  }

  @GlobalKernel(boundsChecks = false)
  static void beyondTheArrayRepaired(int[] out) {
    int i = Grid.globalThreadIdX();
    if (i + 1 < out.length) {
      out[i + 1] = i;
    }
  }

  @GlobalKernel(boundsChecks = false)
  static void beyondTheTile(int[] out, @Shared(64) int[] tile, @Shared(64) int[] other) {
    int t = Grid.threadIdxX();
    tile[t + 1] = t; // found: OUT_OF_BOUNDS
    other[t] = t;
    Barrier.sync();
    out[t] = other[63 - t] + (t > 0 ? tile[t] : 0);
  }

  @GlobalKernel(boundsChecks = false)
  static void beyondTheTileRepaired(int[] out, @Shared(65) int[] tile, @Shared(64) int[] other) {
    int t = Grid.threadIdxX();
    tile[t + 1] = t;
    other[t] = t;
    Barrier.sync();
    out[t] = other[63 - t] + (t > 0 ? tile[t] : 0);
  }

  @GlobalKernel
  static void halfAWord(long address, long[] out) {
    out[0] = Memory.ld(address + 4); // found: MISALIGNED
  }

  @GlobalKernel
  static void halfAWordRepaired(long address, long[] out) {
    out[0] = Memory.ld(address + 8);
  }

  /** The memory at {@code address} was given back. */
  @GlobalKernel
  static void usedAfterFree(long address) {
    Memory.st(address, 1); // found: USE_AFTER_FREE
  }

  // initialised

  @GlobalKernel
  static void tileOfRubbish(int[] out, @Shared(64) int[] tile) {
    int t = Grid.threadIdxX();
    if (t < 32) {
      tile[t] = t;
    }
    Barrier.sync();
    out[t] = tile[t]; // found: UNINITIALISED_SHARED
  }

  @GlobalKernel
  static void tileOfRubbishRepaired(int[] out, @Shared(64) int[] tile) {
    int t = Grid.threadIdxX();
    tile[t] = t < 32 ? t : 0;
    Barrier.sync();
    out[t] = tile[t];
  }

  @GlobalKernel
  static void countsInRubbish(int[] out, @Shared(1) int[] count) {
    Memory.atomAddRelaxedCta(count, 0, 1); // found: UNINITIALISED_SHARED
    Barrier.sync();
    if (Grid.threadIdxX() == 0) {
      out[0] = count[0];
    }
  }

  @GlobalKernel
  static void countsInRubbishRepaired(int[] out, @Shared(1) int[] count) {
    if (Grid.threadIdxX() == 0) {
      count[0] = 0;
    }
    Barrier.sync();
    Memory.atomAddRelaxedCta(count, 0, 1);
    Barrier.sync();
    if (Grid.threadIdxX() == 0) {
      out[0] = count[0];
    }
  }

  // readonly

  @GlobalKernel
  static void readOnlyThatChanges(int[] a, int[] out) {
    int t = Grid.threadIdxX();
    a[t] = t; // found: READ_ONLY_CHANGED
    Barrier.sync();
    out[t] = loadReadOnly(a, Grid.blockDimX() - 1 - t); // found: READ_ONLY_CHANGED
  }

  @GlobalKernel
  static void readOnlyThatChangesRepaired(int[] a, int[] out) {
    int t = Grid.threadIdxX();
    out[t] = loadReadOnly(a, Grid.blockDimX() - 1 - t);
  }

  // barriers

  @GlobalKernel(threads = 64)
  static void barriersOfOddAndEven(int[] out) {
    int t = Grid.threadIdxX();
    if ((t & 1) == 0) {
      Barrier.sync(1, 32); // found: DIVERGENT_BARRIER
    } else {
      Barrier.sync(2, 32); // found: DIVERGENT_BARRIER
    }
    out[t] = t;
  }

  @GlobalKernel(threads = 64)
  static void barriersOfOddAndEvenRepaired(int[] out) {
    int t = Grid.threadIdxX();
    if (t < 32) {
      Barrier.sync(1, 32);
    } else {
      Barrier.sync(2, 32);
    }
    out[t] = t;
  }

  @GlobalKernel(threads = 64)
  static void alignedInBothArms(int[] out) {
    int t = Grid.threadIdxX();
    if ((t & 1) == 0) {
      alignedSync(); // found: DIVERGENT_BARRIER
      out[t] = 1;
    } else {
      out[t] = 2;
      alignedSync(); // found: DIVERGENT_BARRIER
    }
  }

  @GlobalKernel(threads = 64)
  static void alignedInBothArmsRepaired(int[] out) {
    int t = Grid.threadIdxX();
    alignedSync();
    out[t] = (t & 1) == 0 ? 1 : 2;
  }

  @GlobalKernel(threads = 64)
  static void warpThatLeft(int[] out) {
    int t = Grid.threadIdxX();
    if (t >= 32) {
      return; // found: EXITED_AT_BARRIER
    }
    Barrier.sync(1, 64); // found: EXITED_AT_BARRIER
    out[t] = t;
  }

  @GlobalKernel(threads = 64)
  static void warpThatLeftRepaired(int[] out) {
    int t = Grid.threadIdxX();
    Barrier.sync(1, 64);
    if (t >= 32) {
      return;
    }
    out[t] = t;
  }

  @GlobalKernel(threads = 64)
  static void barrierOfTwoCounts(int[] out) {
    int t = Grid.threadIdxX();
    Barrier.sync(1, t < 32 ? 64 : 96); // found: BARRIER_MISUSE
    out[t] = t;
  }

  @GlobalKernel(threads = 64)
  static void barrierOfTwoCountsRepaired(int[] out) {
    int t = Grid.threadIdxX();
    Barrier.sync(1, 64);
    out[t] = t;
  }

  // mbarriers

  @GlobalKernel
  static void mbarrierOfRubbish(long[] out, @Shared(1) long[] word) {
    out[Grid.threadIdxX()] = arrive(word, 0); // found: MBARRIER_MISUSE
  }

  @GlobalKernel
  static void mbarrierOfTooFew(long[] out, @Shared(1) long[] word) {
    int t = Grid.threadIdxX();
    if (t == 0) {
      initMbarrier(word, 0, 32);
      initMbarrier(word, 0, 32); // found: MBARRIER_MISUSE
    }
    out[t] = t;
  }

  @GlobalKernel
  static void mbarrierRepaired(long[] out, @Shared(1) long[] word) {
    int t = Grid.threadIdxX();
    if (t == 0) {
      initMbarrier(word, 0, 32);
    }
    Barrier.sync();
    arrive(word, 0);
    while (!passed(word, 0, 0)) {}
    out[t] = t;
  }

  /** Others arrive before they know that the object is there. */
  @GlobalKernel
  static void mbarrierInAHurry(long[] out, @Shared(1) long[] word) {
    int t = Grid.threadIdxX();
    if (t == 0) {
      initMbarrier(word, 0, 32); // found: RACE
    }
    arrive(word, 0); // found: RACE
    out[t] = t;
  }

  // progress

  @GlobalKernel(threads = 32)
  static void barrierForOthers(int[] out) {
    Barrier.sync(1, 64); // found: DEADLOCK
    out[0] = 1;
  }

  @GlobalKernel(threads = 32)
  static void barrierForOthersRepaired(int[] out) {
    Barrier.sync(1, 32);
    if (Grid.threadIdxX() == 0) {
      out[0] = 1;
    }
  }

  @GlobalKernel
  static void flagOfNobody(int[] flag, int[] out) {
    while (Memory.ldAcquireGpu(flag, 0) == 0) {} // found: LOST_PROGRESS
    out[Grid.threadIdxX()] = 1;
  }

  @GlobalKernel
  static void flagOfNobodyRepaired(int[] flag, int[] out) {
    if (Grid.threadIdxX() == 0) {
      Memory.stReleaseGpu(flag, 0, 1);
    }
    while (Memory.ldAcquireGpu(flag, 0) == 0) {}
    out[Grid.threadIdxX()] = 1;
  }

  /** Not all blocks of the grid can be there at once. */
  @GlobalKernel(threads = 1024)
  static void gridBarrier(int[] count, int[] out) {
    if (Grid.threadIdxX() == 0) {
      Memory.atomAddAcqRelGpu(count, 0, 1);
      while (Memory.ldAcquireGpu(count, 0) < Grid.gridDimX()) {} // found: LOST_PROGRESS
    }
    Barrier.sync();
    out[Grid.globalThreadIdX()] = 1;
  }

  @GlobalKernel
  static void mbarrierOfTheWrongPhase(long[] out, @Shared(1) long[] word) {
    int t = Grid.threadIdxX();
    if (t == 0) {
      initMbarrier(word, 0, 32);
    }
    Barrier.sync();
    arrive(word, 0);
    Barrier.sync();
    while (!passed(word, 0, 1)) {} // found: LOST_PROGRESS
    out[t] = t;
  }

  // stop

  /** Looks at its stop word by a plain load, which may be moved out of the loop. */
  @GlobalKernel
  static void neverPolls(long host, int x, int[] out) {
    int y = x;
    while (y != 0) { // found: MISSING_STOP_POLL
      y = y * 3 | 1;
      if (Memory.ld(host + 256) != 0) { // found: HOST_RACE?
        y = 0;
      }
    }
    out[0] = y;
  }

  @GlobalKernel
  static void neverPollsRepaired(long host, int x, int[] out) {
    int y = x;
    while (y != 0) {
      y = y * 3 | 1;
      if (Memory.ldRelaxedSys(host + 256) != 0) {
        y = 0;
      }
    }
    out[0] = y;
  }
}
