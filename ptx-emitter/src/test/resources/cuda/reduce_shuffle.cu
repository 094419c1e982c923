// entry:  reduceShuffle
// launch: grid=3 block=192
// args:   const float* in[576] = i % 64, float* out[1], int n = 570
// expect: out[0] = sum of in[0 .. 569] (all partial sums are integers below 2^24)
__device__ __forceinline__ float warpSum(float v) {
  for (int d = 16; d > 0; d >>= 1) v += __shfl_down_sync(0xffffffffu, v, d);
  return v;
}
extern "C" __global__ void reduceShuffle(const float* in, float* out, int n) {
  __shared__ float warps[32];
  int i = blockIdx.x * blockDim.x + threadIdx.x;
  float v = warpSum(i < n ? in[i] : 0.0f);
  if ((threadIdx.x & 31) == 0) warps[threadIdx.x >> 5] = v;
  __syncthreads();
  if (threadIdx.x < 32) {
    v = warpSum(threadIdx.x < (blockDim.x + 31) / 32 ? warps[threadIdx.x] : 0.0f);
    if (threadIdx.x == 0) atomicAdd(out, v);
  }
}
