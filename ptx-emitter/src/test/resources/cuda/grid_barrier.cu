// entry:  gridBarrier
// launch: grid=4 block=64 cooperative
// args:   int* a[256] = i, int* b[256], int steps = 5
// expect: steps times b[j] = a[(j + 1) mod 256] + 1 and the other way round in turn; after 5 steps b[j] = (j + 5) mod 256 + 5
#include <cooperative_groups.h>
namespace cg = cooperative_groups;
extern "C" __global__ void gridBarrier(int* a, int* b, int steps) {
  cg::grid_group grid = cg::this_grid();
  unsigned n = grid.size(), i = grid.thread_rank();
  for (int s = 0; s < steps; s++) {
    b[i] = a[(i + 1) % n] + 1;
    grid.sync();
    int* t = a;
    a = b;
    b = t;
  }
}
