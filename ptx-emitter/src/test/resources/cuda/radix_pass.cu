// entry:  radixPass
// launch: grid=1 block=256
// args:   const unsigned* in[256] = (i * 2654435761) mod 2^32, unsigned* out[256], int shift = 28
// expect: out is in, stably sorted by bits shift .. shift + 3
extern "C" __global__ void radixPass(const unsigned* in, unsigned* out, int shift) {
  __shared__ unsigned counts[16][8];
  __shared__ unsigned start[16][8];
  int t = threadIdx.x, warp = t >> 5, lane = t & 31;
  unsigned key = in[t], digit = (key >> shift) & 15u;
  unsigned peers = __match_any_sync(0xffffffffu, digit);
  unsigned rank = __popc(peers & ((1u << lane) - 1u));
  if (t < 128) counts[t >> 3][t & 7] = 0;
  __syncthreads();
  if (rank == 0) counts[digit][warp] = __popc(peers);
  __syncthreads();
  if (t == 0) {
    unsigned sum = 0;
    for (int d = 0; d < 16; d++)
      for (int w = 0; w < 8; w++) {
        start[d][w] = sum;
        sum += counts[d][w];
      }
  }
  __syncthreads();
  out[start[digit][warp] + rank] = key;
}
