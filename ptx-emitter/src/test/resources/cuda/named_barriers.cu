// entry:  namedBarriers
// launch: grid=1 block=96
// args:   int* out[32]
// expect: out[t] = 2 t + (64 + t) + 64 (two producer warps, one consumer, by bar.arrive and bar.sync), for the 32 consumers; 64 by bar.red.popc of the producers
extern "C" __global__ void namedBarriers(int* out) {
  __shared__ int s[64];
  int t = threadIdx.x;
  if (t < 64) {
    s[t] = t < 32 ? 2 * t : t + 32;
    __threadfence_block();
    asm volatile("bar.arrive 1, 96;" ::: "memory");
  } else {
    asm volatile("bar.sync 1, 96;" ::: "memory");
  }
  int many = __syncthreads_count(t < 64);
  if (t >= 64) out[t - 64] = s[t - 64] + s[t - 32] + many;
}
