// entry:  dotProduct
// launch: grid=1 block=64
// args:   const int* a[64] = i * 0x01030507 mod 2^32, const int* b[64] = i * 0x11171d13 mod 2^32, int* out[64 * 7]
// expect: per element: the sums of the products of signed bytes + 3; of unsigned bytes + 3; of the two signed halves of a with the low, and with the high two signed bytes
//         of b, + 5; |a - b| bytewise summed (unsigned); the bytewise signed maximum of a and b; the sum of |a - b|
//         of the two unsigned halves
extern "C" __global__ void dotProduct(const int* a, const int* b, int* out) {
  int t = threadIdx.x;
  int* o = out + 7 * t;
  o[0] = __dp4a(a[t], b[t], 3);
  o[1] = __dp4a((unsigned)a[t], (unsigned)b[t], 3u);
  o[2] = __dp2a_lo(a[t], b[t], 5);
  o[3] = __dp2a_hi(a[t], b[t], 5);
  o[4] = __vsadu4(a[t], b[t]);
  o[5] = __vmaxs4(a[t], b[t]);
  o[6] = __vsadu2(a[t], b[t]);
}
