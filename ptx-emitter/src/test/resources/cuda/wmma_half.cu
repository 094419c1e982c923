// entry:  wmmaHalf
// launch: grid=1 block=32
// args:   const unsigned short* a[16 * 32] = bits of half(i % 5 - 2), const unsigned short* b[32 * 16] = bits of half(i % 3 - 1), float* c[256] = i
// expect: c[r * 16 + s] += sum over q < 32 of a[r * 32 + q] * b[q * 16 + s] (exact)
#include <mma.h>
using namespace nvcuda;
extern "C" __global__ void wmmaHalf(const __half* a, const __half* b, float* c) {
  wmma::fragment<wmma::matrix_a, 16, 16, 16, __half, wmma::row_major> fa;
  wmma::fragment<wmma::matrix_b, 16, 16, 16, __half, wmma::row_major> fb;
  wmma::fragment<wmma::accumulator, 16, 16, 16, float> fc;
  wmma::load_matrix_sync(fc, c, 16, wmma::mem_row_major);
  for (int k = 0; k < 32; k += 16) {
    wmma::load_matrix_sync(fa, a + k, 32);
    wmma::load_matrix_sync(fb, b + k * 16, 16);
    wmma::mma_sync(fc, fa, fb, fc);
  }
  wmma::store_matrix_sync(c, fc, 16, wmma::mem_row_major);
}
