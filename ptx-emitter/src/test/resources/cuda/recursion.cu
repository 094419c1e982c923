// entry:  recursion
// launch: grid=1 block=12
// args:   int* out[24]
// expect: out[t] = the t-th Fibonacci number (0, 1, 1, 2, ..); out[12 + t] = Ackermann(2, t) = 2 t + 3
__device__ __noinline__ int fibonacci(int n) { return n < 2 ? n : fibonacci(n - 1) + fibonacci(n - 2); }
__device__ __noinline__ int ackermann(int m, int n) {
  if (m == 0) return n + 1;
  if (n == 0) return ackermann(m - 1, 1);
  return ackermann(m - 1, ackermann(m, n - 1));
}
extern "C" __global__ void recursion(int* out) {
  out[threadIdx.x] = fibonacci(threadIdx.x);
  out[12 + threadIdx.x] = ackermann(2, threadIdx.x);
}
