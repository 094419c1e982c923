// entry:  asyncCopy16
// launch: grid=1 block=32
// args:   const int4* in[64] = element k of vector j is 4 j + k, int4* out[64]
// expect: out[j] = in[63 - j]
#include <cooperative_groups.h>
#include <cooperative_groups/memcpy_async.h>
namespace cg = cooperative_groups;
extern "C" __global__ void asyncCopy16(const int4* in, int4* out) {
  __shared__ int4 s[64];
  auto block = cg::this_thread_block();
  cg::memcpy_async(block, s, in, sizeof(s));
  cg::wait(block);
  out[threadIdx.x] = s[63 - threadIdx.x];
  out[threadIdx.x + 32] = s[31 - threadIdx.x];
}
