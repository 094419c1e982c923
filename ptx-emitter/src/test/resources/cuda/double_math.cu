// entry:  doubleMath
// launch: grid=1 block=64
// args:   const double* in[64] = 0.73 i + 0.001, double* out[64 * 10]
// expect: x = in[t]: sqrt, 1 / x, x / 3, fma(x, x, -1) correctly rounded; rsqrt, sin, cos, exp(x / 8), log, pow(x, 0.3) within 2 ulp of the exact value
extern "C" __global__ void doubleMath(const double* in, double* out) {
  int t = threadIdx.x;
  double x = in[t], *o = out + 10 * t;
  o[0] = sqrt(x);
  o[1] = 1.0 / x;
  o[2] = x / 3.0;
  o[3] = fma(x, x, -1.0);
  o[4] = rsqrt(x);
  o[5] = sin(x);
  o[6] = cos(x);
  o[7] = exp(x * 0.125);
  o[8] = log(x);
  o[9] = pow(x, 0.3);
}
