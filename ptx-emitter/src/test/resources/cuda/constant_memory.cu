// entry:  constantMemory
// launch: grid=1 block=32
// args:   float* out[32], int k = 2
// expect: out[t] = w[t % 4] * t + w[k] + bias + 7 where w = {0.5, 1, 2, 4} and bias = -3, that is with w[2] = 2
__constant__ float w[4] = {0.5f, 1.0f, 2.0f, 4.0f};
__constant__ double bias = -3.0;
__device__ const int* where = nullptr;
__device__ int seven[3] = {5, 6, 7};
__device__ int* last = &seven[2];
extern "C" __global__ void constantMemory(float* out, int k) {
  out[threadIdx.x] = w[threadIdx.x & 3] * threadIdx.x + w[k] + (float)bias + (where == nullptr ? *last : 0);
}
