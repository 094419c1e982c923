// entry:  matmulTiled
// launch: grid=3,2 block=16,16
// args:   const float* a[32 * 40] = i % 7 - 3, const float* b[40 * 48] = i % 5 - 2, float* c[32 * 48], int n = 32, int k = 40, int m = 48
// expect: c[r * 48 + s] = sum over q of a[r * 40 + q] * b[q * 48 + s] (small integers, exact)
extern "C" __global__ void matmulTiled(const float* __restrict__ a, const float* __restrict__ b, float* c, int n, int k, int m) {
  __shared__ float as[16][16], bs[16][16];
  int r = blockIdx.y * 16 + threadIdx.y, s = blockIdx.x * 16 + threadIdx.x;
  float sum = 0;
  for (int t = 0; t < k; t += 16) {
    as[threadIdx.y][threadIdx.x] = r < n && t + threadIdx.x < k ? a[r * k + t + threadIdx.x] : 0.0f;
    bs[threadIdx.y][threadIdx.x] = t + threadIdx.y < k && s < m ? b[(t + threadIdx.y) * m + s] : 0.0f;
    __syncthreads();
#pragma unroll
    for (int q = 0; q < 16; q++) sum += as[threadIdx.y][q] * bs[q][threadIdx.x];
    __syncthreads();
  }
  if (r < n && s < m) c[r * m + s] = sum;
}
