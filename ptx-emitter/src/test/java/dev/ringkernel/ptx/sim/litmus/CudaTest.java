package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Location.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One litmus test as CUDA C++: a kernel whose lanes each run an instance of it. */
final class CudaTest {
  private final int number;
  private final LitmusProgram program;
  private final List<Variable> variables = new ArrayList<>();

  /** A declared variable, which may be an array: its elements stand one behind the other. */
  private record Variable(String name, List<Location> elements) {
    Location first() {
      return elements.getFirst();
    }

    int bytes() {
      return elements.size() * first().bytes();
    }

    boolean shared() {
      return first().space() == Space.SHARED;
    }
  }

  CudaTest(int number, LitmusProgram program) {
    this.number = number;
    this.program = program;
    Map<String, List<Location>> byName = new LinkedHashMap<>();
    for (Location location : program.locations()) {
      byName
          .computeIfAbsent(location.name().replaceAll("\\[.*", ""), n -> new ArrayList<>())
          .add(location);
    }
    byName.forEach((name, elements) -> variables.add(new Variable(name, elements)));
  }

  /** Why the test cannot run on one GPU and its host; empty where it can. */
  static Optional<String> obstacle(LitmusProgram program) {
    long hosts = program.threads().stream().filter(t -> t.place().isHost()).count();
    if (program.threads().stream().anyMatch(t -> t.place().gpu() > 0)) {
      return Optional.of("several GPUs");
    }
    if (program.locations().stream().anyMatch(Location::isAlias)) {
      return Optional.of("two mappings of one location");
    }
    if (hosts > 0 && (hosts > 1 || program.size() > 2)) {
      return Optional.of("a host thread among several");
    }
    for (LitmusThread thread : program.threads()) {
      for (LitmusLine line : thread.lines()) {
        boolean plain =
            line.step() instanceof Step.Load
                || line.step() instanceof Step.Store
                || line.step() instanceof Step.Fence;
        if (thread.place().isHost() && (!plain || line.guard() >= 0)) {
          return Optional.of("a host thread with more than loads, stores and fences");
        }
        if (hosts > 0 && line.step() instanceof Step.Atomic) {
          return Optional.of("atomics of a GPU on host memory");
        }
      }
    }
    for (String name : program.observed()) {
      if (!name.contains(":") && program.location(name).space() == Space.SHARED) {
        return Optional.of("the final value of shared memory");
      }
    }
    return idle(program);
  }

  /** A barrier of all threads would wait for the warps that have no part in the test. */
  private static Optional<String> idle(LitmusProgram program) {
    long most = program.threads().stream().mapToLong(t -> mates(program, t)).max().orElse(0);
    for (LitmusThread thread : program.threads()) {
      for (LitmusLine line : thread.lines()) {
        boolean ofCta = line.step() instanceof Step.Barrier b && b.threads() < 0;
        boolean ofCluster = line.step() instanceof Step.ClusterWait;
        for (LitmusThread other : program.threads()) {
          boolean together =
              (ofCta && thread.place().equals(other.place()))
                  || (ofCluster && thread.place().includes(Scope.CLUSTER, other.place()));
          if (together && mates(program, other) < most) {
            return Optional.of("a barrier beside idle warps");
          }
        }
      }
    }
    return Optional.empty();
  }

  private static long mates(LitmusProgram program, LitmusThread thread) {
    return program.threads().stream().filter(t -> t.place().equals(thread.place())).count();
  }

  private boolean withHost() {
    return program.threads().stream().anyMatch(t -> t.place().isHost());
  }

  private List<LitmusThread> onGpu() {
    return program.threads().stream().filter(t -> !t.place().isHost()).toList();
  }

  /** Logical clusters of the test, as the places name them. */
  private List<Integer> clusters() {
    TreeSet<Integer> clusters = new TreeSet<>();
    onGpu().forEach(t -> clusters.add(t.place().cluster()));
    variables.stream().filter(Variable::shared).forEach(v -> clusters.add(owner(v).cluster()));
    return List.copyOf(clusters);
  }

  private int clusterSize() {
    int most = 0;
    for (LitmusThread thread : onGpu()) {
      most = Math.max(most, thread.place().cta());
    }
    return most + 1;
  }

  private static Place owner(Variable variable) {
    Place owner = variable.first().owner();
    if (owner == null) {
      throw new IllegalStateException(variable.name + " is not shared");
    }
    return owner;
  }

  private int warp(LitmusThread thread) {
    int warp = 0;
    for (LitmusThread other : onGpu()) {
      if (other == thread) {
        return warp;
      }
      warp += other.place().equals(thread.place()) ? 1 : 0;
    }
    throw new IllegalStateException(thread.name() + " is not on the GPU");
  }

  private int warps() {
    int most = 0;
    for (LitmusThread thread : onGpu()) {
      most = Math.max(most, warp(thread) + 1);
    }
    return most;
  }

  private boolean usesShared() {
    return variables.stream().anyMatch(Variable::shared);
  }

  /** The digest of the text, by which a record says what was run. */
  static String digest(LitmusProgram program) {
    StringBuilder text = new StringBuilder();
    for (Location location : program.locations()) {
      text.append(location).append('\n');
    }
    for (LitmusThread thread : program.threads()) {
      text.append(thread.name()).append(' ').append(thread.place()).append('\n');
      thread.body().forEach(line -> text.append(line).append('\n'));
    }
    return "%08x".formatted(text.toString().hashCode());
  }

  private String global(Variable variable) {
    return "g_" + variable.name;
  }

  /** The kernel, and for a test with a host thread its function. */
  String code() {
    StringBuilder out = new StringBuilder();
    out.append("// ").append(program.name()).append('\n');
    out.append("__global__ void __launch_bounds__(128) test").append(number);
    out.append("(Arguments a) {\n");
    out.append("  const int rank = blockIdx.x % ").append(clusterSize()).append(";\n");
    out.append("  const int clusterIndex = blockIdx.x / ").append(clusterSize()).append(";\n");
    out.append("  const int team = clusterIndex / ").append(clusters().size()).append(";\n");
    out.append("  const int cluster = clusterIndex % ").append(clusters().size()).append(";\n");
    out.append("  const int warp = threadIdx.x / 32, lane = threadIdx.x % 32;\n");
    out.append("  if (team >= a.teams) { stress(a); return; }\n");
    for (Variable v : variables) {
      if (v.shared()) {
        out.append("  __shared__ __align__(16) unsigned char s_")
            .append(v.name)
            .append("[")
            .append(32 * v.bytes())
            .append("];\n");
      }
    }
    out.append("  const int role = ");
    for (LitmusThread thread : onGpu()) {
      out.append("cluster == ").append(clusters().indexOf(thread.place().cluster()));
      out.append(" && rank == ").append(thread.place().cta());
      out.append(" && warp == ").append(warp(thread)).append(" ? ").append(thread.index());
      out.append(" : ");
    }
    out.append("-1;\n");
    out.append("  for (int i = 0; i < a.iterations; i++) {\n");
    out.append("    const size_t slot = ((size_t) i * a.teams + team) * 32 + lane;\n");
    int index = 0;
    for (Variable v : variables) {
      if (!v.shared()) {
        out.append("    unsigned char* ")
            .append(global(v))
            .append(" = a.variables[")
            .append(index)
            .append("] + slot * ")
            .append(v.bytes())
            .append(";\n");
        index++;
      }
    }
    if (usesShared()) {
      out.append("    clusterBarrier();\n");
      for (Variable v : variables) {
        if (v.shared()) {
          initialize(out, v);
        }
      }
      out.append("    asm volatile(\"fence.proxy.async;\" ::: \"memory\");\n");
      out.append("    clusterBarrier();\n");
    }
    out.append("    if (role >= 0) {\n");
    for (Variable v : variables) {
      if (!v.shared()) {
        out.append("      warm(").append(global(v)).append(");\n");
      }
    }
    out.append(
        withHost()
            ? "      startWithHost(a, i);\n"
            : "      start(a, team, a.roles * (i + 1), role, i);\n");
    out.append("    }\n");
    for (LitmusThread thread : onGpu()) {
      out.append("    if (role == ").append(thread.index()).append(") {\n");
      new CudaThread(program, thread, this::input).append(out);
      results(out, thread);
      out.append("    }\n");
    }
    out.append("  }\n");
    if (usesShared()) {
      out.append("  clusterBarrier();\n");
    }
    out.append("  if (role >= 0 && lane == 0) atomicAdd(a.finished, 1u);\n");
    out.append("}\n");
    if (withHost()) {
      host(out);
    }
    return out.append('\n').toString();
  }

  private void initialize(StringBuilder out, Variable v) {
    out.append("    if (warp == 0 && cluster == ")
        .append(clusters().indexOf(owner(v).cluster()))
        .append(" && rank == ")
        .append(owner(v).cta())
        .append(") {\n");
    boolean mbarrier = v.first().initial() != 0 && v.first().bytes() == 8 && isMbarrier(v);
    if (mbarrier) {
      out.append("      initMbarrier(s_")
          .append(v.name)
          .append(" + lane * 8, ")
          .append(Mbarrier.of(v.first().initial()).expected())
          .append(");\n");
    } else {
      for (int e = 0; e < v.elements.size(); e++) {
        out.append("      *(volatile ")
            .append(cType(v.first().bytes()))
            .append("*) (s_")
            .append(v.name)
            .append(" + lane * ")
            .append(v.bytes())
            .append(" + ")
            .append(e * v.first().bytes())
            .append(") = ")
            .append(v.elements.get(e).initial())
            .append("ull;\n");
      }
    }
    out.append("    }\n");
  }

  /** Whether some instruction uses it as an mbarrier. */
  private boolean isMbarrier(Variable v) {
    for (LitmusThread thread : program.threads()) {
      for (LitmusThread.Body line : thread.body()) {
        if (line instanceof LitmusThread.Body.Instruction i
            && i.text().form().opcode().contains("mbarrier")
            && i.text().operands().stream().anyMatch(o -> o.text().equals(v.name))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String cType(int bytes) {
    return switch (bytes) {
      case 1 -> "unsigned char";
      case 2 -> "unsigned short";
      case 4 -> "unsigned int";
      default -> "unsigned long long";
    };
  }

  /** The expression that holds the address of a variable for a thread. */
  private String input(LitmusThread thread, String name) {
    for (Variable v : variables) {
      if (v.name.equals(name)) {
        if (!v.shared()) {
          return "\"l\"(" + global(v) + ")";
        }
        String local = "sharedAddress(s_" + v.name + " + lane * " + v.bytes() + ")";
        return owner(v).equals(thread.place())
            ? "\"r\"(" + local + ")"
            : "\"r\"(remote(" + local + ", " + owner(v).cta() + "))";
      }
    }
    throw new IllegalStateException("no variable " + name);
  }

  private void results(StringBuilder out, LitmusThread thread) {
    int column = 0;
    for (String name : program.observed()) {
      if (name.contains(":")) {
        if (name.startsWith(thread.name() + ":")) {
          out.append("      a.results[")
              .append(column)
              .append("][slot] = ")
              .append(CudaThread.output(name.substring(name.indexOf(':') + 1)))
              .append(";\n");
        }
        column++;
      }
    }
  }

  private void host(StringBuilder out) {
    LitmusThread thread =
        program.threads().stream().filter(t -> t.place().isHost()).findFirst().orElseThrow();
    out.append("static void host").append(number).append("(const Arguments& a, size_t slot) {\n");
    for (int i = 0; i < thread.registers().size(); i++) {
      out.append("  unsigned long long ")
          .append(CudaThread.local(thread.registers().get(i)))
          .append(" = 0;\n");
    }
    for (LitmusLine line : thread.lines()) {
      out.append("  ").append(hostLine(thread, line)).append('\n');
    }
    int column = 0;
    for (String name : program.observed()) {
      if (name.contains(":")) {
        if (name.startsWith(thread.name() + ":")) {
          out.append("  a.results[")
              .append(column)
              .append("][slot] = ")
              .append(CudaThread.local(name.substring(name.indexOf(':') + 1)))
              .append(";\n");
        }
        column++;
      }
    }
    out.append("}\n");
  }

  private String hostLine(LitmusThread thread, LitmusLine line) {
    return switch (line.step()) {
      case Step.Load s ->
          CudaThread.local(thread.registers().get(s.result()))
              + " = __atomic_load_n("
              + hostAddress(s.at(), s.bits())
              + ", "
              + (s.order() == MemoryOrder.ACQUIRE ? "__ATOMIC_ACQUIRE" : "__ATOMIC_RELAXED")
              + ");";
      case Step.Store s ->
          "__atomic_store_n("
              + hostAddress(s.at(), s.bits())
              + ", ("
              + cType(s.bits() / 8)
              + ") "
              + (s.value() instanceof Step.Arg.Constant c
                  ? c.bits() + "ull"
                  : CudaThread.local(
                      thread.registers().get(((Step.Arg.Register) s.value()).index())))
              + ", "
              + (s.order() == MemoryOrder.RELEASE ? "__ATOMIC_RELEASE" : "__ATOMIC_RELAXED")
              + ");";
      case Step.Fence s ->
          "__atomic_thread_fence("
              + (s.order() == MemoryOrder.SC ? "__ATOMIC_SEQ_CST" : "__ATOMIC_ACQ_REL")
              + ");";
      default -> throw new IllegalStateException("no host code for " + line.text());
    };
  }

  private String hostAddress(Step.Address at, int bits) {
    long address = ((Step.Arg.Constant) at.base()).bits() + at.offset();
    int index = 0;
    for (Variable v : variables) {
      for (Location element : v.elements) {
        if (element.address() == address) {
          return "("
              + cType(bits / 8)
              + "*) (a.variables["
              + index
              + "] + slot * "
              + v.bytes()
              + " + "
              + (address - v.first().address())
              + ")";
        }
      }
      index++;
    }
    throw new IllegalStateException("no variable at " + address);
  }

  /** The row of the table of tests. */
  String row() {
    StringBuilder out = new StringBuilder();
    out.append("  {\"").append(escape(program.name())).append("\", \"").append(digest(program));
    out.append("\", test").append(number).append(", ");
    out.append(withHost() ? "host" + number : "nullptr").append(", ");
    out.append(clusterSize()).append(", ").append(clusters().size()).append(", ");
    out.append(32 * warps()).append(", ").append(onGpu().size()).append(",\n   {");
    for (Variable v : variables) {
      if (!v.shared()) {
        out.append("{").append(v.elements.size()).append(", ").append(v.first().bytes());
        out.append(", ").append(v.first().initial()).append("ull}, ");
      }
    }
    out.append("},\n   {");
    int column = 0;
    for (String name : program.observed()) {
      out.append("{\"").append(name).append("\", ");
      if (name.contains(":")) {
        out.append("-1, ").append(column++).append(", 8}, ");
      } else {
        observedVariable(out, name);
      }
    }
    return out.append("}},\n").toString();
  }

  private void observedVariable(StringBuilder out, String name) {
    Location wanted = program.location(name);
    int index = 0;
    for (Variable v : variables) {
      if (v.elements.contains(wanted)) {
        out.append(index).append(", ").append(wanted.address() - v.first().address());
        out.append(", ").append(wanted.bytes()).append("}, ");
      }
      index += v.shared() ? 0 : 1;
    }
  }

  static String escape(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
