// entry:  functionPointers
// launch: grid=1 block=32
// args:   int* out[32]
// expect: out[t] = t + 1, 2 t, t * t, -t for t mod 4 = 0, 1, 2, 3
typedef int (*Op)(int);
__device__ __noinline__ int increment(int x) { return x + 1; }
__device__ __noinline__ int twice(int x) { return 2 * x; }
__device__ __noinline__ int square(int x) { return x * x; }
__device__ __noinline__ int negate(int x) { return -x; }
__device__ Op table[4] = {increment, twice, square, negate};
extern "C" __global__ void functionPointers(int* out) { out[threadIdx.x] = table[threadIdx.x & 3](threadIdx.x); }
