// entry:  blockBarrier
// launch: grid=1 block=128
// args:   int* out[128], int rounds = 4
// expect: out[t] = (t + rounds) mod 128 + rounds
#include <cuda/barrier>
#pragma nv_diag_suppress static_var_with_dynamic_init
extern "C" __global__ void blockBarrier(int* out, int rounds) {
  __shared__ int s[2][128];
  __shared__ cuda::barrier<cuda::thread_scope_block> bar;
  int t = threadIdx.x;
  if (t == 0) init(&bar, 128);
  s[0][t] = t;
  __syncthreads();
  for (int r = 0; r < rounds; r++) {
    s[(r + 1) & 1][t] = s[r & 1][(t + 1) & 127] + 1;
    bar.wait(bar.arrive());
  }
  out[t] = s[rounds & 1][t];
}
