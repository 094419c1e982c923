// entry:  divergence
// launch: grid=1 block=64
// args:   int* out[64]
// expect: out[t] = number of steps of the Collatz sequence from t + 1 to 1, plus 1000 * (lanes of t's warp whose t is a multiple of 3)
extern "C" __global__ void divergence(int* out) {
  int t = threadIdx.x, n = t + 1, steps = 0;
  while (n != 1) {
    n = n & 1 ? 3 * n + 1 : n / 2;
    steps++;
  }
  __syncwarp();
  unsigned threes = __ballot_sync(0xffffffffu, t % 3 == 0);
  switch (t % 4) {
    case 0: steps += 0; break;
    case 1: steps ^= 0; break;
    default: if (steps < 0) return;
  }
  out[t] = steps + 1000 * __popc(threes);
}
