package dev.ringkernel.ptx.sim;

import java.util.List;

/** The kernels of the corpus: launch and arguments as their headers state them. */
final class ForeignKernels {
  private ForeignKernels() {}

  /** What {@code print} prints, sorted by lines. */
  static final List<String> PRINTED = List.of("lane 0: 1.500000 a 42", "lane 1: 2.500000 b 43");

  private static final int HASH = (int) 2654435761L;

  private static ForeignKernel k(String file, String entry, int blocks, int threads) {
    return ForeignKernel.of(file, entry, SimGrid.of(blocks, threads));
  }

  private static ForeignKernel k(String file, String entry, SimGrid grid) {
    return ForeignKernel.of(file, entry, grid);
  }

  private static SimGrid grid(int x, int y, int tx, int ty, int tz) {
    return SimGrid.of(new Dim3(x, y, 1), new Dim3(tx, ty, tz));
  }

  // @formatter:off
  static final List<ForeignKernel> ALL = List.of(
      k("async_copy", "asyncCopy", 2, 64).ints(512, i -> i * 3).ints(512).as(ForeignMoves::plusOne),
      k("async_copy16", "asyncCopy16", 1, 32).ints(256, i -> i).ints(256).as(ForeignMoves::vectorsReversed),
      k("atomic_ref", "atomicRef", 2, 32).ints(1).longs(1).ints(2).ints(2).ints(1).as(ForeignAtomics::references),
      k("atomics_float", "atomicsFloat", 1, 64).floats(4).doubles(2).ints(2).ints(2).floats(8).as(ForeignAtomics::floats),
      k("atomics_int", "atomicsInt", 2, 64).ints(12, i -> new int[] {0, 0, 0, 0, 1000, -1000, -1, 0, 0, 0, 0, 7}[i]).ints(4, i -> i == 1 ? 100 : 0)
          .longs(8, i -> new long[] {0, 0, 0, 0, Long.MIN_VALUE, 0, -1, 5}[i]).shorts(2).as(ForeignAtomics::integers),
      k("bfloat_math", "bfloatMath", 1, 32).bfloats(64, i -> i - 32).bfloats(64, i -> 0.25 * i + 1).shorts(512).as(ForeignHalves::bfloatMath),
      k("bfs_step", "bfsStep", 2, 32).ints(65, i -> 2 * i).ints(128, i -> i % 2 == 0 ? (i / 2 + 1) % 64 : i / 2 * 3 % 64).ints(64, i -> i == 5 ? 0 : -1).number(0).ints(1)
          .as(ForeignSums::bfsStep),
      k("bit_fields", "bitFields", 1, 32).ints(256).as(ForeignBits::fields),
      k("bit_tricks", "bitTricks", 1, 64).ints(64, i -> i * HASH).ints(64 * 17).as(ForeignBits::tricks),
      k("black_scholes", "blackScholes", 1, 64).floats(64, i -> 10 + i).floats(64, i -> 40).floats(64, i -> 0.25 + i / 64.0).floats(64).floats(64).within(1e-3).as(ForeignMath::blackScholes),
      k("block_barrier", "blockBarrier", 1, 128).ints(128).number(4).as(ForeignMoves::blockBarrier),
      k("bulk_copy", "bulkCopy", 2, 64).ints(512, i -> i).ints(512).as(ForeignMoves::twice),
      k("carry", "carry", 1, 32).ints(128, i -> 0xfffffff0 + i).ints(128, i -> i * 0x10000001).ints(32 * 12).as(ForeignWords::carry),
      k("cluster_dsmem", "clusterDsmem", SimGrid.of(4, 32).withCluster(new Dim3(2, 1, 1))).ints(128).ints(4).as(ForeignMoves::clusterDsmem),
      k("constant_memory", "constantMemory", 1, 32).floats(32).number(2).as(ForeignMoves::constantMemory),
      k("divergence", "divergence", 1, 64).ints(64).as(ForeignMoves::divergence),
      k("division", "division", 1, 64).longs(64, i -> (i - 32) * 987654321987L).longs(64, i -> i % 9 - 4 == 0 ? 7 : i % 9 - 4).longs(512).as(ForeignBits::division),
      k("dot_product", "dotProduct", 1, 64).ints(64, i -> i * 0x01030507).ints(64, i -> i * 0x11171d13).ints(64 * 7).as(ForeignWords::dotProduct),
      k("double_math", "doubleMath", 1, 64).doubles(64, i -> 0.73 * i + 0.001).doubles(640).within(1e-14).as(ForeignMath::doubles),
      k("dynamic_shared", "dynamicShared", SimGrid.of(2, 32).withDynamicShared(384)).ints(64).as(ForeignMoves::dynamicShared),
      k("fft", "fft", 1, 64).floats(256, i -> i % 2 == 0 ? i / 2 % 4 - 1.5 : 0).floats(256).within(1e-3).as(ForeignMath::fourier),
      k("float_math", "floatMath", 1, 64).floats(64, i -> 0.37 * i + 0.01).floats(64 * 14).within(1e-6).as(ForeignMath::floats),
      k("float_modes", "floatModes", 1, 32).floats(32, i -> (i - 16) * 1.1e-3).floats(32 * 12).ints(32 * 6).as(ForeignMath::floatModes),
      k("fp8_convert", "fp8Convert", 1, 64).floats(128, i -> (i - 64) * 0.37).shorts(64).shorts(64).ints(128).as(ForeignHalves::eights),
      k("function_pointers", "functionPointers", 1, 32).ints(32).as(ForeignMoves::functionPointers),
      k("grid_barrier", "gridBarrier", SimGrid.of(4, 64).asCooperative()).ints(256, i -> i).ints(256).number(5).as(ForeignMoves::gridBarrier),
      k("half_compare", "halfCompare", 1, 16).shorts(16, ForeignHalves::edge).shorts(16, i -> ForeignHalves.edge((i + 1) % 16)).ints(96).as(ForeignHalves::compare),
      k("half_math", "halfMath", 1, 32).halves(64, i -> i - 16).halves(64, i -> 0.5 * i + 1).shorts(64 * 12).as(ForeignHalves::halfMath),
      k("histogram", "histogram", 2, 128).bytes(1000, i -> i * i % 251).ints(256).number(1000).as(ForeignSums::histogram),
      k("ldmatrix", "ldmatrixKernel", 1, 32).shorts(512, i -> i).ints(256).as(ForeignMatrices::ldmatrix),
      k("mandelbrot", "mandelbrot", grid(4, 4, 8, 8, 1)).ints(1024).number(64).as(ForeignMath::mandelbrot),
      k("matmul_tiled", "matmulTiled", grid(3, 2, 16, 16, 1)).floats(32 * 40, i -> i % 7 - 3).floats(40 * 48, i -> i % 5 - 2).floats(32 * 48).number(32).number(40).number(48)
          .as(ForeignMatrices::tiled),
      k("message_passing", "messagePassing", SimGrid.of(2, 32).asCooperative()).ints(32).ints(1).ints(32).as(ForeignMoves::messagePassing),
      k("mma_sync", "mmaSync", 1, 32).halves(256, i -> i % 5 - 2).halves(128, i -> i % 3 - 1).floats(128).as(ForeignMatrices::mma),
      k("mma_sync", "mmaSyncMore", 1, 32).ints(32 * 14).as(ForeignMatrices::ones),
      k("named_barriers", "namedBarriers", 1, 96).ints(32).as(ForeignMoves::namedBarriers),
      k("nbody", "nbody", 2, 32).floats(256, ForeignMath::body).floats(256).within(1e-3).as(ForeignMath::nbody),
      k("philox", "philox", 1, 64).ints(256).number(42).as(ForeignBits::philox),
      k("print", "print", 1, 2).ints(2).as(ForeignMoves::print),
      k("radix_pass", "radixPass", 1, 256).ints(256, i -> i * HASH).ints(256).number(28).as(ForeignSums::radixPass),
      k("recursion", "recursion", 1, 12).ints(24).as(ForeignMoves::recursion),
      k("reduce_shared", "reduceShared", 4, 256).ints(1024, i -> i * 37 % 101 - 50).ints(4).as(ForeignSums::reduceShared),
      k("reduce_shuffle", "reduceShuffle", 3, 192).floats(576, i -> i % 64).floats(1).number(570).as(ForeignSums::reduceShuffle),
      k("register_budget", "registerBudget", 1, 256).ints(256).as(ForeignMoves::threeTimes),
      k("remote_arrive", "remoteArrive", SimGrid.of(2, 32).withCluster(new Dim3(2, 1, 1))).ints(64).as(ForeignMoves::remoteArrive),
      k("scan_block", "scanBlock", 2, 128).ints(512, i -> i * 7 % 13).ints(512).as(ForeignSums::scanBlock),
      k("scan_warp", "scanWarp", 2, 64).longs(128, i -> (long) i * i - 1000).longs(128).as(ForeignSums::scanWarp),
      k("special_registers", "specialRegisters", grid(2, 3, 8, 4, 2)).ints(6 * 64 * 8).as(ForeignMoves::specialRegisters),
      k("stack_allocation", "stackAllocation", 1, 16).ints(16).as(ForeignSums::triangles),
      k("stencil1d", "stencil1d", 4, 64).ints(262, i -> i % 17).ints(256).as(ForeignMatrices::stencil1d),
      k("stencil2d", "stencil2d", grid(2, 4, 16, 8, 1)).doubles(1024, i -> i * 3 % 19).doubles(1024).number(32).number(32).as(ForeignMatrices::stencil2d),
      k("stencil3d", "stencil3d", grid(2, 2, 8, 8, 1)).floats(2560, i -> i % 31).floats(2560).number(16).number(16).number(10).as(ForeignMatrices::stencil3d),
      k("structs", "structs", 1, 16).ints(128, ForeignWords::body).ints(128).number(3).as(ForeignWords::structs),
      k("transpose", "transpose", grid(3, 2, 32, 8, 1)).floats(64 * 96, i -> i).floats(96 * 64).number(96).number(64).as(ForeignMatrices::transpose),
      k("virtual_calls", "virtualCalls", 1, 32).doubles(32).as(ForeignMoves::virtualCalls),
      k("warp_primitives", "warpPrimitives", 1, 32).ints(32, i -> i * 5 % 8).ints(32 * 12).as(ForeignSums::warpPrimitives),
      k("wide_math", "wideMath", 1, 32).longs(32, i -> (i + 1) * 0x9e3779b97f4a7c15L).longs(256).as(ForeignWords::wideMath),
      k("wmma_half", "wmmaHalf", 1, 32).halves(512, i -> i % 5 - 2).halves(512, i -> i % 3 - 1).floats(256, i -> i).as(ForeignMatrices::wmmaHalf),
      k("wmma_more", "wmmaBfloat", 1, 32).bfloats(256, i -> i % 7 - 3).bfloats(256, i -> i % 4).floats(256).as(ForeignMatrices::wmmaBfloat),
      k("wmma_more", "wmmaHalfAccumulate", 1, 32).halves(256, i -> i % 2).halves(256, i -> i % 3).shorts(256).as(ForeignMatrices::wmmaHalfAccumulate),
      k("wmma_more", "wmmaBytes", 1, 32).bytes(256, i -> i % 11 - 5).bytes(256, i -> i % 9 - 4).ints(256).as(ForeignMatrices::wmmaBytes));
  // @formatter:on
}
