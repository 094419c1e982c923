// entry:  floatModes
// launch: grid=1 block=32
// args:   const float* in[32] = (i - 16) * 1.1e-3, float* out[32 * 12], int* ints[32 * 6]
// expect: x = in[t], y = 3.3: x + y and x * y and x / y rounded down, up, to zero; fma(x, y, 1) down and up; sqrt of x * x to zero; saturate(x * 100); ints: x * 1000 to int
//         by rint, floor, ceil, trunc; isnan(x / 0 - x / 0) ; signbit x
extern "C" __global__ void floatModes(const float* in, float* out, int* ints) {
  int t = threadIdx.x;
  float x = in[t], y = 3.3f, *o = out + 12 * t;
  o[0] = __fadd_rd(x, y);
  o[1] = __fadd_ru(x, y);
  o[2] = __fadd_rz(x, y);
  o[3] = __fmul_rd(x, y);
  o[4] = __fmul_ru(x, y);
  o[5] = __fmul_rz(x, y);
  o[6] = __fdiv_rd(x, y);
  o[7] = __fdiv_ru(x, y);
  o[8] = __fmaf_rd(x, y, 1.0f);
  o[9] = __fmaf_ru(x, y, 1.0f);
  o[10] = __fsqrt_rz(x * x);
  o[11] = __saturatef(x * 100.0f);
  int* k = ints + 6 * t;
  k[0] = __float2int_rn(x * 1000.0f);
  k[1] = __float2int_rd(x * 1000.0f);
  k[2] = __float2int_ru(x * 1000.0f);
  k[3] = __float2int_rz(x * 1000.0f);
  float zero = (float)(in[0] == 12345.0f);
  k[4] = isnan(x / zero - x / zero);
  k[5] = signbit(x) != 0;
}
