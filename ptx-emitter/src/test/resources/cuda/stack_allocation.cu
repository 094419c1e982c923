// entry:  stackAllocation
// launch: grid=1 block=16
// args:   int* out[16]
// expect: out[t] = 0 + 1 + .. + t, summed backwards from an array of t + 1 elements on the stack
extern "C" __global__ void stackAllocation(int* out) {
  int n = threadIdx.x + 1, sum = 0;
  volatile int* a = (int*)alloca(n * sizeof(int));
  for (int i = 0; i < n; i++) a[i] = i;
  for (int i = n - 1; i >= 0; i--) sum += a[i];
  out[threadIdx.x] = sum;
}
