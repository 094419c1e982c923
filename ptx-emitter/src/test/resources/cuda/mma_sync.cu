// entry:  mmaSync
// launch: grid=1 block=32
// args:   const unsigned short* a[16 * 16] = bits of half(i % 5 - 2), const unsigned short* b[8 * 16] = bits of half(i % 3 - 1), float* c[16 * 8]
// expect: c[r * 8 + s] = sum over q < 16 of a[r * 16 + q] * b[s * 16 + q] (b is stored by columns; exact)
// entry:  mmaSyncMore
// launch: grid=1 block=32
// args:   unsigned* out[32 * 14]
// expect: per lane the registers of products whose operands are all ones (1 of the type): bf16 m16n8k16: four times 16.0f; tf32 m16n8k8: four times
//         8.0f; s8 m16n8k32: four times 32; f64 m8n8k4: two times 4.0
extern "C" __global__ void mmaSync(const unsigned short* a, const unsigned short* b, float* c) {
  int lane = threadIdx.x, g = lane >> 2, p = (lane & 3) * 2;
  unsigned ra[4], rb[2];
  ra[0] = *(const unsigned*)&a[g * 16 + p];
  ra[1] = *(const unsigned*)&a[(g + 8) * 16 + p];
  ra[2] = *(const unsigned*)&a[g * 16 + p + 8];
  ra[3] = *(const unsigned*)&a[(g + 8) * 16 + p + 8];
  rb[0] = *(const unsigned*)&b[g * 16 + p];
  rb[1] = *(const unsigned*)&b[g * 16 + p + 8];
  float d[4];
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.f16.f16.f32 {%0,%1,%2,%3}, {%4,%5,%6,%7}, {%8,%9}, {%10,%10,%10,%10};"
      : "=f"(d[0]), "=f"(d[1]), "=f"(d[2]), "=f"(d[3])
      : "r"(ra[0]), "r"(ra[1]), "r"(ra[2]), "r"(ra[3]), "r"(rb[0]), "r"(rb[1]), "f"(0.0f));
  c[g * 8 + p] = d[0];
  c[g * 8 + p + 1] = d[1];
  c[(g + 8) * 8 + p] = d[2];
  c[(g + 8) * 8 + p + 1] = d[3];
}
extern "C" __global__ void mmaSyncMore(unsigned* out) {
  unsigned* o = out + threadIdx.x * 14;
  float f0, f1, f2, f3;
  asm volatile("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0,%1,%2,%3}, {%4,%4,%4,%4}, {%4,%4}, {%5,%5,%5,%5};"
      : "=f"(f0), "=f"(f1), "=f"(f2), "=f"(f3) : "r"(0x3f803f80), "f"(0.0f));
  o[0] = __float_as_uint(f0); o[1] = __float_as_uint(f1); o[2] = __float_as_uint(f2); o[3] = __float_as_uint(f3);
  asm volatile("mma.sync.aligned.m16n8k8.row.col.f32.tf32.tf32.f32 {%0,%1,%2,%3}, {%4,%4,%4,%4}, {%4,%4}, {%5,%5,%5,%5};"
      : "=f"(f0), "=f"(f1), "=f"(f2), "=f"(f3) : "r"(0x3f800000), "f"(0.0f));
  o[4] = __float_as_uint(f0); o[5] = __float_as_uint(f1); o[6] = __float_as_uint(f2); o[7] = __float_as_uint(f3);
  int i0, i1, i2, i3;
  asm volatile("mma.sync.aligned.m16n8k32.row.col.s32.s8.s8.s32 {%0,%1,%2,%3}, {%4,%4,%4,%4}, {%4,%4}, {%5,%5,%5,%5};"
      : "=r"(i0), "=r"(i1), "=r"(i2), "=r"(i3) : "r"(0x01010101), "r"(0));
  o[8] = i0; o[9] = i1; o[10] = i2; o[11] = i3;
  double d0, d1;
  asm volatile("mma.sync.aligned.m8n8k4.row.col.f64.f64.f64.f64 {%0,%1}, {%2}, {%2}, {%3,%3};" : "=d"(d0), "=d"(d1) : "d"(1.0), "d"(0.0));
  o[12] = (unsigned)d0;
  o[13] = (unsigned)d1;
}
