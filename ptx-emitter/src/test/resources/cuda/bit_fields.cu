// entry:  bitFields
// launch: grid=1 block=32
// args:   unsigned* out[32 * 8]
// expect: with x = 0x9abcdef0 + t, by inline PTX: bfe.u32 (x, t % 32, 9); bfe.s32 (x, t % 32, 9); bfi (0x55, x, t % 32, 7); bfind.u32 x; bfind.s32 of -x; lop3 with table 0xe8
//         (majority) of x, ~x >> 3 and t * 7; szext.wrap.s32 x, t; bmsk.clamp t, 5
extern "C" __global__ void bitFields(unsigned* out) {
  unsigned t = threadIdx.x, x = 0x9abcdef0u + t, r;
  unsigned* o = out + 8 * t;
  asm("bfe.u32 %0, %1, %2, 9;" : "=r"(r) : "r"(x), "r"(t));
  o[0] = r;
  asm("bfe.s32 %0, %1, %2, 9;" : "=r"(r) : "r"(x), "r"(t));
  o[1] = r;
  asm("bfi.b32 %0, 0x55, %1, %2, 7;" : "=r"(r) : "r"(x), "r"(t));
  o[2] = r;
  asm("bfind.u32 %0, %1;" : "=r"(r) : "r"(x));
  o[3] = r;
  asm("bfind.s32 %0, %1;" : "=r"(r) : "r"(0u - x));
  o[4] = r;
  asm("lop3.b32 %0, %1, %2, %3, 0xe8;" : "=r"(r) : "r"(x), "r"(~x >> 3), "r"(t * 7));
  o[5] = r;
  asm("szext.wrap.s32 %0, %1, %2;" : "=r"(r) : "r"(x), "r"(t));
  o[6] = r;
  asm("bmsk.clamp.b32 %0, %1, 5;" : "=r"(r) : "r"(t));
  o[7] = r;
}
