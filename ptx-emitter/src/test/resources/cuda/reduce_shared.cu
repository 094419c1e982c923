// entry:  reduceShared
// launch: grid=4 block=256
// args:   const int* in[1024] = (i * 37) % 101 - 50, int* out[4]
// expect: out[b] = sum of in[256 b .. 256 b + 255]
extern "C" __global__ void reduceShared(const int* __restrict__ in, int* out) {
  __shared__ int part[256];
  int t = threadIdx.x;
  part[t] = in[blockIdx.x * 256 + t];
  __syncthreads();
  for (int s = 128; s > 0; s >>= 1) {
    if (t < s) part[t] += part[t + s];
    __syncthreads();
  }
  if (t == 0) out[blockIdx.x] = part[0];
}
