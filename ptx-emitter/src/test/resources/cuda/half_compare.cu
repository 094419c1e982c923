// entry:  halfCompare
// launch: grid=1 block=16
// args:   const unsigned short* a[16] = half bits of {0, -0, 1, -1, inf, -inf, nan, 2^-24, 65504, 2, 3, 4, 5, 6, 7, 8}, const unsigned short* b[16] = a rotated by one, int* out[16 * 6]
// expect: per element: a < b, a <= b, a == b, a != b, a is nan, all of (a, b) >= (0, 0)
#include <cuda_fp16.h>
extern "C" __global__ void halfCompare(const __half* a, const __half* b, int* out) {
  int t = threadIdx.x;
  __half x = a[t], y = b[t];
  int* o = out + 6 * t;
  o[0] = __hlt(x, y);
  o[1] = __hle(x, y);
  o[2] = __heq(x, y);
  o[3] = __hne(x, y);
  o[4] = __hisnan(x);
  o[5] = __hbge2(__halves2half2(x, y), __float2half2_rn(0.0f));
}
