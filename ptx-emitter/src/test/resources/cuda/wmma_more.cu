// entry:  wmmaBfloat
// launch: grid=1 block=32
// args:   const unsigned short* a[256] = bits of bfloat16(i % 7 - 3), const unsigned short* b[256] = bits of bfloat16(i % 4), float* c[256]
// expect: c = a times b, where b is column-major, stored column-major (exact)
// entry:  wmmaHalfAccumulate
// launch: grid=1 block=32
// args:   const unsigned short* a[256] = bits of half(i % 2), const unsigned short* b[256] = bits of half(i % 3), unsigned short* c[256]
// expect: c = a times b as half (exact)
// entry:  wmmaBytes
// launch: grid=1 block=32
// args:   const signed char* a[256] = i % 11 - 5, const signed char* b[256] = i % 9 - 4, int* c[256]
// expect: c = a times b, where b is column-major
#include <mma.h>
using namespace nvcuda;
extern "C" __global__ void wmmaBfloat(const __nv_bfloat16* a, const __nv_bfloat16* b, float* c) {
  wmma::fragment<wmma::matrix_a, 16, 16, 16, __nv_bfloat16, wmma::row_major> fa;
  wmma::fragment<wmma::matrix_b, 16, 16, 16, __nv_bfloat16, wmma::col_major> fb;
  wmma::fragment<wmma::accumulator, 16, 16, 16, float> fc;
  wmma::fill_fragment(fc, 0.0f);
  wmma::load_matrix_sync(fa, a, 16);
  wmma::load_matrix_sync(fb, b, 16);
  wmma::mma_sync(fc, fa, fb, fc);
  wmma::store_matrix_sync(c, fc, 16, wmma::mem_col_major);
}
extern "C" __global__ void wmmaHalfAccumulate(const __half* a, const __half* b, __half* c) {
  wmma::fragment<wmma::matrix_a, 16, 16, 16, __half, wmma::row_major> fa;
  wmma::fragment<wmma::matrix_b, 16, 16, 16, __half, wmma::row_major> fb;
  wmma::fragment<wmma::accumulator, 16, 16, 16, __half> fc;
  wmma::fill_fragment(fc, __float2half(0.0f));
  wmma::load_matrix_sync(fa, a, 16);
  wmma::load_matrix_sync(fb, b, 16);
  wmma::mma_sync(fc, fa, fb, fc);
  wmma::store_matrix_sync(c, fc, 16, wmma::mem_row_major);
}
extern "C" __global__ void wmmaBytes(const signed char* a, const signed char* b, int* c) {
  wmma::fragment<wmma::matrix_a, 16, 16, 16, signed char, wmma::row_major> fa;
  wmma::fragment<wmma::matrix_b, 16, 16, 16, signed char, wmma::col_major> fb;
  wmma::fragment<wmma::accumulator, 16, 16, 16, int> fc;
  wmma::fill_fragment(fc, 0);
  wmma::load_matrix_sync(fa, a, 16);
  wmma::load_matrix_sync(fb, b, 16);
  wmma::mma_sync(fc, fa, fb, fc);
  wmma::store_matrix_sync(c, fc, 16, wmma::mem_row_major);
}
