// entry:  mandelbrot
// launch: grid=4,4 block=8,8
// args:   int* out[32 * 32], int limit = 64
// expect: out[32 y + x] = steps until |z|^2 > 4 from c = (-2 + x / 12.8, -1.25 + y / 12.8), limit at most, in doubles with a fused product where fma is written
extern "C" __global__ void mandelbrot(int* out, int limit) {
  int px = blockIdx.x * 8 + threadIdx.x, py = blockIdx.y * 8 + threadIdx.y;
  double cx = -2.0 + px * 0.078125, cy = -1.25 + py * 0.078125, x = 0, y = 0;
  int n = 0;
  while (n < limit && fma(x, x, __dmul_rn(y, y)) <= 4.0) {
    double next = fma(x, x, fma(-y, y, cx));
    y = fma(2.0 * x, y, cy);
    x = next;
    n++;
  }
  out[py * 32 + px] = n;
}
