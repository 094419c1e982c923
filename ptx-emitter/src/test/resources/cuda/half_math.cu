// entry:  halfMath
// launch: grid=1 block=32
// args:   const unsigned short* a[64] = bits of half(i - 16), const unsigned short* b[64] = bits of half(0.5 i + 1), unsigned short* out[64 * 12]
// expect: for each pair j (lanes 2t and 2t + 1) of half: a + b, a - b, a * b, fma(a, b, a) (one rounding each); max, min; |a|; -a; a < b ? 1 : 0;
//         float(a) + float(b) rounded to half; int(a) as half; sqrt(b) rounded once
#include <cuda_fp16.h>
extern "C" __global__ void halfMath(const unsigned short* a, const unsigned short* b, unsigned short* out) {
  int t = threadIdx.x;
  __half2 x = ((const __half2*)a)[t], y = ((const __half2*)b)[t];
  __half2* o = (__half2*)out + t;
  o[0 * 32] = __hadd2(x, y);
  o[1 * 32] = __hsub2(x, y);
  o[2 * 32] = __hmul2(x, y);
  o[3 * 32] = __hfma2(x, y, x);
  o[4 * 32] = __hmax2(x, y);
  o[5 * 32] = __hmin2(x, y);
  o[6 * 32] = __habs2(x);
  o[7 * 32] = __hneg2(x);
  o[8 * 32] = __hlt2(x, y);
  float2 fx = __half22float2(x), fy = __half22float2(y);
  o[9 * 32] = __floats2half2_rn(fx.x + fy.x, fx.y + fy.y);
  o[10 * 32] = __halves2half2(__int2half_rn(__half2int_rz(__low2half(x))), __int2half_rn(__half2int_rz(__high2half(x))));
  o[11 * 32] = __halves2half2(hsqrt(__low2half(y)), hsqrt(__high2half(y)));
}
