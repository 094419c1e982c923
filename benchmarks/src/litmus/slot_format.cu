// Litmus for docs/decisions/001: what one-pass readers of a 64-byte slot in mapped host memory see, and what each way of reading costs.
//
//   nvcc -O3 -std=c++17 -arch=sm_90 slot_format.cu -o slot_format && ./slot_format
//
// A host thread fills slots of a ring with 8-byte stores in a scrambled order; one warp reads. Every word carries its position (bits 1..) and, in bit 0,
// the phase of its lap. For each way of reading it prints messages per second, how many words were read from an older lap while the last word written by the
// host was already new ("torn": why a flag word alone does not do), and how many slots were accepted wrongly by the phases ("wrong": must be 0).
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cuda_runtime.h>
#include <thread>
#include <vector>

typedef unsigned long long u64;
#define CK(x) do { cudaError_t e = (x); if (e != cudaSuccess) { printf("%s: %s\n", #x, cudaGetErrorString(e)); exit(1); } } while (0)

static const u64 SLOTS = 1024;

__device__ __forceinline__ u64 ld(const u64 *p) { u64 v; asm volatile("ld.relaxed.sys.global.u64 %0,[%1];" : "=l"(v) : "l"(p) : "memory"); return v; }
__device__ __forceinline__ void ld2(const u64 *p, u64 &a, u64 &b) { asm volatile("ld.relaxed.sys.global.v2.u64 {%0,%1},[%2];" : "=l"(a), "=l"(b) : "l"(p) : "memory"); }
__device__ __forceinline__ void st(u64 *p, u64 v) { asm volatile("st.relaxed.sys.global.u64 [%0],%1;" ::"l"(p), "l"(v) : "memory"); }

// out: 0 messages, 1 torn words, 2 wrong slots
template <int WIDTH, bool VECTOR>
__global__ void reader(const u64 *ring, u64 *head, u64 total, u64 *stop, u64 *out) {
  int lane = threadIdx.x;
  u64 torn = 0, wrong = 0, n = 0, spins = 0;
  for (u64 p = lane; p < total; p += WIDTH) {
    const u64 *s = ring + (p & (SLOTS - 1)) * 8;
    u64 phase = (p / SLOTS & 1) ^ 1;
    u64 w[8];
    for (;;) {
      if (VECTOR) { for (int i = 0; i < 8; i += 2) ld2(s + i, w[i], w[i + 1]); }
      else { for (int i = 0; i < 8; i++) w[i] = ld(s + i); }
      u64 d = 0;
      for (int i = 0; i < 8; i++) d |= w[i] ^ phase;
      if (!(d & 1)) break;
      if (((w[7] ^ phase) & 1) == 0) for (int i = 0; i < 7; i++) torn += (w[i] ^ phase) & 1;
      if ((++spins & 0xfff) == 0 && ld(stop)) goto end;
    }
    for (int i = 0; i < 8; i++) wrong += (w[i] >> 1) != (p << 3 | i);
    n++;
    __syncwarp(__activemask());
    if (((p + 1) & 31) == 0) st(head, p + 1 > 64 ? p + 1 - 64 : 0);
  }
end:
  atomicAdd(out, n); atomicAdd(out + 1, torn); atomicAdd(out + 2, wrong);
}

__global__ void echo(const u64 *req, u64 *rep, u64 *stop, int vector) {
  for (u64 p = 0;; p++) {
    u64 phase = (p & 1) ^ 1, w[8], spins = 0;
    for (;;) {
      if (vector) { for (int i = 0; i < 8; i += 2) ld2(req + i, w[i], w[i + 1]); }
      else { for (int i = 0; i < 8; i++) w[i] = ld(req + i); }
      u64 d = 0;
      for (int i = 0; i < 8; i++) d |= w[i] ^ phase;
      if (!(d & 1)) break;
      if ((++spins & 0xff) == 0 && ld(stop)) return;
    }
    for (int i = 0; i < 8; i++) st(rep + i, w[i]);
  }
}

// Polls empty rings beside the echo, as idle workers do: one word or a whole slot a look, with a sleep between.
__global__ void idlers(const u64 *ring, u64 *stop, int words, unsigned sleep) {
  const u64 *s = ring + (u64)blockIdx.x * 64;
  u64 sum = 0;
  for (u64 n = 0;; n++) {
    for (int i = 0; i < words; i++) sum += ld(s + i);
    if (sum == 0x123456789) return;
    if ((n & 0xff) == 0 && ld(stop)) return;
    if (sleep) __nanosleep(sleep);
  }
}

static u64 now() { return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

template <int WIDTH, bool VECTOR> void run(const char *name, u64 *h, u64 *out) {
  u64 *ring = h, *head = h + SLOTS * 8, *stop = head + 16;
  for (u64 i = 0; i < SLOTS * 8 + 32; i++) h[i] = 0;
  CK(cudaMemset(out, 0, 24));
  const u64 total = 4u << 20;
  reader<WIDTH, VECTOR><<<1, WIDTH>>>(ring, head, total, stop, out);
  u64 t = now(), cached = 0;
  static const int order[8] = {7, 3, 0, 5, 1, 6, 2, 4}; // the last word first, so that a flag read alone shows what it misses
  for (u64 p = 0; p < total; p++) {
    while (p - cached >= SLOTS) { cached = __atomic_load_n(head, __ATOMIC_ACQUIRE); if (now() - t > 20000000000ull) { __atomic_store_n(stop, 1, __ATOMIC_RELEASE); p = total; break; } }
    if (p >= total) break;
    u64 *s = ring + (p & (SLOTS - 1)) * 8, phase = (p / SLOTS & 1) ^ 1;
    for (int k = 0; k < 8; k++) __atomic_store_n(s + order[k], (p << 3 | order[k]) << 1 | phase, __ATOMIC_RELAXED);
  }
  CK(cudaDeviceSynchronize());
  double sec = (now() - t) * 1e-9;
  u64 r[3]; CK(cudaMemcpy(r, out, 24, cudaMemcpyDeviceToHost));
  printf("%-28s %8.2f M msg/s  read %llu of %llu  torn %llu  wrong %llu\n", name, r[0] / sec / 1e6, r[0], total, r[1], r[2]);
}

static void roundtrip(const char *name, u64 *h, int vector, int idle, int words, unsigned sleep) {
  for (int i = 0; i < (1 << 16); i++) h[i] = 0;
  u64 *req = h, *rep = h + 64, *stop = h + 128, *rings = h + 1024;
  cudaStream_t a, b; CK(cudaStreamCreateWithFlags(&a, cudaStreamNonBlocking)); CK(cudaStreamCreateWithFlags(&b, cudaStreamNonBlocking));
  if (idle) idlers<<<idle, 1, 0, b>>>(rings, stop, words, sleep);
  echo<<<1, 1, 0, a>>>(req, rep, stop, vector);
  const int N = 100000; std::vector<u64> l(N); u64 begin = now();
  for (int r = 0; r < 2; r++) for (int i = 0; i < N; i++) {
    u64 p = (u64)r * N + i, phase = (p & 1) ^ 1, t = now();
    for (int k = 0; k < 8; k++) __atomic_store_n(req + k, p << 1 | phase, __ATOMIC_RELAXED);
    for (;;) { u64 d = 0; for (int k = 0; k < 8; k++) d |= __atomic_load_n(rep + k, __ATOMIC_RELAXED) ^ phase; if (!(d & 1)) break; if (now() - begin > 20000000000ull) { printf("%s: no answer\n", name); r = 2; i = N; break; } }
    if (i < N) l[i] = now() - t;
  }
  __atomic_store_n(stop, 1, __ATOMIC_RELEASE); CK(cudaDeviceSynchronize());
  std::sort(l.begin(), l.end());
  printf("%-48s p50 %llu p99 %llu min %llu ns\n", name, l[N / 2], l[N * 99 / 100], l[0]);
}

int main() {
  u64 *h, *out;
  CK(cudaHostAlloc(&h, 1 << 20, cudaHostAllocMapped | cudaHostAllocPortable));
  CK(cudaMalloc(&out, 64));
  run<1, false>("1 lane, 8 scalars", h, out);
  run<1, true>("1 lane, 4 pairs", h, out);
  run<32, false>("32 lanes, 8 scalars each", h, out);
  run<32, true>("32 lanes, 4 pairs each", h, out);
  roundtrip("round trip, scalars", h, 0, 0, 0, 0);
  roundtrip("round trip, pairs", h, 1, 0, 0, 0);
  roundtrip("scalars, 130 idlers, 1 word", h, 0, 130, 1, 0);
  roundtrip("scalars, 130 idlers, 1 word, 500 ns", h, 0, 130, 1, 500);
  roundtrip("scalars, 130 idlers, 1 word, 1000 ns", h, 0, 130, 1, 1000);
  roundtrip("scalars, 130 idlers, slot", h, 0, 130, 8, 0);
  roundtrip("pairs, 130 idlers, 1 word, 1000 ns", h, 1, 130, 1, 1000);
}
