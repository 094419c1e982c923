// entry:  scanBlock
// launch: grid=2 block=128
// args:   const unsigned* in[512] = (i * 7) % 13, unsigned* out[512]
// expect: out[j] = sum of in[256 b .. j - 1] within j's 256 elements (exclusive, work-efficient, two a thread)
extern "C" __global__ void scanBlock(const unsigned* in, unsigned* out) {
  __shared__ unsigned s[256];
  int t = threadIdx.x, base = blockIdx.x * 256, offset = 1;
  s[2 * t] = in[base + 2 * t];
  s[2 * t + 1] = in[base + 2 * t + 1];
  for (int d = 128; d > 0; d >>= 1) {
    __syncthreads();
    if (t < d) s[offset * (2 * t + 2) - 1] += s[offset * (2 * t + 1) - 1];
    offset *= 2;
  }
  if (t == 0) s[255] = 0;
  for (int d = 1; d < 256; d *= 2) {
    offset >>= 1;
    __syncthreads();
    if (t < d) {
      int a = offset * (2 * t + 1) - 1, b = offset * (2 * t + 2) - 1;
      unsigned x = s[a];
      s[a] = s[b];
      s[b] += x;
    }
  }
  __syncthreads();
  out[base + 2 * t] = s[2 * t];
  out[base + 2 * t + 1] = s[2 * t + 1];
}
