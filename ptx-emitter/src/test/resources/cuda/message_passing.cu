// entry:  messagePassing
// launch: grid=2 block=32 cooperative
// args:   volatile int* data[32], int* flag[1], int* out[32]
// expect: out[t] = 7 t + 1 (block 0 writes and releases by a fence and a volatile flag, block 1 waits and reads)
extern "C" __global__ void messagePassing(volatile int* data, int* flag, int* out) {
  int t = threadIdx.x;
  volatile int* f = flag;
  if (blockIdx.x == 0) {
    data[t] = 7 * t + 1;
    __threadfence();
    __syncthreads();
    if (t == 0) *f = 1;
  } else {
    if (t == 0)
      while (*f == 0) __nanosleep(20);
    __syncthreads();
    __threadfence();
    out[t] = data[t];
  }
}
