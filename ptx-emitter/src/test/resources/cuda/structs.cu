// entry:  structs
// launch: grid=1 block=16
// args:   const Body* in[16] = {id i, tag 65 + i % 3, mark -i, place {i, 2 i, 3 i}, more 7 i, weight 0.5 i}, Body* out[16], int pick = 3
// expect: out[t] = in[(t + pick) mod 16] with its place reversed and its weight raised by t; a Body has 32 bytes and no gaps
struct Body {
  int id;
  short tag, mark;
  float place[3];
  int more;
  double weight;
};
__device__ __noinline__ Body turned(Body b, int add) {
  Body r = b;
  for (int i = 0; i < 3; i++) r.place[i] = b.place[2 - i];
  r.weight += add;
  return r;
}
extern "C" __global__ void structs(const Body* in, Body* out, int pick) {
  Body local[4];
  for (int i = 0; i < 4; i++) local[i] = in[(threadIdx.x + i) & 15];
  out[threadIdx.x] = turned(local[pick & 3], threadIdx.x);
}
