// entry:  remoteArrive
// launch: grid=2 block=32 cluster=2
// args:   int* out[64]
// expect: out[32 b + t] = 100 * (b ^ 1) + t: each block writes to the other's shared memory by st.async, which completes on the other's mbarrier
#include <cooperative_groups.h>
#include <cuda/ptx>
#include <cstdint>
namespace cg = cooperative_groups;
namespace ptx = cuda::ptx;
extern "C" __global__ void __cluster_dims__(2, 1, 1) remoteArrive(int* out) {
  __shared__ int box[32];
  __shared__ uint64_t bar;
  auto c = cg::this_cluster();
  int t = threadIdx.x;
  if (t == 0) {
    ptx::mbarrier_init(&bar, 1);
    ptx::mbarrier_arrive_expect_tx(ptx::sem_release, ptx::scope_cluster, ptx::space_shared, &bar, sizeof(box));
  }
  c.sync();
  int* remote = c.map_shared_rank(box, c.block_rank() ^ 1);
  uint64_t* far = c.map_shared_rank(&bar, c.block_rank() ^ 1);
  ptx::st_async(remote + t, (int)(blockIdx.x * 100 + t), far);
  while (!ptx::mbarrier_try_wait_parity(ptx::sem_acquire, ptx::scope_cluster, &bar, 0)) {}
  out[blockIdx.x * 32 + t] = box[t];
  c.sync();
}
