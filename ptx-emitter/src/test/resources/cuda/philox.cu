// entry:  philox
// launch: grid=1 block=64
// args:   unsigned* out[256], unsigned seed = 42
// expect: out[4 t .. 4 t + 3] = Philox4x32-10 of counter {t, 0, 0, 0} and key {seed, 0}
extern "C" __global__ void philox(unsigned* out, unsigned seed) {
  unsigned c0 = threadIdx.x, c1 = 0, c2 = 0, c3 = 0, k0 = seed, k1 = 0;
#pragma unroll
  for (int r = 0; r < 10; r++) {
    unsigned h0 = __umulhi(0xD2511F53u, c0), l0 = 0xD2511F53u * c0, h1 = __umulhi(0xCD9E8D57u, c2), l1 = 0xCD9E8D57u * c2;
    c0 = h1 ^ c1 ^ k0;
    c1 = l1;
    c2 = h0 ^ c3 ^ k1;
    c3 = l0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  *(uint4*)&out[4 * threadIdx.x] = make_uint4(c0, c1, c2, c3);
}
