// Runs every case with effects of a plan on the GPU and writes what its buffers hold behind it: a digest, and the words
// themselves where they differ from what the plan expects.
//
//   effects PLAN_FOLDER OUTPUT_FOLDER
//
// The plan and the cubins come from dev.ringkernel.ptx.sim.truth.EffectPlan. A parent runs the cases in a child process: one
// that is refused, faults or does not end is recorded as such, and a new child goes on behind it.

#include <cuda_runtime_api.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <map>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

typedef uint64_t u64;

static const int NEXT = 3;  // the child's context is lost; what is behind the last recorded case is for another
static const auto LIMIT = std::chrono::seconds(5);

[[noreturn]] static void fail(const std::string &what) {
  fprintf(stderr, "effects: %s\n", what.c_str());
  exit(1);
}

static void check(cudaError_t result, const std::string &what) {
  if (result != cudaSuccess) fail(what + ": " + cudaGetErrorString(result));
}

// As dev.ringkernel.ptx.sim.truth.Mix
static u64 fold(u64 digest, u64 value) {
  u64 bits = (digest ^ value) + 0x9e3779b97f4a7c15ull;
  u64 z = (bits ^ bits >> 30) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ z >> 27) * 0x94d049bb133111ebull;
  return z ^ z >> 31;
}

static std::string hex(u64 value) {
  char text[20];
  snprintf(text, sizeof text, "%016llx", (unsigned long long)value);
  return text;
}

struct Case {
  std::string file, entry, arguments, expected, name;
  unsigned grid[3], block[3], cluster, shared, cooperative;
};

static std::vector<Case> readPlan(const std::string &folder) {
  std::ifstream plan(folder + "/plan.txt");
  if (!plan) fail("no plan in " + folder + "; make it with ptx-emitter/src/truth/prepare");
  std::vector<Case> cases;
  for (std::string line; std::getline(plan, line);) {
    std::stringstream in(line);
    Case c;
    in >> c.file >> c.entry;
    for (unsigned &n : c.grid) in >> n;
    for (unsigned &n : c.block) in >> n;
    in >> c.cluster >> c.shared >> c.cooperative >> c.arguments >> c.expected;
    std::getline(in >> std::ws, c.name);
    if (!in) fail("no case: " + line);
    cases.push_back(c);
  }
  return cases;
}

struct Run {
  std::string folder;
  std::vector<char> inputs;
  std::map<std::string, cudaLibrary_t> libraries;

  // What came of a case: a digest, or why there is none; words are those of the buffers. Sets lost where the context is.
  std::string run(const Case &c, std::vector<u64> &words, bool &lost) {
    if (libraries.find(c.file) == libraries.end()) {
      std::string path = folder + "/" + c.file + ".cubin";
      cudaError_t loaded =
          cudaLibraryLoadFromFile(&libraries[c.file], path.c_str(), nullptr, nullptr, 0, nullptr, nullptr, 0);
      if (loaded != cudaSuccess) {
        libraries[c.file] = nullptr;
        cudaGetLastError();
      }
    }
    cudaKernel_t kernel;
    if (!libraries[c.file] || cudaLibraryGetKernel(&kernel, libraries[c.file], c.entry.c_str()) != cudaSuccess) {
      cudaGetLastError();
      return "refused:not-loaded";
    }
    std::vector<std::vector<char>> values;
    std::vector<std::pair<char *, size_t>> buffers;
    std::stringstream list(c.arguments);
    for (std::string argument; c.arguments != "-" && std::getline(list, argument, ',');) {
      if (argument[0] == 'n') {
        std::vector<char> bytes;
        for (size_t i = 2; i + 1 < argument.size(); i += 2) {
          bytes.push_back((char)strtol(argument.substr(i, 2).c_str(), nullptr, 16));
        }
        values.push_back(bytes);
        continue;
      }
      size_t offset = 0, bytes = 0;
      bool zero = argument[0] == 'z';
      if (zero ? sscanf(argument.c_str(), "z:%zu", &bytes) != 1
               : sscanf(argument.c_str(), "b:%zu:%zu", &offset, &bytes) != 2 || offset + bytes > inputs.size()) {
        fail("no argument: " + argument);
      }
      char *memory;
      size_t padded = (bytes + 7) / 8 * 8;
      check(cudaMalloc((void **)&memory, padded), "memory");
      check(cudaMemset(memory, 0, padded), "memory");
      if (!zero) check(cudaMemcpy(memory, &inputs[offset], bytes, cudaMemcpyHostToDevice), "inputs");
      buffers.push_back({memory, padded});
      values.push_back(std::vector<char>((char *)&memory, (char *)&memory + 8));
    }
    std::vector<void *> pointers;
    for (auto &value : values) pointers.push_back(value.data());
    check(cudaDeviceSynchronize(), "inputs");
    cudaLaunchConfig_t config = {};
    config.gridDim = dim3(c.grid[0], c.grid[1], c.grid[2]);
    config.blockDim = dim3(c.block[0], c.block[1], c.block[2]);
    config.dynamicSmemBytes = c.shared;
    cudaLaunchAttribute attributes[2];
    memset(attributes, 0, sizeof attributes);
    if (c.cluster) {
      cudaLaunchAttribute &a = attributes[config.numAttrs++];
      a.id = cudaLaunchAttributeClusterDimension;
      a.val.clusterDim.x = c.cluster, a.val.clusterDim.y = 1, a.val.clusterDim.z = 1;
    }
    if (c.cooperative) {
      cudaLaunchAttribute &a = attributes[config.numAttrs++];
      a.id = cudaLaunchAttributeCooperative;
      a.val.cooperative = 1;
    }
    config.attrs = attributes;
    cudaError_t error = cudaLaunchKernelExC(&config, (const void *)kernel, pointers.data());
    if (error != cudaSuccess) {
      lost = cudaDeviceSynchronize() != cudaSuccess;
      cudaGetLastError();
      return std::string("refused:") + cudaGetErrorName(error);
    }
    auto until = std::chrono::steady_clock::now() + LIMIT;
    for (int looks = 0; (error = cudaStreamQuery(nullptr)) == cudaErrorNotReady; looks++) {
      if (std::chrono::steady_clock::now() > until) {
        lost = true;
        return "fault:no-end";
      }
      if (looks > 10000) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    if (error != cudaSuccess) {
      lost = true;
      return std::string("fault:") + cudaGetErrorName(error);
    }
    u64 digest = 0;
    for (auto &[memory, bytes] : buffers) {
      std::vector<u64> part(bytes / 8);
      check(cudaMemcpy(part.data(), memory, bytes, cudaMemcpyDeviceToHost), c.name);
      for (u64 word : part) digest = fold(digest, word), words.push_back(word);
      check(cudaFree(memory), c.name);
    }
    return hex(digest);
  }
};

// Runs the cases from one on; exits with NEXT where the context is lost.
static int child(const std::string &folder, const std::string &out, const std::vector<Case> &cases, size_t from) {
  cudaDeviceProp device;
  check(cudaGetDeviceProperties(&device, 0), "no GPU");
  if (device.major != 9 || device.minor != 0) fail(std::string(device.name) + " is no sm_90");
  std::ifstream in(folder + "/inputs.bin", std::ios::binary);
  if (!in) fail("no inputs in " + folder);
  Run run;
  run.folder = folder;
  run.inputs.assign(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
  std::ofstream record(out + "/effects.txt", std::ios::app), raw(out + "/effects-raw.txt", std::ios::app);
  if (from == 0) {
    int driver;
    check(cudaDriverGetVersion(&driver), "the driver's version");
    record << "# " << device.name << ", driver for CUDA " << driver / 1000 << "." << driver % 1000 / 10 << "\n";
  }
  for (size_t i = from; i < cases.size(); i++) {
    std::vector<u64> words;
    bool lost = false;
    std::string result = run.run(cases[i], words, lost);
    record << result << " " << cases[i].name << std::endl;
    if (result != cases[i].expected && !words.empty()) {
      raw << cases[i].name << ":";
      for (u64 word : words) raw << " " << std::hex << word << std::dec;
      raw << std::endl;
    }
    if (!record || !raw) fail("cannot write to " + out);
    if (lost) _exit(NEXT);
  }
  return 0;
}

static std::vector<std::string> recorded(const std::string &out) {
  std::ifstream in(out + "/effects.txt");
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) {
    if (line[0] != '#') lines.push_back(line);
  }
  return lines;
}

int main(int argc, char **argv) {
  if (argc != 3) fail("usage: effects PLAN_FOLDER OUTPUT_FOLDER");
  std::string folder = argv[1], out = argv[2];
  std::vector<Case> cases = readPlan(folder);
  remove((out + "/effects.txt").c_str());
  remove((out + "/effects-raw.txt").c_str());
  int children = 0;
  for (size_t done = 0; done < cases.size();) {
    fflush(nullptr);
    pid_t pid = fork();
    if (pid < 0) fail("no process");
    if (pid == 0) exit(child(folder, out, cases, done));
    int status = 0;
    if (waitpid(pid, &status, 0) != pid) fail("no process to wait for");
    children++;
    size_t now = recorded(out).size();
    bool good = WIFEXITED(status) && WEXITSTATUS(status) == 0;
    bool next = WIFEXITED(status) && WEXITSTATUS(status) == NEXT;
    if ((!good && !next) || now <= done) {
      // The child itself broke in a case: that case is recorded as lost, unless nothing works at all
      if (now == 0) fail("the first case could not be run");
      if (now == cases.size()) break;
      std::ofstream record(out + "/effects.txt", std::ios::app);
      record << "fault:process " << cases[now].name << "\n";
      now++;
    }
    done = now;
  }
  std::vector<std::string> lines = recorded(out);
  int different = 0, none = 0;
  for (size_t i = 0; i < cases.size(); i++) {
    std::string result = lines[i].substr(0, lines[i].find(' '));
    none += result.find(':') != std::string::npos;
    if (result != cases[i].expected) {
      different++;
      printf("effects: differs: %s, expected %s\n", lines[i].c_str(), cases[i].expected.c_str());
    }
  }
  printf("effects: %zu cases by %d processes: %d differ from the simulator, %d of them gave no result\n", cases.size(),
         children, different, none);
  return 0;
}
