// entry:  bitTricks
// launch: grid=1 block=64
// args:   const unsigned* in[64] = (i * 2654435761) mod 2^32, unsigned* out[64 * 17]
// expect: with a = in[t], b = in[(t + 1) % 64], s = t % 40: popc a; clz a; ffs a; brev a; (a & b) ^ ~s; bytes 3210 swapped (byte_perm a, b, 0x0123);
//         selection 0x7531 of a and b; funnel shift left, right (of b:a by s mod 32); the same clamped; rotate left by s; popcll, clzll, brevll
//         (high word) of b:a; mulhi; umul24; the position of the second one of a
//         from bit 3 upwards, all ones if there is none
extern "C" __global__ void bitTricks(const unsigned* in, unsigned* out) {
  int t = threadIdx.x, s = t % 40;
  unsigned a = in[t], b = in[(t + 1) & 63];
  unsigned long long w = (unsigned long long)b << 32 | a;
  unsigned* o = out + 17 * t;
  o[0] = __popc(a);
  o[1] = __clz(a);
  o[2] = __ffs(a);
  o[3] = __brev(a);
  o[4] = (a & b) ^ ~(unsigned)s;
  o[5] = __byte_perm(a, b, 0x0123);
  o[6] = __byte_perm(a, b, 0x7531);
  o[7] = __funnelshift_l(a, b, s);
  o[8] = __funnelshift_r(a, b, s);
  o[9] = __funnelshift_lc(a, b, s);
  o[10] = __funnelshift_rc(a, b, s);
  o[11] = a << (s & 31) | a >> (-s & 31);
  o[12] = __popcll(w) * 100 + __clzll(w);
  o[13] = (unsigned)(__brevll(w) >> 32);
  o[14] = __umulhi(a, b);
  o[15] = __umul24(a, b);
  o[16] = __fns(a, 3, 2);
}
