// entry:  ldmatrixKernel
// launch: grid=1 block=32
// args:   const unsigned short* in[512] = i, unsigned* out[32 * 8]
// expect: per lane t and matrix m of 8 x 8 (rows of 16 bytes at 64 m + 8 r): x4 gives the elements (t / 4, 2 (t % 4)) and its right neighbour of matrices 0 to 3, low
//         half first; x2 with transposition gives (2 (t % 4), t / 4) and the one below of matrices 4 and 5; then the first word of what stmatrix wrote back at row t % 8; then the
//         transpose of matrix 0 within the registers
extern "C" __global__ void ldmatrixKernel(const unsigned short* in, unsigned* out) {
  __shared__ __align__(16) unsigned short s[512];
  __shared__ __align__(16) unsigned short back[64];
  int t = threadIdx.x;
  for (int i = t; i < 512; i += 32) s[i] = in[i];
  __syncthreads();
  unsigned row = (unsigned)__cvta_generic_to_shared(&s[t * 8]);
  unsigned row2 = (unsigned)__cvta_generic_to_shared(&s[256 + (t & 15) * 8]);
  unsigned to = (unsigned)__cvta_generic_to_shared(&back[(t & 7) * 8]);
  unsigned r0, r1, r2, r3, q0, q1;
  asm volatile("ldmatrix.sync.aligned.m8n8.x4.shared.b16 {%0,%1,%2,%3}, [%4];" : "=r"(r0), "=r"(r1), "=r"(r2), "=r"(r3) : "r"(row));
  asm volatile("ldmatrix.sync.aligned.m8n8.x2.trans.shared.b16 {%0,%1}, [%2];" : "=r"(q0), "=r"(q1) : "r"(row2));
  unsigned turned;
  asm volatile("movmatrix.sync.aligned.m8n8.trans.b16 %0, %1;" : "=r"(turned) : "r"(r0));
  asm volatile("stmatrix.sync.aligned.m8n8.x1.shared.b16 [%0], {%1};" ::"r"(to), "r"(r0) : "memory");
  __syncwarp();
  unsigned* o = out + t * 8;
  o[0] = r0; o[1] = r1; o[2] = r2; o[3] = r3; o[4] = q0; o[5] = q1;
  o[7] = turned;
  o[6] = *(unsigned*)&back[(t & 7) * 8];
}
