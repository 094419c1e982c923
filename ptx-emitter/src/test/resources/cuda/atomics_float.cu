// entry:  atomicsFloat
// launch: grid=1 block=64
// args:   float* f[4], double* d[2], unsigned* h[2], unsigned* b[2], float* v[8]
// expect: f = {64, 32, 0, 0}; d = {2016, 64}; h[0] = half2 {64, 128}, h[1] = half {64} in its low half; b[0] = bfloat162 {64, 128}, b[1] = bfloat16 {64} in its low
//         half; v = {64, 128, 64, 128, 192, 256, 0, 0}
#include <cuda_bf16.h>
#include <cuda_fp16.h>
extern "C" __global__ void atomicsFloat(float* f, double* d, unsigned* h, unsigned* b, float* v) {
  int t = threadIdx.x;
  atomicAdd(&f[0], 1.0f);
  if (atomicAdd(&f[1], 0.5f) < 0.0f) f[2] = 1.0f;
  atomicAdd(&d[0], (double)t);
  atomicAdd(&d[1], 1.0);
  atomicAdd((__half2*)&h[0], __floats2half2_rn(1.0f, 2.0f));
  atomicAdd((__half*)&h[1], __float2half(1.0f));
  atomicAdd((__nv_bfloat162*)&b[0], __floats2bfloat162_rn(1.0f, 2.0f));
  atomicAdd((__nv_bfloat16*)&b[1], __float2bfloat16(1.0f));
  atomicAdd((float2*)&v[0], make_float2(1.0f, 2.0f));
  atomicAdd((float4*)&v[4], make_float4(3.0f, 4.0f, 0.0f, 0.0f));
  atomicAdd((float2*)&v[2], make_float2(1.0f, 2.0f));
}
