// entry:  division
// launch: grid=1 block=64
// args:   const long long* a[64] = (i - 32) * 987654321987, const long long* b[64] = i % 9 - 4 or 7 where that is 0, long long* out[64 * 8]
// expect: per element: a / b, a % b; unsigned a / b, a % b; int(a) / int(b), int(a) % int(b); unsigned int(a) / 10, int(a) / 7
extern "C" __global__ void division(const long long* a, const long long* b, long long* out) {
  int t = threadIdx.x;
  long long x = a[t], y = b[t], *o = out + 8 * t;
  o[0] = x / y;
  o[1] = x % y;
  o[2] = (unsigned long long)x / (unsigned long long)y;
  o[3] = (unsigned long long)x % (unsigned long long)y;
  o[4] = (int)x / (int)y;
  o[5] = (int)x % (int)y;
  o[6] = (unsigned)x / 10u;
  o[7] = (int)x / 7;
}
