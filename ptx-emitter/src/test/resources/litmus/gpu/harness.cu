// Counts the outcomes of litmus tests on a GPU and prints them as JSON.
//
//   nvcc -std=c++17 -O2 -arch=sm_90a -o litmus litmus.cu && ./litmus 1 > histogram.json
//
// The argument scales the number of instances; 1 is about a minute on an H200. Each lane of a
// thread's warp runs an instance of its own, on memory that nobody used before. Tests stand between
// the two marks, which the generator fills.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <thread>
#include <vector>
#include <cuda_runtime.h>

#define CHECK(call)                                                                       \
  do {                                                                                    \
    cudaError_t error = (call);                                                           \
    if (error != cudaSuccess) {                                                           \
      fprintf(stderr, "%s:%d: %s: %s\n", __FILE__, __LINE__, #call, cudaGetErrorString(error)); \
      exit(1);                                                                            \
    }                                                                                     \
  } while (0)

constexpr int MOST_VARIABLES = 8;
constexpr int MOST_RESULTS = 12;
constexpr int STRESS_WORDS = 1 << 20;

struct Arguments {
  unsigned char* variables[MOST_VARIABLES];
  unsigned long long* results[MOST_RESULTS];
  unsigned* meeting;             // a line of 32 words for each team
  unsigned* finished;            // role warps that are through
  unsigned* stressed;            // memory that nobody reads for its values
  volatile unsigned* gpuReady;   // in host memory: iterations that the GPU has started
  volatile unsigned* hostReady;
  int teams;
  int roles;
  int iterations;
  unsigned seed;
};

__device__ unsigned mix(unsigned x) {
  x ^= x >> 16;
  x *= 0x7feb352du;
  x ^= x >> 15;
  x *= 0x846ca68bu;
  return x ^ x >> 16;
}

__device__ unsigned sharedAddress(const void* pointer) {
  return (unsigned) __cvta_generic_to_shared(pointer);
}

__device__ unsigned remote(unsigned address, unsigned rank) {
  unsigned mapped;
  asm volatile("mapa.shared::cluster.u32 %0, %1, %2;" : "=r"(mapped) : "r"(address), "r"(rank));
  return mapped;
}

__device__ void clusterBarrier() {
  asm volatile("barrier.cluster.arrive;\nbarrier.cluster.wait;" ::: "memory");
}

__device__ void initMbarrier(const void* pointer, unsigned count) {
  asm volatile("mbarrier.init.shared::cta.b64 [%0], %1;"
               :: "r"(sharedAddress(pointer)), "r"(count) : "memory");
}

/** Brings the old value into the caches near the thread, so that it can be found there later. */
__device__ void warm(const void* pointer) {
  unsigned value;
  asm volatile("ld.weak.global.u8 %0, [%1];" : "=r"(value) : "l"(pointer) : "memory");
  (void) value;
}

__device__ void delay(unsigned rounds) {
  for (unsigned i = 0; i < rounds; i++) {
    asm volatile("" ::: "memory");
  }
}

/** Meets the other threads of the test, by relaxed operations that order nothing. */
__device__ void start(const Arguments& a, int team, unsigned target, int role, int iteration) {
  __syncwarp();
  if (threadIdx.x % 32 == 0) {
    unsigned* meeting = a.meeting + team * 32;
    asm volatile("red.relaxed.gpu.global.add.u32 [%0], 1;" :: "l"(meeting) : "memory");
    unsigned seen;
    do {
      asm volatile("ld.relaxed.gpu.global.u32 %0, [%1];" : "=r"(seen) : "l"(meeting) : "memory");
    } while (seen < target);
  }
  __syncwarp();
  unsigned chance = mix(a.seed ^ mix(iteration * 97u + team) ^ role * 0x9e3779b9u);
  delay(chance & 7 ? chance >> 8 & 31 : chance >> 8 & 511);
}

__device__ void startWithHost(const Arguments& a, int iteration) {
  __syncwarp();
  if (threadIdx.x % 32 == 0) {
    *a.gpuReady = iteration + 1;
    while (*a.hostReady < iteration + 1u) {
    }
  }
  __syncwarp();
  delay(mix(a.seed + iteration) & 255);
}

/** Keeps the memory system busy until all tests are through. */
__device__ void stress(const Arguments& a) {
  unsigned at = mix(a.seed + blockIdx.x * 131u + threadIdx.x);
  volatile unsigned* memory = a.stressed;
  volatile unsigned* finished = a.finished;
  do {
    for (int i = 0; i < 64; i++) {
      at = mix(at);
      if (at & 1) {
        memory[at >> 4 & (STRESS_WORDS - 1)] = at;
      } else {
        at += memory[at >> 4 & (STRESS_WORDS - 1)];
      }
    }
  } while (*finished < (unsigned) (a.teams * a.roles));
}

// TESTS

struct Variable {
  int elements;
  int bytes;
  unsigned long long initial;
};

struct Observed {
  const char* name;
  int variable;    // -1 for a register
  int offset;      // bytes into the variable, or the number of the result
  int bytes;
};

struct Test {
  const char* name;
  const char* digest;
  void (*kernel)(Arguments);
  void (*host)(const Arguments&, size_t);
  int clusterSize;
  int clusters;
  int threads;
  int roles;
  std::vector<Variable> variables;
  std::vector<Observed> observed;
};

static const std::vector<Test> TESTS = {
// TABLE
};

/** A place where equal outcomes are counted. */
struct Entry {
  unsigned long long key;
  unsigned long long count;
  unsigned long long values[MOST_RESULTS];
};

constexpr int ENTRIES = 4096;

struct Sources {
  int count;
  const unsigned char* base[MOST_RESULTS];
  int stride[MOST_RESULTS];
  int bytes[MOST_RESULTS];
};

__host__ __device__ inline unsigned long long valueAt(const Sources& s, int column, size_t slot) {
  const unsigned char* at = s.base[column] + slot * s.stride[column];
  switch (s.bytes[column]) {
    case 1: return *at;
    case 2: return *(const unsigned short*) at;
    case 4: return *(const unsigned int*) at;
    default: return *(const unsigned long long*) at;
  }
}

__global__ void tally(Sources sources, size_t slots, Entry* entries) {
  for (size_t slot = blockIdx.x * (size_t) blockDim.x + threadIdx.x; slot < slots;
       slot += (size_t) gridDim.x * blockDim.x) {
    unsigned long long key = 0x9e3779b97f4a7c15ull;
    for (int c = 0; c < sources.count; c++) {
      key = (key ^ valueAt(sources, c, slot)) * 0xff51afd7ed558ccdull;
      key ^= key >> 32;
    }
    key |= 1;
    unsigned active = __activemask();
    unsigned same = __match_any_sync(active, key);
    if ((same & (1u << threadIdx.x % 32) - 1) != 0) {
      continue;
    }
    for (unsigned at = key >> 20 & ENTRIES - 1;; at = at + 1 & ENTRIES - 1) {
      unsigned long long old = atomicCAS(&entries[at].key, 0ull, key);
      if (old == 0) {
        for (int c = 0; c < sources.count; c++) {
          entries[at].values[c] = valueAt(sources, c, slot);
        }
      }
      if (old == 0 || old == key) {
        atomicAdd(&entries[at].count, (unsigned long long) __popc(same));
        break;
      }
    }
  }
}

template <typename T>
__global__ void fill(T* memory, size_t count, T value) {
  for (size_t i = blockIdx.x * (size_t) blockDim.x + threadIdx.x; i < count;
       i += (size_t) gridDim.x * blockDim.x) {
    memory[i] = value;
  }
}

static void fillWith(unsigned char* memory, const Variable& v, size_t slots) {
  size_t count = slots * v.elements;
  switch (v.bytes) {
    case 1: fill<<<512, 256>>>(memory, count, (unsigned char) v.initial); break;
    case 2: fill<<<512, 256>>>((unsigned short*) memory, count, (unsigned short) v.initial); break;
    case 4: fill<<<512, 256>>>((unsigned*) memory, count, (unsigned) v.initial); break;
    default: fill<<<512, 256>>>((unsigned long long*) memory, count, v.initial);
  }
  CHECK(cudaGetLastError());
}

using Histogram = std::map<std::vector<unsigned long long>, unsigned long long>;

static Sources sourcesOf(const Test& test, const Arguments& a) {
  Sources s = {};
  for (const Observed& o : test.observed) {
    int c = s.count++;
    bool isRegister = o.variable < 0;
    s.base[c] = isRegister ? (const unsigned char*) a.results[o.offset]
                           : a.variables[o.variable] + o.offset;
    s.stride[c] = isRegister
        ? 8 : test.variables[o.variable].elements * test.variables[o.variable].bytes;
    s.bytes[c] = o.bytes;
  }
  return s;
}

static void launch(const Test& test, const Arguments& a, int blocks) {
  cudaLaunchConfig_t config = {};
  config.gridDim = dim3(blocks);
  config.blockDim = dim3(test.threads);
  cudaLaunchAttribute attribute;
  attribute.id = cudaLaunchAttributeClusterDimension;
  attribute.val.clusterDim.x = test.clusterSize;
  attribute.val.clusterDim.y = 1;
  attribute.val.clusterDim.z = 1;
  config.attrs = &attribute;
  config.numAttrs = 1;
  CHECK(cudaLaunchKernelEx(&config, test.kernel, a));
}

static unsigned long long runOnGpu(const Test& test, int launches, Histogram& histogram) {
  cudaDeviceProp device;
  CHECK(cudaGetDeviceProperties(&device, 0));
  // Two small blocks on each SM: all are resident, or the tests would wait for each other forever.
  int clusters = device.multiProcessorCount * 2 / test.clusterSize;
  Arguments a = {};
  a.teams = clusters / test.clusters * 2 / 3;
  a.teams = a.teams < 1 ? 1 : a.teams;
  a.roles = test.roles;
  a.iterations = 256;
  size_t slots = (size_t) a.teams * a.iterations * 32;
  for (size_t i = 0; i < test.variables.size(); i++) {
    const Variable& v = test.variables[i];
    CHECK(cudaMalloc(&a.variables[i], slots * v.elements * v.bytes));
  }
  for (const Observed& o : test.observed) {
    if (o.variable < 0) {
      CHECK(cudaMalloc(&a.results[o.offset], slots * 8));
    }
  }
  CHECK(cudaMalloc(&a.meeting, a.teams * 32 * sizeof(unsigned)));
  CHECK(cudaMalloc(&a.finished, sizeof(unsigned)));
  CHECK(cudaMalloc(&a.stressed, STRESS_WORDS * sizeof(unsigned)));
  Entry* entries;
  CHECK(cudaMalloc(&entries, ENTRIES * sizeof(Entry)));
  CHECK(cudaMemset(entries, 0, ENTRIES * sizeof(Entry)));
  for (int l = 0; l < launches; l++) {
    a.seed = l * 7919u + 17u;
    for (size_t i = 0; i < test.variables.size(); i++) {
      fillWith(a.variables[i], test.variables[i], slots);
    }
    CHECK(cudaMemset(a.meeting, 0, a.teams * 32 * sizeof(unsigned)));
    CHECK(cudaMemset(a.finished, 0, sizeof(unsigned)));
    launch(test, a, clusters * test.clusterSize);
    tally<<<256, 256>>>(sourcesOf(test, a), slots, entries);
    CHECK(cudaGetLastError());
  }
  CHECK(cudaDeviceSynchronize());
  std::vector<Entry> copied(ENTRIES);
  CHECK(cudaMemcpy(copied.data(), entries, ENTRIES * sizeof(Entry), cudaMemcpyDeviceToHost));
  for (const Entry& e : copied) {
    if (e.count > 0) {
      histogram[{e.values, e.values + test.observed.size()}] += e.count;
    }
  }
  for (unsigned char* memory : a.variables) {
    CHECK(cudaFree(memory));
  }
  for (unsigned long long* memory : a.results) {
    CHECK(cudaFree(memory));
  }
  CHECK(cudaFree(a.meeting));
  CHECK(cudaFree(a.finished));
  CHECK(cudaFree(a.stressed));
  CHECK(cudaFree(entries));
  return slots * launches;
}

static unsigned long long runWithHost(const Test& test, int iterations, Histogram& histogram) {
  Arguments a = {};
  a.teams = 1;
  a.roles = test.roles;
  a.iterations = iterations;
  a.seed = 17;
  size_t slots = (size_t) iterations * 32;
  for (size_t i = 0; i < test.variables.size(); i++) {
    const Variable& v = test.variables[i];
    CHECK(cudaHostAlloc((void**) &a.variables[i], slots * v.elements * v.bytes,
                        cudaHostAllocMapped));
    for (size_t e = 0; e < slots * v.elements; e++) {
      memcpy(a.variables[i] + e * v.bytes, &v.initial, v.bytes);
    }
  }
  for (const Observed& o : test.observed) {
    if (o.variable < 0) {
      CHECK(cudaHostAlloc((void**) &a.results[o.offset], slots * 8, cudaHostAllocMapped));
    }
  }
  unsigned* flags;
  CHECK(cudaHostAlloc((void**) &flags, 1024, cudaHostAllocMapped));
  memset(flags, 0, 1024);
  a.gpuReady = flags;
  a.hostReady = flags + 64;
  CHECK(cudaMalloc(&a.finished, sizeof(unsigned)));
  CHECK(cudaMemset(a.finished, 0, sizeof(unsigned)));
  launch(test, a, test.clusterSize * test.clusters);
  for (int i = 0; i < iterations; i++) {
    for (unsigned spins = 1;
         __atomic_load_n((unsigned*) a.gpuReady, __ATOMIC_RELAXED) < i + 1u; spins++) {
      if (spins % (1u << 24) == 0 && cudaStreamQuery(0) != cudaErrorNotReady) {
        CHECK(cudaDeviceSynchronize());
        fprintf(stderr, "%s ended early\n", test.name);
        exit(1);
      }
    }
    __atomic_store_n((unsigned*) a.hostReady, i + 1u, __ATOMIC_RELAXED);
    for (unsigned spin = (i * 2654435761u) >> 22; spin > 0; spin--) {
      asm volatile("" ::: "memory");
    }
    for (int lane = 0; lane < 32; lane++) {
      test.host(a, (size_t) i * 32 + lane);
    }
  }
  CHECK(cudaDeviceSynchronize());
  Sources sources = sourcesOf(test, a);
  for (size_t slot = 0; slot < slots; slot++) {
    std::vector<unsigned long long> values;
    for (int c = 0; c < sources.count; c++) {
      values.push_back(valueAt(sources, c, slot));
    }
    histogram[values]++;
  }
  for (unsigned char* memory : a.variables) {
    CHECK(cudaFreeHost(memory));
  }
  for (unsigned long long* memory : a.results) {
    CHECK(cudaFreeHost(memory));
  }
  CHECK(cudaFreeHost(flags));
  CHECK(cudaFree(a.finished));
  return slots;
}

int main(int count, char** arguments) {
  double scale = count > 1 ? atof(arguments[1]) : 1;
  int launches = scale * 24 < 1 ? 1 : (int) (scale * 24);
  int iterations = scale * 40000 < 100 ? 100 : (int) (scale * 40000);
  cudaDeviceProp device;
  CHECK(cudaGetDeviceProperties(&device, 0));
  int driver;
  CHECK(cudaDriverGetVersion(&driver));
  printf("{\"device\": \"%s\", \"driver\": %d, \"tests\": [\n", device.name, driver);
  for (size_t i = 0; i < TESTS.size(); i++) {
    const Test& test = TESTS[i];
    Histogram histogram;
    unsigned long long instances = test.host == nullptr
        ? runOnGpu(test, launches, histogram)
        : runWithHost(test, iterations, histogram);
    fprintf(stderr, "%zu/%zu %s\n", i + 1, TESTS.size(), test.name);
    printf("{\"name\": \"%s\", \"digest\": \"%s\", \"instances\": %llu, \"observed\": [",
           test.name, test.digest, instances);
    for (size_t c = 0; c < test.observed.size(); c++) {
      printf("%s\"%s\"", c == 0 ? "" : ", ", test.observed[c].name);
    }
    printf("], \"outcomes\": [");
    bool first = true;
    for (const auto& entry : histogram) {
      printf("%s[", first ? "" : ", ");
      for (unsigned long long value : entry.first) {
        printf("%llu, ", value);
      }
      printf("%llu]", entry.second);
      first = false;
    }
    printf("]}%s\n", i + 1 == TESTS.size() ? "" : ",");
  }
  printf("]}\n");
  return 0;
}
