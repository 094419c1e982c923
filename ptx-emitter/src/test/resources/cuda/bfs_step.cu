// entry:  bfsStep
// launch: grid=2 block=32
// args:   const int* row[65] = 2 i, const int* col[128] = even i: (i / 2 + 1) mod 64, odd i: (i / 2 * 3) mod 64, int* dist[64] = i == 5 ? 0 : -1, int level = 0, int* changed[1]
// expect: dist is 1 at the neighbours 6 and 15 of 5, else as before; changed[0] = 1
extern "C" __global__ void bfsStep(const int* row, const int* col, int* dist, int level, int* changed) {
  int v = blockIdx.x * blockDim.x + threadIdx.x;
  if (dist[v] != level) return;
  for (int e = row[v]; e < row[v + 1]; e++)
    if (atomicCAS(&dist[col[e]], -1, level + 1) == -1) *changed = 1;
}
