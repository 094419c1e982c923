// entry:  registerBudget
// arch:   sm_90a
// launch: grid=1 block=256
// args:   int* out[256]
// expect: out[t] = 3 t (warp groups give up and take registers, which changes no result)
extern "C" __global__ void __launch_bounds__(256, 1) registerBudget(int* out) {
  int t = threadIdx.x;
  if (t < 128) {
    asm volatile("setmaxnreg.dec.sync.aligned.u32 40;");
  } else {
    asm volatile("setmaxnreg.inc.sync.aligned.u32 232;");
  }
  out[t] = 3 * t;
}
