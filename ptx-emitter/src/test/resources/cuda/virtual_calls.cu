// entry:  virtualCalls
// launch: grid=1 block=32
// args:   double* out[32]
// expect: out[t] = 3 t * t for even t (a square of side t, thrice) and 3 * 2 t for odd t (a strip of length t)
struct Shape {
  __device__ virtual double area() const = 0;
  __device__ virtual int times() const { return 3; }
};
struct Square : Shape {
  double side;
  __device__ explicit Square(double s) : side(s) {}
  __device__ double area() const override { return side * side; }
};
struct Strip : Shape {
  double length;
  __device__ explicit Strip(double l) : length(l) {}
  __device__ double area() const override { return length * 2; }
};
__device__ __noinline__ double total(const Shape* s) { return s->area() * s->times(); }
extern "C" __global__ void virtualCalls(double* out) {
  Square a(threadIdx.x);
  Strip b(threadIdx.x);
  out[threadIdx.x] = total(threadIdx.x & 1 ? (const Shape*)&b : (const Shape*)&a);
}
