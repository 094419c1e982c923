// entry:  warpPrimitives
// launch: grid=1 block=32
// args:   const int* in[32] = (i * 5) % 8, unsigned* out[32 * 12]
// expect: per lane t, with v = in[t]: the lanes with v > 3; 1 if any v is 7, plus 2 if all are at least 0; the lanes whose v is this one's; the lanes of a match of all on 5
//         (all), and its predicate; 10000 times the sum of v plus 100 times its minimum plus its maximum; the and of v | 8, the or of v, the xor of v + (t == 0 ? 1 : 0); the
//         number of elected lanes (1); v of lane t ^ 1; v of lane 3
extern "C" __global__ void warpPrimitives(const int* in, unsigned* out) {
  const unsigned all = 0xffffffffu;
  int t = threadIdx.x, v = in[t], pred;
  unsigned* o = out + t * 12;
  o[0] = __ballot_sync(all, v > 3);
  o[1] = __any_sync(all, v == 7) + 2 * __all_sync(all, v >= 0);
  o[2] = __match_any_sync(all, v);
  o[3] = __match_all_sync(all, 5, &pred);
  o[4] = pred;
  o[5] = __reduce_add_sync(all, v) * 10000 + __reduce_min_sync(all, v) * 100 + __reduce_max_sync(all, v);
  o[6] = __reduce_and_sync(all, (unsigned)v | 8u);
  o[7] = __reduce_or_sync(all, (unsigned)v);
  o[8] = __reduce_xor_sync(all, (unsigned)v + (t == 0));
  unsigned elected;
  asm volatile("{ .reg .pred p; .reg .b32 lane; elect.sync lane|p, 0xffffffff; selp.u32 %0, 1, 0, p; }" : "=r"(elected));
  o[9] = __popc(__ballot_sync(all, elected));
  o[10] = __shfl_xor_sync(all, v, 1);
  o[11] = __shfl_sync(all, v, 3);
}
