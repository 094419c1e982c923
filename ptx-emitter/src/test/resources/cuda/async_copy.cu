// entry:  asyncCopy
// launch: grid=2 block=64
// args:   const int* in[512] = i * 3, int* out[512]
// expect: out[j] = in[j] + 1 (through shared memory, double buffered, by cp.async)
#include <cuda_pipeline.h>
extern "C" __global__ void asyncCopy(const int* in, int* out) {
  __shared__ int s[2][64];
  int t = threadIdx.x, base = blockIdx.x * 256;
  __pipeline_memcpy_async(&s[0][t], &in[base + t], 4);
  __pipeline_commit();
  for (int k = 0; k < 4; k++) {
    if (k < 3) __pipeline_memcpy_async(&s[(k + 1) & 1][t], &in[base + (k + 1) * 64 + t], 4);
    __pipeline_commit();
    __pipeline_wait_prior(1);
    __syncthreads();
    out[base + k * 64 + t] = s[k & 1][t ^ 1 ^ 1] + 1;
    __syncthreads();
  }
}
