// entry:  stencil2d
// launch: grid=2,4 block=16,8
// args:   const double* in[32 * 32] = (i * 3) % 19, double* out[32 * 32], int w = 32, int h = 32
// expect: out[y][x] = in[y][x] at the border, else 0.25 * (in[y-1][x] + in[y+1][x] + in[y][x-1] + in[y][x+1]) (exact)
extern "C" __global__ void stencil2d(const double* in, double* out, int w, int h) {
  int x = blockIdx.x * blockDim.x + threadIdx.x, y = blockIdx.y * blockDim.y + threadIdx.y;
  if (x >= w || y >= h) return;
  int i = y * w + x;
  bool edge = x == 0 || y == 0 || x == w - 1 || y == h - 1;
  out[i] = edge ? in[i] : 0.25 * (in[i - w] + in[i + w] + in[i - 1] + in[i + 1]);
}
