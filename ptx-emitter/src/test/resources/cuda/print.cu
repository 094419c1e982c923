// entry:  print
// launch: grid=1 block=2
// args:   int* out[2]
// expect: the output, in any order of the two lines, "lane 0: 1.500000 a 42" and "lane 1: 2.500000 b 43"; out[t] = 3 (the number of arguments printed, less the lane)
#include <cstdio>
extern "C" __global__ void print(int* out) {
  int t = threadIdx.x;
  out[t] = printf("lane %d: %f %c %lld\n", t, t + 1.5, 'a' + t, 42ll + t) - 1;
}
