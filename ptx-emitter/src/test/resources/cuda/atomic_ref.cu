// entry:  atomicRef
// launch: grid=2 block=32
// args:   int* counter[1], long long* total[1], int* flag[2], int* data[2], int* out[1]
// expect: counter[0] = 64; total[0] = 2016; data = {42, 0}; flag = {1, 0}; out[0] = 42
#include <cuda/atomic>
extern "C" __global__ void atomicRef(int* counter, long long* total, int* flag, int* data, int* out) {
  cuda::atomic_ref<int, cuda::thread_scope_device> c(*counter);
  cuda::atomic_ref<long long, cuda::thread_scope_system> s(*total);
  cuda::atomic_ref<int, cuda::thread_scope_device> f(flag[0]);
  int t = blockIdx.x * blockDim.x + threadIdx.x;
  c.fetch_add(1, cuda::memory_order_relaxed);
  s.fetch_add(t, cuda::memory_order_acq_rel);
  if (t == 0) {
    data[0] = 42;
    f.store(1, cuda::memory_order_release);
  }
  if (t == 32) {
    while (f.load(cuda::memory_order_acquire) == 0) {}
    out[0] = data[0];
  }
  cuda::atomic_thread_fence(cuda::memory_order_seq_cst, cuda::thread_scope_device);
}
