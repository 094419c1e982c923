// entry:  carry
// launch: grid=1 block=32
// args:   const unsigned* a[128] = 0xfffffff0 + i mod 2^32, const unsigned* b[128] = i * 0x10000001 mod 2^32, unsigned* out[32 * 12]
// expect: per lane, with A and B the 128-bit numbers of four words (least first) at 4t: A + B (four words), A - B (four words), low 64 bits of a0 a1 * b0 + A's
//         upper half by mad.lo.cc and madc.hi (two words), the carry of a0 + b0, and minus
//         the borrow of a0 - b0
extern "C" __global__ void carry(const unsigned* a, const unsigned* b, unsigned* out) {
  const unsigned *x = a + 4 * threadIdx.x, *y = b + 4 * threadIdx.x;
  unsigned* o = out + 12 * threadIdx.x;
  unsigned r0, r1, r2, r3;
  asm("add.cc.u32 %0, %4, %8; addc.cc.u32 %1, %5, %9; addc.cc.u32 %2, %6, %10; addc.u32 %3, %7, %11;"
      : "=&r"(r0), "=&r"(r1), "=&r"(r2), "=&r"(r3)
      : "r"(x[0]), "r"(x[1]), "r"(x[2]), "r"(x[3]), "r"(y[0]), "r"(y[1]), "r"(y[2]), "r"(y[3]));
  o[0] = r0; o[1] = r1; o[2] = r2; o[3] = r3;
  asm("sub.cc.u32 %0, %4, %8; subc.cc.u32 %1, %5, %9; subc.cc.u32 %2, %6, %10; subc.u32 %3, %7, %11;"
      : "=&r"(r0), "=&r"(r1), "=&r"(r2), "=&r"(r3)
      : "r"(x[0]), "r"(x[1]), "r"(x[2]), "r"(x[3]), "r"(y[0]), "r"(y[1]), "r"(y[2]), "r"(y[3]));
  o[4] = r0; o[5] = r1; o[6] = r2; o[7] = r3;
  asm("mad.lo.cc.u32 %0, %2, %3, %4; madc.hi.u32 %1, %2, %3, %5;" : "=&r"(r0), "=&r"(r1) : "r"(x[0]), "r"(y[0]), "r"(x[2]), "r"(x[3]));
  o[8] = r0; o[9] = r1;
  asm("add.cc.u32 %0, %1, %2; addc.u32 %0, 0, 0;" : "=&r"(r0) : "r"(x[0]), "r"(y[0]));
  o[10] = r0;
  asm("sub.cc.u32 %0, %1, %2; subc.u32 %0, 0, 0;" : "=&r"(r0) : "r"(x[0]), "r"(y[0]));
  o[11] = r0;
}
