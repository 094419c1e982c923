// entry:  stencil1d
// launch: grid=4 block=64
// args:   const int* in[262] = i % 17 (three cells of halo on either side), int* out[256]
// expect: out[j] = in[j] + .. + in[j + 6]
extern "C" __global__ void stencil1d(const int* in, int* out) {
  __shared__ int s[64 + 6];
  int g = blockIdx.x * 64 + threadIdx.x;
  s[threadIdx.x + 3] = in[g + 3];
  if (threadIdx.x < 3) {
    s[threadIdx.x] = in[g];
    s[threadIdx.x + 67] = in[g + 67];
  }
  __syncthreads();
  int sum = 0;
#pragma unroll
  for (int d = 0; d < 7; d++) sum += s[threadIdx.x + d];
  out[g] = sum;
}
