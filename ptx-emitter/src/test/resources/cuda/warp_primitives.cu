// entry:  warpPrimitives
// launch: grid=1 block=32
// args:   const int* in[32] = (i * 5) % 8, unsigned* out[32 * 12]
// expect: per lane t, with v = in[t]: ballot of v > 3; any v == 7; all v >= 0; lanes with equal v (match_any); match_all of 5 (mask and
//         predicate); redux add, min, max of v; and, or, xor of v; the active mask where t is odd (0 where it is even, or what the odd lanes see);
//         whether this lane is elected (exactly one is); xor shuffle with 1; broadcast of lane 3
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
