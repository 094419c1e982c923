// entry:  scanWarp
// launch: grid=2 block=64
// args:   const long long* in[128] = i * i - 1000, long long* out[128]
// expect: out[j] = sum of in[32 w .. j] within j's warp of 32 (inclusive)
extern "C" __global__ void scanWarp(const long long* in, long long* out) {
  int i = blockIdx.x * blockDim.x + threadIdx.x, lane = threadIdx.x & 31;
  long long v = in[i];
#pragma unroll
  for (int d = 1; d < 32; d <<= 1) {
    long long u = __shfl_up_sync(~0u, v, d);
    if (lane >= d) v += u;
  }
  out[i] = v;
}
