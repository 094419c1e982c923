// entry:  floatMath
// launch: grid=1 block=64
// args:   const float* in[64] = 0.37 i + 0.01, float* out[64 * 14]
// expect: x = in[t]: sqrt, 1 / x, x / 3, fma(x, x, 1) correctly rounded; rsqrt, sin, cos, exp, log, pow(x, 1.5), tanh, within 4 ulp of the exact value; the fast sin(x / 8), exp and
//         division x / 1.7 within 2^-20 relative or absolute
extern "C" __global__ void floatMath(const float* in, float* out) {
  int t = threadIdx.x;
  float x = in[t], *o = out + 14 * t;
  o[0] = sqrtf(x);
  o[1] = 1.0f / x;
  o[2] = x / 3.0f;
  o[3] = fmaf(x, x, 1.0f);
  o[4] = rsqrtf(x);
  o[5] = sinf(x);
  o[6] = cosf(x);
  o[7] = expf(x * 0.25f);
  o[8] = logf(x);
  o[9] = powf(x, 1.5f);
  o[10] = tanhf(x);
  o[11] = __sinf(x * 0.125f);
  o[12] = __expf(x * 0.25f);
  o[13] = __fdividef(x, 1.7f);
}
