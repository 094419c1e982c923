// entry:  specialRegisters
// launch: grid=2,3 block=8,4,2 cluster=1
// args:   unsigned* out[6 * 64 * 8]
// expect: per thread, in order of block and thread: tid.x + 10 tid.y + 100 tid.z; ctaid.x + 10 ctaid.y; ntid.x + 100 ntid.y + 10000 ntid.z; nctaid.x + 10 nctaid.y; lane; lanemask_lt; whether
//         clock64 does not go back; whether globaltimer does not go back
extern "C" __global__ void specialRegisters(unsigned* out) {
  unsigned lane, below;
  long long c0 = clock64();
  unsigned long long g0, g1;
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(g0));
  unsigned t = threadIdx.x + 8 * threadIdx.y + 32 * threadIdx.z;
  unsigned* o = out + 8 * ((blockIdx.y * gridDim.x + blockIdx.x) * 64 + t);
  asm("mov.u32 %0, %%laneid;" : "=r"(lane));
  asm("mov.u32 %0, %%lanemask_lt;" : "=r"(below));
  o[0] = threadIdx.x + 10 * threadIdx.y + 100 * threadIdx.z;
  o[1] = blockIdx.x + 10 * blockIdx.y;
  o[2] = blockDim.x + 100 * blockDim.y + 10000 * blockDim.z;
  o[3] = gridDim.x + 10 * gridDim.y;
  o[4] = lane;
  o[5] = below;
  o[6] = clock64() >= c0;
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(g1));
  o[7] = g1 >= g0;
}
