// Runs every case of a plan on the GPU and writes what it computed: a digest for each result, and the values themselves
// where they differ from what the plan expects or where the instruction is approximate.
//
//   truth PLAN_FOLDER OUTPUT_FOLDER
//
// The plan and the cubins come from dev.ringkernel.ptx.sim.truth.TruthPlan. Inputs are made here by the rules of its class
// Inputs; their digests are compared, so that the two cannot part.

#include <cuda_runtime_api.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

typedef uint64_t u64;
typedef int64_t s64;

[[noreturn]] static void fail(const std::string &what) {
  fprintf(stderr, "truth: %s\n", what.c_str());
  exit(1);
}

static void check(cudaError_t result, const std::string &what) {
  if (result != cudaSuccess) fail(what + ": " + cudaGetErrorString(result));
}

// ---- SplitMix64, as dev.ringkernel.ptx.sim.truth.Mix

static u64 finish(u64 bits) {
  u64 z = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ z >> 27) * 0x94d049bb133111ebull;
  return z ^ z >> 31;
}

static u64 fold(u64 digest, u64 value) { return finish((digest ^ value) + 0x9e3779b97f4a7c15ull); }

struct Mix {
  u64 state;
  explicit Mix(u64 seed) : state(seed) {}
  u64 next() { return finish(state += 0x9e3779b97f4a7c15ull); }
  int below(int bound) { return (int)((next() >> 33) % (u64)bound); }
};

// ---- Inputs, as dev.ringkernel.ptx.sim.truth.Inputs

struct Slot {
  char kind;
  int width, fraction, lanes;
};

static std::vector<u64> integerEdges(int width) {
  u64 mask = ~0ull >> (64 - width), top = 1ull << (width - 1), half = 1ull << (width / 2);
  std::vector<u64> list = {
      0, 1, ~0ull, top, top - 1, 2, 31, 32, 3, (u64)-2, 7, 0x80, 33, 63, 64, 0x7f,
      8, 15, 16, 65, 127, 128, 255, 256, 257, 0x5555555555555555ull, 0xaaaaaaaaaaaaaaaaull,
      0x00ff00ff00ff00ffull, 0x8000, 0x7fff, 0xffff, 0x10000, 0x7fffff, 0x800000, 0xffffff, 0x1000000,
      0x7fffffff, 0x80000000ull, 0xffffffffull, 0x100000000ull, half, half - 1, half + 1, top + 1, top / 2,
      top / 2 - 1, top / 2 * 3, 5, 6, 9, 10, 100, 1000, 0x3210, 0x7654, 0xfedc, 0x12345678,
      0x9abcdef0ull, 0xff, 0xff00, 0xff0000, 0xff000000ull, (u64)-128, (u64)-32768};
  // The Java list halves a signed number: its 64-bit top is negative.
  if (width == 64) {
    list[44] = (u64)((s64)top / 2);
    list[45] = (u64)((s64)top / 2 - 1);
    list[46] = (u64)((s64)top / 2) * 3;
  }
  for (u64 &v : list) v &= mask;
  return list;
}

static std::vector<u64> floatEdges(int width, int fraction) {
  int most = (1 << (width - 1 - fraction)) - 1;
  u64 bias = most / 2, sign = 1ull << (width - 1), one = bias << fraction, infinity = (u64)most << fraction;
  u64 quiet = 1ull << (fraction - 1), least = 1ull << fraction;
  std::vector<u64> list = {
      0, sign, one, sign | one, infinity, sign | infinity, infinity | quiet, 1,
      least - 1, least, infinity - 1, one + 1, one - 1, sign | (least + 1),
      (bias - 1) << fraction, sign | infinity | 1,
      sign | 1, sign | (least - 1), sign | least, sign | (infinity - 1), infinity | (least - 1),
      sign | infinity | (least - 1), infinity | quiet | 5, sign | infinity | quiet | 3,
      infinity | 2, one | quiet, (bias + 1) << fraction, (bias + 1) << fraction | quiet,
      one + least - 1, (bias + 2) << fraction, sign | (bias + 1) << fraction,
      sign | one | quiet, sign | (bias - 1) << fraction, (bias - 1) << fraction | quiet,
      sign | (one + 1), sign | (one - 1), least + 1, 2, 3, quiet, quiet + 1, quiet - 1,
      (bias + 1) / 2 << fraction, bias / 2 << fraction | 1, bias / 2 << fraction,
      (bias + bias / 2) << fraction, sign | (bias + bias / 2) << fraction | quiet,
      infinity - 2, infinity - quiet};
  for (int power : {fraction + 1, fraction, 2}) {
    if ((u64)power < bias) {
      u64 ulp = (bias - power) << fraction;
      for (u64 v : {ulp, ulp + 1, ulp - 1, sign | ulp}) list.push_back(v);
    }
  }
  for (int power : {fraction, fraction - 1, 7, 8, 15, 16, 31, 32, 63, 64}) {
    if ((u64)power <= bias) {
      u64 edge = (bias + power) << fraction;
      for (u64 v : {edge, edge - 1, edge + 1, sign | edge, sign | (edge - 1), sign | (edge + 1)}) list.push_back(v);
    }
  }
  return list;
}

static u64 randomInteger(Mix &mix, int width, const std::vector<u64> &list) {
  int kind = mix.below(8);
  u64 bits = mix.next();
  switch (kind) {
    case 0: case 1: case 2: return bits;
    case 3: return bits >> mix.below(64);
    case 4: { u64 power = 1ull << mix.below(width); return power + mix.below(7) - 3; }
    case 5: return mix.below(81);
    case 6: return (u64) - (s64)mix.below(81);
    default: return list[mix.below((int)list.size())];
  }
}

static u64 randomFloat(Mix &mix, int width, int fraction, const std::vector<u64> &list) {
  int kind = mix.below(8);
  u64 bits = mix.next();
  int most = (1 << (width - 1 - fraction)) - 1, bias = most / 2;
  u64 sign = mix.next() & 1ull << (width - 1), mask = (1ull << fraction) - 1, field = bits & mask;
  u64 sparse = mix.below(2) == 0 ? field >> mix.below(fraction + 1) : field << mix.below(fraction);
  sparse &= mask;
  s64 exponent;
  switch (kind) {
    case 1: case 2: exponent = bias - 4 + mix.below(9); break;
    case 3: exponent = mix.below(bias < 30 ? bias : 30); break;
    case 4: exponent = most - mix.below(bias < 6 ? bias : 6); break;
    case 6: exponent = bias / 2 - 3 + mix.below(12); if (exponent < 0) exponent = 0; break;
    default: exponent = bias + mix.below(66); if (exponent > most - 1) exponent = most - 1;
  }
  switch (kind) {
    case 0: return bits;
    case 5: return list[mix.below((int)list.size())];
    case 2: case 7: return sign | (u64)exponent << fraction | sparse;
    default: return sign | (u64)exponent << fraction | field;
  }
}

struct Inputs {
  static const int PATTERNS = 65536;
  std::vector<Slot> slots;
  bool scan;
  int arity = 0, count;
  std::vector<std::vector<u64>> edges;

  Inputs(const std::vector<Slot> &s, bool scanning) : slots(s), scan(scanning) {
    bool narrow = true;
    for (const Slot &slot : slots) {
      arity += slot.kind != 'p';
      narrow &= slot.width <= 16;
      edges.push_back(slot.kind == 'p'   ? std::vector<u64>()
                      : slot.kind == 'i' ? integerEdges(slot.width)
                                         : floatEdges(slot.width, slot.fraction));
    }
    count = scan ? (int)slots.size() * PATTERNS : arity == 0 ? 64 : arity > 1 ? 8192 : narrow ? PATTERNS : 16384;
  }

  u64 value(int slot, int vector) const {
    const Slot &type = slots[slot];
    if (type.kind == 'p') {
      return arity == 0 ? vector >> slot & 1 : Mix(vector * 31ull + slot).next() >> 7 & 1;
    }
    u64 low = lane(slot, vector);
    return type.lanes == 1 ? low : low | lane(slot, (int)((vector * 5ll + 3) % count)) << type.width;
  }

  u64 lane(int slot, int vector) const {
    const Slot &type = slots[slot];
    u64 mask = ~0ull >> (64 - type.width);
    bool all = scan ? vector / PATTERNS == slot : arity == 1 && type.width <= 16;
    if (all) return (u64)vector & mask;
    const std::vector<u64> &list = edges[slot];
    if (arity == 1 && vector < (int)list.size()) return list[vector];
    static const int CROSSED[] = {0, 0, 64, 16, 8, 5};
    int base = CROSSED[arity], crossed = arity == 1 || scan ? 0 : 1, digit = vector, place = 0;
    for (int i = 0; i < (int)slots.size() && arity > 1 && !scan; i++) {
      if (slots[i].kind != 'p') {
        crossed *= base;
        place += i < slot;
      }
    }
    if (vector < crossed) {
      for (int i = 0; i < place; i++) digit /= base;
      return list[digit % base % list.size()];
    }
    u64 seed = ((type.width * 64ull + type.fraction) * 8 + slot) * 0x1000000 + vector;
    Mix mix(seed * 0x9e3779b97f4a7c15ull);
    return (type.kind == 'f' ? randomFloat(mix, type.width, type.fraction, list)
                             : randomInteger(mix, type.width, list)) &
           mask;
  }
};

// ---- The plan

static std::vector<std::string> split(const std::string &text, char at) {
  std::vector<std::string> parts;
  std::stringstream in(text);
  for (std::string part; std::getline(in, part, at);) parts.push_back(part);
  return parts;
}

static std::vector<Slot> parseSlots(const std::string &text) {
  std::vector<Slot> slots;
  for (const std::string &part : split(text, ',')) {
    Slot slot;
    if (sscanf(part.c_str(), "%c%d.%dx%d", &slot.kind, &slot.width, &slot.fraction, &slot.lanes) != 4) {
      fail("no input shape: " + part);
    }
    slots.push_back(slot);
  }
  return slots;
}

static std::string hex(u64 value) {
  char text[20];
  snprintf(text, sizeof text, "%016llx", (unsigned long long)value);
  return text;
}

struct Case {
  std::string file, entry, shape, mode, kind, spelling;
  std::vector<std::string> widths, expected;
};

struct Prepared {
  int count;
  std::vector<u64> words;
  u64 *memory;
};

static std::vector<Case> readPlan(const std::string &folder, std::map<std::string, Prepared> &prepared) {
  std::ifstream plan(folder + "/plan.txt");
  if (!plan) fail("no plan in " + folder + "; make it with ptx-emitter/src/truth/prepare");
  std::vector<Case> cases;
  for (std::string line; std::getline(plan, line);) {
    std::stringstream in(line);
    Case c;
    std::string widths, digest, expected;
    in >> c.file >> c.entry >> c.shape >> c.mode >> widths >> digest >> c.kind >> expected;
    std::getline(in >> std::ws, c.spelling);
    c.widths = split(widths, ',');
    c.expected = split(expected, ',');
    cases.push_back(c);
    std::string key = c.shape + " " + c.mode;
    if (prepared.find(key) == prepared.end()) {
      Inputs inputs(parseSlots(c.shape), c.mode == "scan");
      Prepared p = {inputs.count, {}, nullptr};
      u64 sum = 0;
      for (size_t slot = 0; slot < inputs.slots.size(); slot++) {
        for (int i = 0; i < inputs.count; i++) {
          p.words.push_back(inputs.value((int)slot, i));
          sum = fold(sum, p.words.back());
        }
      }
      if (hex(sum) != digest) fail("the inputs of " + key + " are not those of the plan");
      prepared[key] = p;
    }
  }
  return cases;
}

int main(int argc, char **argv) {
  if (argc != 3) fail("usage: truth PLAN_FOLDER OUTPUT_FOLDER");
  std::string folder = argv[1], out = argv[2];
  std::map<std::string, Prepared> prepared;
  std::vector<Case> cases = readPlan(folder, prepared);
  printf("truth: %zu cases, %zu sets of inputs\n", cases.size(), prepared.size());

  cudaDeviceProp device;
  check(cudaGetDeviceProperties(&device, 0), "no GPU");
  if (device.major != 9 || device.minor != 0) fail(std::string(device.name) + " is no sm_90");
  int driver;
  check(cudaDriverGetVersion(&driver), "the driver's version");
  size_t room = 0;
  for (auto &[key, p] : prepared) {
    check(cudaMalloc((void **)&p.memory, p.words.size() * 8), "memory for inputs");
    check(cudaMemcpy(p.memory, p.words.data(), p.words.size() * 8, cudaMemcpyHostToDevice), "inputs");
    if ((size_t)p.count > room) room = p.count;
  }
  for (size_t most = 1, i = 0; i < cases.size(); i++) {
    if (cases[i].widths.size() > most) room = room / most * cases[i].widths.size(), most = cases[i].widths.size();
  }
  u64 *results;
  check(cudaMalloc((void **)&results, room * 8), "memory for results");

  std::map<std::string, cudaLibrary_t> libraries;
  std::ofstream record(out + "/record.txt"), index(out + "/raw.txt"), raw(out + "/raw.bin", std::ios::binary);
  record << "# " << device.name << ", driver for CUDA " << driver / 1000 << "." << driver % 1000 / 10 << "\n";
  int different = 0;
  const size_t MOST = 96u << 20;
  size_t written = 0;
  std::vector<u64> values;
  for (const Case &c : cases) {
    if (libraries.find(c.file) == libraries.end()) {
      std::string path = folder + "/" + (c.file.size() == 1 ? "0" : "") + c.file + ".cubin";
      check(cudaLibraryLoadFromFile(&libraries[c.file], path.c_str(), nullptr, nullptr, 0, nullptr, nullptr, 0), path);
    }
    cudaKernel_t kernel;
    check(cudaLibraryGetKernel(&kernel, libraries[c.file], c.entry.c_str()), c.entry);
    const Prepared &input = prepared[c.shape + " " + c.mode];
    int count = input.count;
    size_t words = (size_t)count * c.widths.size();
    check(cudaMemset(results, 0xcd, words * 8), c.spelling);
    u64 *from = input.memory;
    void *arguments[] = {&from, &results, &count};
    check(cudaLaunchKernel((const void *)kernel, dim3((count + 255) / 256), dim3(256), arguments, 0, nullptr), c.spelling);
    values.resize(words);
    check(cudaMemcpy(values.data(), results, words * 8, cudaMemcpyDeviceToHost), c.spelling);
    bool same = true;
    std::string digests;
    for (size_t r = 0; r < c.widths.size(); r++) {
      u64 digest = 0;
      for (int i = 0; i < count; i++) digest = fold(digest, values[r * count + i]);
      digests += (r == 0 ? "" : ",") + hex(digest);
      same &= hex(digest) == c.expected[r];
    }
    record << digests << " " << c.spelling << "\n";
    different += c.kind != "approx" && !same;
    if (c.kind == "approx" || (!same && written < MOST)) {
      for (size_t r = 0; r < c.widths.size(); r++) {
        int width = atoi(c.widths[r].c_str()), bytes = width <= 8 ? 1 : width / 8;
        index << written << " " << bytes << " " << count << " " << r << " " << c.spelling << "\n";
        for (int i = 0; i < count; i++) raw.write((const char *)&values[r * count + i], bytes);
        written += (size_t)bytes * count;
      }
    }
  }
  record.close();
  raw.close();
  index.close();
  if (!record || !raw || !index) fail("cannot write to " + out);
  printf("truth: %s: %d exact cases differ from the meanings, %zu bytes of values\n", device.name, different, written);
  return 0;
}
