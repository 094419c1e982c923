// entry:  stencil3d
// launch: grid=2,2 block=8,8
// args:   const float* in[16 * 16 * 10] = i % 31, float* out[16 * 16 * 10], int nx = 16, int ny = 16, int nz = 10
// expect: inside, out[z][y][x] = sum of the six neighbours - 6 * in[z][y][x]; at the border 0 (exact)
extern "C" __global__ void stencil3d(const float* __restrict__ in, float* out, int nx, int ny, int nz) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x < 1 || y < 1 || x >= nx - 1 || y >= ny - 1) return;
  int plane = nx * ny, i = y * nx + x;
  float below = in[i], here = in[i + plane];
  for (int z = 1; z < nz - 1; z++) {
    i += plane;
    float above = in[i + plane];
    out[i] = below + above + in[i - 1] + in[i + 1] + in[i - nx] + in[i + nx] - 6.0f * here;
    below = here;
    here = above;
  }
}
