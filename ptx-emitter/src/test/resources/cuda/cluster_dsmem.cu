// entry:  clusterDsmem
// launch: grid=4 block=32 cluster=2
// args:   int* out[128], int* ranks[4]
// expect: out[32 b + t] = 1000 * (b ^ 1) + (31 - t) + 32; ranks[b] = 10 * (b & 1) + 2
#include <cooperative_groups.h>
namespace cg = cooperative_groups;
extern "C" __global__ void __cluster_dims__(2, 1, 1) clusterDsmem(int* out, int* ranks) {
  __shared__ int s[32];
  __shared__ int count;
  cg::cluster_group c = cg::this_cluster();
  int t = threadIdx.x;
  s[t] = blockIdx.x * 1000 + t;
  if (t == 0) count = 0;
  c.sync();
  int* other = c.map_shared_rank(s, c.block_rank() ^ 1);
  atomicAdd(c.map_shared_rank(&count, c.block_rank() ^ 1), 1);
  int v = other[31 - t];
  c.sync();
  out[blockIdx.x * 32 + t] = v + count;
  if (t == 0) ranks[blockIdx.x] = c.block_rank() * 10 + c.num_blocks();
  c.sync();
}
