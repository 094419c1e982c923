// entry:  bfloatMath
// launch: grid=1 block=32
// args:   const unsigned short* a[64] = bits of bfloat16(i - 32), const unsigned short* b[64] = bits of bfloat16(0.25 i + 1), unsigned short* out[64 * 8]
// expect: as halfMath: a + b, a - b, a * b, fma(a, b, a); max, min; float(a) * 2 rounded to nearest; fma(a, b, a) clamped below at 0
#include <cuda_bf16.h>
extern "C" __global__ void bfloatMath(const unsigned short* a, const unsigned short* b, unsigned short* out) {
  int t = threadIdx.x;
  __nv_bfloat162 x = ((const __nv_bfloat162*)a)[t], y = ((const __nv_bfloat162*)b)[t];
  __nv_bfloat162* o = (__nv_bfloat162*)out + t;
  o[0 * 32] = __hadd2(x, y);
  o[1 * 32] = __hsub2(x, y);
  o[2 * 32] = __hmul2(x, y);
  o[3 * 32] = __hfma2(x, y, x);
  o[4 * 32] = __hmax2(x, y);
  o[5 * 32] = __hmin2(x, y);
  o[6 * 32] = __floats2bfloat162_rn(__low2float(x) * 2.0f, __high2float(x) * 2.0f);
  o[7 * 32] = __hfma2_relu(x, y, x);
}
