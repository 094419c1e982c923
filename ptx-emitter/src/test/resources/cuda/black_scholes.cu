// entry:  blackScholes
// launch: grid=1 block=64
// args:   const float* price[64] = 10 + i, const float* strike[64] = 40, const float* years[64] = 0.25 + i / 64, float* call[64], float* put[64]
// expect: the values of European options with rate 0.02 and volatility 0.3 by the Black-Scholes formula (the normal distribution by its fifth-degree polynomial), within 1e-3
__device__ float normal(float d) {
  float k = 1.0f / (1.0f + 0.2316419f * fabsf(d));
  float n = 0.39894228040143267794f * expf(-0.5f * d * d) *
            (k * (0.31938153f + k * (-0.356563782f + k * (1.781477937f + k * (-1.821255978f + k * 1.330274429f)))));
  return d > 0 ? 1.0f - n : n;
}
extern "C" __global__ void blackScholes(const float* price, const float* strike, const float* years, float* call, float* put) {
  int i = threadIdx.x;
  float s = price[i], x = strike[i], t = years[i], r = 0.02f, v = 0.3f, root = sqrtf(t);
  float d1 = (logf(s / x) + (r + 0.5f * v * v) * t) / (v * root), d2 = d1 - v * root;
  float n1 = normal(d1), n2 = normal(d2), e = expf(-r * t);
  call[i] = s * n1 - x * e * n2;
  put[i] = x * e * (1.0f - n2) - s * (1.0f - n1);
}
