// entry:  fft
// launch: grid=1 block=64
// args:   const float2* in[128] = {i % 4 - 1.5, 0}, float2* out[128]
// expect: out = the discrete Fourier transform of in (radix 2, in shared memory), each component within 1e-3
extern "C" __global__ void fft(const float2* in, float2* out) {
  __shared__ float2 s[128];
  int t = threadIdx.x;
  s[__brev(t) >> 25] = in[t];
  s[__brev(t + 64) >> 25] = in[t + 64];
  __syncthreads();
  for (int half = 1; half < 128; half *= 2) {
    int j = t % half, i = (t / half) * 2 * half + j;
    float sine, cosine;
    sincospif(-(float)j / half, &sine, &cosine);
    float2 a = s[i], b = s[i + half];
    float2 w = make_float2(b.x * cosine - b.y * sine, b.x * sine + b.y * cosine);
    s[i] = make_float2(a.x + w.x, a.y + w.y);
    s[i + half] = make_float2(a.x - w.x, a.y - w.y);
    __syncthreads();
  }
  out[t] = s[t];
  out[t + 64] = s[t + 64];
}
