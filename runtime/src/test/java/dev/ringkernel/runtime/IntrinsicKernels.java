package dev.ringkernel.runtime;

import dev.ringkernel.api.GlobalKernel;
import dev.ringkernel.api.Shared;
import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Bits;
import dev.ringkernel.device.Fp;
import dev.ringkernel.device.Grid;
import dev.ringkernel.device.Memory;
import dev.ringkernel.device.Warp;

/** The device API on data: each kernel leaves one row of results per thread. */
final class IntrinsicKernels {
  static final int INTEGERS = 43;
  static final int LONGS = 19;
  static final int LANES = 36;
  static final int FLOATS = 13;
  static final int DOUBLES = 13;
  static final int APPROXIMATE = 10;

  private IntrinsicKernels() {}

  // @formatter:off
  @GlobalKernel
  static void integers(int[] as, int[] bs, int[] cs, long[] las, long[] lbs, int[] out) {
    int n = Grid.globalThreadIdX();
    int a = as[n]; int b = bs[n]; int c = cs[n]; int d = b; long la = las[n]; long lb = lbs[n];
    out[n * 43 + 0] = Bits.popCount(a);
    out[n * 43 + 1] = Bits.clz(a);
    out[n * 43 + 2] = Bits.brev(a);
    out[n * 43 + 3] = Bits.highestBit(a);
    out[n * 43 + 4] = Bits.highestBitSigned(a);
    out[n * 43 + 5] = Bits.bfe(a, b, c);
    out[n * 43 + 6] = Bits.bfeSigned(a, b, c);
    out[n * 43 + 7] = Bits.bytePermute(a, b, c);
    out[n * 43 + 8] = Bits.funnelLeft(a, b, c);
    out[n * 43 + 9] = Bits.funnelLeftClamped(a, b, c);
    out[n * 43 + 10] = Bits.funnelRight(a, b, c);
    out[n * 43 + 11] = Bits.funnelRightClamped(a, b, c);
    out[n * 43 + 12] = Bits.mulHi(a, b);
    out[n * 43 + 13] = Bits.mulHiUnsigned(a, b);
    out[n * 43 + 14] = Bits.sumAbsDiff(a, b, c);
    out[n * 43 + 15] = Bits.dot4(a, b, c);
    out[n * 43 + 16] = Bits.dot4Unsigned(a, b, c);
    out[n * 43 + 17] = Bits.addSaturated(a, b);
    out[n * 43 + 18] = Bits.subSaturated(a, b);
    out[n * 43 + 19] = Bits.findFirstSet(a);
    out[n * 43 + 20] = Bits.bfi(a, b, c, d);
    out[n * 43 + 21] = Bits.popCount(la);
    out[n * 43 + 22] = Bits.clz(la);
    out[n * 43 + 23] = Bits.highestBit(la);
    out[n * 43 + 24] = Bits.highestBitSigned(la);
    out[n * 43 + 25] = Bits.findFirstSet(la);
    out[n * 43 + 26] = Integer.rotateLeft(a, b);
    out[n * 43 + 27] = Integer.rotateRight(a, b);
    out[n * 43 + 28] = Integer.reverseBytes(a);
    out[n * 43 + 29] = Integer.highestOneBit(a);
    out[n * 43 + 30] = Integer.lowestOneBit(a);
    out[n * 43 + 31] = Integer.numberOfTrailingZeros(a);
    out[n * 43 + 32] = Integer.signum(a);
    out[n * 43 + 33] = Integer.compareUnsigned(a, b);
    out[n * 43 + 34] = Long.compareUnsigned(la, lb);
    out[n * 43 + 35] = Long.numberOfTrailingZeros(la);
    out[n * 43 + 36] = Math.floorMod(a, b | 1);
    out[n * 43 + 37] = Math.floorDiv(a, b | 1);
    out[n * 43 + 38] = Integer.divideUnsigned(a, b | 1);
    out[n * 43 + 39] = Integer.remainderUnsigned(a, b | 1);
    out[n * 43 + 40] = Math.abs(a);
    out[n * 43 + 41] = Math.min(a, b);
    out[n * 43 + 42] = Math.max(a, b);
  }

  @GlobalKernel
  static void longs(int[] as, int[] bs, int[] cs, long[] las, long[] lbs, long[] out) {
    int n = Grid.globalThreadIdX();
    int a = as[n]; int b = bs[n]; int c = cs[n]; int d = b; long la = las[n]; long lb = lbs[n];
    out[n * 19 + 0] = Bits.bfe(la, b, c);
    out[n * 19 + 1] = Bits.bfeSigned(la, b, c);
    out[n * 19 + 2] = Bits.brev(la);
    out[n * 19 + 3] = Bits.mulHi(la, lb);
    out[n * 19 + 4] = Bits.mulHiUnsigned(la, lb);
    out[n * 19 + 5] = Bits.mulWide(a, b);
    out[n * 19 + 6] = Bits.mulWideUnsigned(a, b);
    out[n * 19 + 7] = Bits.bfi(la, lb, c, d);
    out[n * 19 + 8] = Long.rotateLeft(la, b);
    out[n * 19 + 9] = Long.rotateRight(la, b);
    out[n * 19 + 10] = Long.reverseBytes(la);
    out[n * 19 + 11] = Long.highestOneBit(la);
    out[n * 19 + 12] = Math.multiplyHigh(la, lb);
    out[n * 19 + 13] = Math.unsignedMultiplyHigh(la, lb);
    out[n * 19 + 14] = Long.divideUnsigned(la, lb | 1);
    out[n * 19 + 15] = Long.remainderUnsigned(la, lb | 1);
    out[n * 19 + 16] = Math.floorMod(la, lb | 1);
    out[n * 19 + 17] = Math.floorDiv(la, lb | 1);
    out[n * 19 + 18] = Math.ceilDiv(la, lb | 1);
  }

  @GlobalKernel
  static void lanes(int[] as, int[] bs, int[] cs, long[] las, int[] out) {
    int n = Grid.globalThreadIdX();
    int a = as[n]; int b = bs[n]; int c = cs[0]; long la = las[n];
    out[n * 36 + 0] = Warp.shflIdx(a, b, Warp.FULL);
    out[n * 36 + 1] = Warp.shflUp(a, c & 31, Warp.FULL);
    out[n * 36 + 2] = Warp.shflDown(a, 5, Warp.FULL);
    out[n * 36 + 3] = Warp.shflXor(a, 9, Warp.FULL);
    out[n * 36 + 4] = Warp.shflUpWithin(a, 3, 8, Warp.FULL);
    out[n * 36 + 5] = Warp.shflDownWithin(a, 3, 8, Warp.FULL);
    out[n * 36 + 6] = Warp.shflIdxWithin(a, 3, 16, Warp.FULL);
    out[n * 36 + 7] = Warp.shflXorWithin(a, 3, 4, Warp.FULL);
    out[n * 36 + 8] = Float.floatToRawIntBits(Warp.shflXor((float) a, 1, Warp.FULL));
    out[n * 36 + 9] = (int) Warp.shflDown(la, 1, Warp.FULL);
    out[n * 36 + 10] = (int) (Warp.shflUp(la, 2, Warp.FULL) >>> 32);
    out[n * 36 + 11] = Warp.ballot(a < b, Warp.FULL);
    out[n * 36 + 12] = Warp.all(a != 0, Warp.FULL) ? 1 : 0;
    out[n * 36 + 13] = Warp.any(a == b, Warp.FULL) ? 1 : 0;
    out[n * 36 + 14] = Warp.uniform(c > 99, Warp.FULL) ? 1 : 0;
    out[n * 36 + 15] = Warp.matchAny(a & 3, Warp.FULL);
    out[n * 36 + 16] = Warp.matchAny(la & 1L, Warp.FULL);
    out[n * 36 + 17] = Warp.matchAll(a, Warp.FULL);
    out[n * 36 + 18] = Warp.matchAll(7L, Warp.FULL);
    out[n * 36 + 19] = Warp.reduceAdd(a, Warp.FULL);
    out[n * 36 + 20] = Warp.reduceMin(a, Warp.FULL);
    out[n * 36 + 21] = Warp.reduceMax(a, Warp.FULL);
    out[n * 36 + 22] = Warp.reduceMinUnsigned(a, Warp.FULL);
    out[n * 36 + 23] = Warp.reduceMaxUnsigned(a, Warp.FULL);
    out[n * 36 + 24] = Warp.reduceAnd(a, Warp.FULL);
    out[n * 36 + 25] = Warp.reduceOr(a, Warp.FULL);
    out[n * 36 + 26] = Warp.reduceXor(a, Warp.FULL);
    out[n * 36 + 27] = Barrier.syncCount(a > b);
    out[n * 36 + 28] = Barrier.syncOr(a == b) ? 1 : 0;
    out[n * 36 + 29] = Barrier.syncAnd(a != b) ? 1 : 0;
    out[n * 36 + 30] = Barrier.syncCount(1, Grid.blockDimX(), a > b);
    out[n * 36 + 31] = Grid.threadRank();
    out[n * 36 + 32] = Grid.warpId();
    out[n * 36 + 33] = Grid.laneId();
    out[n * 36 + 34] = Grid.globalSizeX();
    out[n * 36 + 35] = Grid.blockRank();
  }

  @GlobalKernel
  static void floats(float[] xs, float[] ys, float[] out) {
    int n = Grid.globalThreadIdX();
    float x = xs[n]; float y = ys[n];
    out[n * 13 + 0] = Fp.rcp(x);
    out[n * 13 + 1] = Fp.sqrt(Math.abs(x));
    out[n * 13 + 2] = Fp.saturate(x);
    out[n * 13 + 3] = Fp.fma(x, y, x);
    out[n * 13 + 4] = Math.fma(x, y, x);
    out[n * 13 + 5] = Math.abs(x);
    out[n * 13 + 6] = Math.min(x, y);
    out[n * 13 + 7] = Math.max(x, y);
    out[n * 13 + 8] = Math.copySign(x, y);
    out[n * 13 + 9] = Math.signum(x);
    out[n * 13 + 10] = Math.nextUp(x);
    out[n * 13 + 11] = Math.nextDown(x);
    out[n * 13 + 12] = Float.intBitsToFloat(Float.floatToIntBits(x));
  }

  @GlobalKernel
  static void doubles(float[] xs, float[] ys, double[] out) {
    int n = Grid.globalThreadIdX();
    float x = xs[n]; float y = ys[n];
    out[n * 13 + 0] = Fp.rcp((double) x);
    out[n * 13 + 1] = Fp.fma((double) x, (double) y, 0.1);
    out[n * 13 + 2] = Math.sqrt(Math.abs((double) x));
    out[n * 13 + 3] = Math.floor((double) x);
    out[n * 13 + 4] = Math.ceil((double) x);
    out[n * 13 + 5] = Math.rint((double) x);
    out[n * 13 + 6] = Math.toRadians((double) x);
    out[n * 13 + 7] = Math.min((double) x, (double) y);
    out[n * 13 + 8] = Math.nextUp((double) x);
    out[n * 13 + 9] = (double) Math.round(x);
    out[n * 13 + 10] = (double) Math.round((double) x);
    out[n * 13 + 11] = (double) Math.getExponent(x);
    out[n * 13 + 12] = (double) Float.compare(x, y);
  }

  /** {@code x} is positive and normal, {@code y} in [-3, 3]. */
  @GlobalKernel
  static void approximate(float[] xs, float[] ys, float[] out) {
    int n = Grid.globalThreadIdX();
    float x = xs[n]; float y = ys[n];
    out[n * 10 + 0] = Fp.rcpApprox(x);
    out[n * 10 + 1] = Fp.sqrtApprox(x);
    out[n * 10 + 2] = Fp.rsqrtApprox(x);
    out[n * 10 + 3] = Fp.divApprox(x, y);
    out[n * 10 + 4] = Fp.divFull(x, y);
    out[n * 10 + 5] = Fp.ex2Approx(y);
    out[n * 10 + 6] = Fp.lg2Approx(x);
    out[n * 10 + 7] = Fp.sinApprox(y);
    out[n * 10 + 8] = Fp.cosApprox(y);
    out[n * 10 + 9] = Fp.tanhApprox(y);
  }

  /** Atomic updates whose result does not depend on the order, in global and in shared memory. */
  @GlobalKernel
  static void atomics(int[] as, long[] las, int[] words, long[] longs, double[] sum, @Shared(4) int[] tile) {
    int n = Grid.globalThreadIdX();
    if (Grid.threadIdxX() < 4) { tile[Grid.threadIdxX()] = 0; }
    Barrier.sync();
    Memory.atomAddRelaxedGpu(words, 0, as[n]);
    Memory.atomMinRelaxedGpu(words, 1, as[n]);
    Memory.atomMaxRelaxedSys(words, 2, as[n]);
    Memory.atomUMaxRelaxedGpu(words, 3, as[n]);
    Memory.atomAndRelaxedGpu(words, 4, as[n] | 0xff);
    Memory.atomOrAcqRelGpu(words, 5, as[n] & 0xff00ff);
    Memory.atomXorRelaxedGpu(words, 6, as[n]);
    Memory.atomAddAcqRelSys(longs, 0, las[n]);
    Memory.atomMinRelaxedGpu(longs, 1, las[n]);
    Memory.atomUMinRelaxedGpu(longs, 2, las[n]);
    Memory.atomXorRelaxedGpu(longs, 3, las[n]);
    Memory.atomAddRelaxedGpu(sum, 0, 0.5);
    Memory.atomAddRelaxedCta(tile, 0, as[n]);
    Memory.atomMaxRelaxedCta(tile, 1, as[n]);
    int seen = Memory.ldRelaxedGpu(words, 7);
    int old = Memory.atomCasAcqRelGpu(words, 7, seen, seen + 1);
    while (old != seen) {
      seen = old;
      old = Memory.atomCasAcqRelGpu(words, 7, seen, seen + 1);
    }
    Barrier.sync();
    if (Grid.threadIdxX() == 0) {
      Memory.atomAddRelaxedGpu(words, 8, tile[0]);
      Memory.atomXorRelaxedGpu(words, 9, tile[1]);
    }
  }
  // @formatter:on
}
