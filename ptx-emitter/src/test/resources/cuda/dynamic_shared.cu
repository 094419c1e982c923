// entry:  dynamicShared
// launch: grid=2 block=32 shared=384
// args:   int* out[64]
// expect: out[32 b + t] = (31 - t) + 100 * ((t + 1) mod 32) + b, from an int array and a double array that share the launch's memory
extern __shared__ __align__(16) unsigned char pool[];
extern "C" __global__ void dynamicShared(int* out) {
  int* ints = (int*)pool;
  double* doubles = (double*)(pool + 128);
  int t = threadIdx.x;
  ints[t] = t;
  doubles[t] = 100.0 * t;
  __syncthreads();
  out[blockIdx.x * 32 + t] = ints[31 - t] + (int)doubles[(t + 1) & 31] + blockIdx.x;
}
