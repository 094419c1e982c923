// entry:  atomicsInt
// launch: grid=2 block=64
// args:   int* i[12] = {0, 0, 0, 0, 1000, -1000, -1, 0, 0, 0, 0, 7}, unsigned* u[4] = {0, 100, 0, 0}, unsigned long long* l[8] = {0, 0, 0, 0, 2^63, 0, -1, 5}, unsigned short* h[2]
// expect: i = {128, 128, 128, -128, 0, 127, -128, 127, 0, 128, 128, 5}; u = {128 mod 10, 49 - 127 mod 50 = 22, 127, 0};
//         l = {128, 8128, 127, 128, 0, 127, 0xffffff80, 133}; h = {128, 0}
extern "C" __global__ void atomicsInt(int* i, unsigned* u, unsigned long long* l, unsigned short* h) {
  int t = blockIdx.x * blockDim.x + threadIdx.x;
  atomicAdd(&i[0], 1);
  atomicAdd_system(&i[1], 1);
  atomicAdd(&i[2], threadIdx.x < 64 ? 1 : 0);
  atomicSub(&i[3], 1);
  atomicMin(&i[4], t);
  atomicMax(&i[5], t);
  atomicAnd(&i[6], ~t);
  atomicOr(&i[7], t);
  atomicXor(&i[8], t);
  int seen = i[9], assumed;
  do {
    assumed = seen;
    seen = atomicCAS_system(&i[9], assumed, assumed + 1);
  } while (seen != assumed);
  if (atomicExch(&i[11], 5) >= 5) atomicAdd(&i[10], 1);
  atomicInc(&u[0], 9);
  atomicDec(&u[1], 49);
  atomicMax(&u[2], (unsigned)t);
  atomicMin(&u[3], (unsigned)t);
  atomicAdd(&l[0], 1ull);
  atomicAdd(&l[1], (unsigned long long)t);
  atomicMax(&l[2], (unsigned long long)t);
  unsigned long long old = l[3], was;
  do {
    was = old;
    old = atomicCAS(&l[3], was, was + 1);
  } while (old != was);
  atomicMin(&l[4], (unsigned long long)t);
  atomicOr(&l[5], (unsigned long long)t);
  atomicAnd(&l[6], (unsigned long long)~t & 0xffffffffull);
  atomicAdd_system(&l[7], 1ull);
  unsigned short ho = h[0], hw;
  do {
    hw = ho;
    ho = atomicCAS(&h[0], hw, (unsigned short)(hw + 1));
  } while (ho != hw);
  __shared__ int block;
  if (threadIdx.x == 0) block = 0;
  __syncthreads();
  atomicAdd_block(&block, 1);
  __syncthreads();
  if (block != 64) atomicAdd(&i[0], 1000000);
}
