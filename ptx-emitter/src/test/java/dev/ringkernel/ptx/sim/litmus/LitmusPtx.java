package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.sim.litmus.InstructionText.Given;
import dev.ringkernel.ptx.sim.litmus.LitmusThread.Body;
import dev.ringkernel.ptx.sim.litmus.Location.Space;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One litmus test as a PTX kernel: each thread is the first lane of a warp, all other lanes end at
 * once. It takes the address of each global variable and that of the results, of 8 bytes each. A
 * grid runs several instances, whose variables and results stand {@link #STRIDE} bytes apart.
 */
public final class LitmusPtx {
  /** Bytes from one instance's variable to the next one's. */
  public static final int STRIDE = 256;

  private final LitmusProgram program;
  private final Map<String, List<Location>> variables = new LinkedHashMap<>();
  private final List<Integer> clusters;

  /** A test that {@link #obstacle} has nothing against. */
  public LitmusPtx(LitmusProgram program) {
    this.program = program;
    for (Location location : program.locations()) {
      variables
          .computeIfAbsent(location.name().replaceAll("\\[.*", ""), n -> new ArrayList<>())
          .add(location);
    }
    TreeSet<Integer> all = new TreeSet<>();
    program.threads().forEach(t -> all.add(t.place().cluster()));
    for (Location location : program.locations()) {
      Place owner = location.owner();
      if (owner != null) {
        all.add(owner.cluster());
      }
    }
    clusters = List.copyOf(all);
  }

  /** Why the test is no kernel on one device; empty where it is. */
  public static Optional<String> obstacle(LitmusProgram program) {
    for (LitmusThread thread : program.threads()) {
      if (thread.place().isHost()) {
        return Optional.of("a thread of the host");
      }
      if (thread.place().gpu() > 0) {
        return Optional.of("several devices");
      }
    }
    if (program.locations().stream().anyMatch(Location::isAlias)) {
      return Optional.of("two addresses of one location");
    }
    for (String name : program.observed()) {
      if (!name.contains(":") && program.location(name).space() == Space.SHARED) {
        return Optional.of("the final value of shared memory");
      }
    }
    return Optional.empty();
  }

  /** Blocks of a cluster. */
  public int clusterSize() {
    return program.threads().stream().mapToInt(t -> t.place().cta()).max().orElse(0) + 1;
  }

  /** Blocks of an instance. */
  public int blocks() {
    return clusterSize() * clusters.size();
  }

  /** Threads of a block. */
  public int threads() {
    return 32 * (program.threads().stream().mapToInt(this::warp).max().orElse(0) + 1);
  }

  /** The global variables with their elements, in the order of the kernel's parameters. */
  public List<List<Location>> globals() {
    return variables.values().stream().filter(v -> v.getFirst().owner() == null).toList();
  }

  /** Registers that are observed, in the order of the results. */
  public List<String> results() {
    return program.observed().stream().filter(n -> n.contains(":")).toList();
  }

  private int warp(LitmusThread thread) {
    int warp = 0;
    for (LitmusThread other : program.threads()) {
      if (other == thread) {
        return warp;
      }
      warp += other.place().equals(thread.place()) ? 1 : 0;
    }
    throw new IllegalStateException(thread.name() + " is not of " + program.name());
  }

  /** The text. */
  public String text() {
    List<String> out = new ArrayList<>();
    List<String> params = new ArrayList<>();
    for (List<Location> v : globals()) {
      params.add(".param .b64 p_" + name(v));
    }
    params.add(".param .b64 p_results");
    out.add(".version 9.0\n.target sm_90\n.address_size 64");
    out.add(".visible .entry test(" + String.join(", ", params) + ")\n{");
    out.add(".reg .b32 %rank, %team, %tid, %size;");
    out.add(".reg .pred %no;");
    out.add(".reg .b64 %out;");
    out.add("ld.param.b64 %out, [p_results];");
    out.add(".reg .b64 %instance;");
    out.add("mov.u32 %team, %ctaid.x;");
    out.add("div.u32 %tid, %team, " + blocks() + ";");
    out.add("rem.u32 %team, %team, " + blocks() + ";");
    out.add("mul.wide.u32 %instance, %tid, " + STRIDE + ";");
    out.add("add.u64 %out, %out, %instance;");
    for (List<Location> v : variables.values()) {
      boolean shared = v.getFirst().owner() != null;
      if (shared) {
        int bytes = v.size() * v.getFirst().bytes();
        out.add(".shared .align 16 .b8 s_" + name(v) + "[" + bytes + "];");
        out.add(".reg .b32 %own_" + name(v) + ", %a_" + name(v) + ";");
        out.add("mov.b32 %own_" + name(v) + ", s_" + name(v) + ";");
        out.add("mov.b32 %a_" + name(v) + ", %own_" + name(v) + ";");
      } else {
        out.add(".reg .b64 %a_" + name(v) + ";");
        out.add("ld.param.b64 %a_" + name(v) + ", [p_" + name(v) + "];");
        out.add("add.u64 %a_" + name(v) + ", %a_" + name(v) + ", %instance;");
      }
    }
    out.add("mov.u32 %rank, %cluster_ctarank;");
    out.add("mov.u32 %size, " + clusterSize() + ";");
    out.add("div.u32 %team, %team, %size;");
    out.add("mov.u32 %tid, %tid.x;");
    initialize(out);
    for (LitmusThread thread : program.threads()) {
      String next = "NEXT" + thread.index();
      unless(out, "%team", clusters.indexOf(thread.place().cluster()), next);
      unless(out, "%rank", thread.place().cta(), next);
      unless(out, "%tid", 32 * warp(thread), next);
      append(out, thread);
      if (globals().size() < variables.size()) {
        // Another thread may still need this block's shared memory.
        out.add("barrier.cluster.arrive.relaxed;");
        out.add("barrier.cluster.wait;");
      }
      out.add("ret;");
      out.add(next + ":");
    }
    out.add("ret;\n}");
    return String.join("\n", out) + "\n";
  }

  private static void unless(List<String> out, String register, int value, String label) {
    out.add("setp.ne.u32 %no, " + register + ", " + value + ";");
    out.add("@%no bra " + label + ";");
  }

  private static String name(List<Location> variable) {
    return variable.getFirst().name().replaceAll("\\[.*", "");
  }

  private void initialize(List<String> out) {
    if (globals().size() == variables.size()) {
      return;
    }
    for (List<Location> v : variables.values()) {
      Place owner = v.getFirst().owner();
      if (owner == null) {
        continue;
      }
      String skip = "SKIP_" + name(v);
      unless(out, "%team", clusters.indexOf(owner.cluster()), skip);
      unless(out, "%rank", owner.cta(), skip);
      unless(out, "%tid", 0, skip);
      for (int e = 0; e < v.size(); e++) {
        Location element = v.get(e);
        String at = "[%own_" + name(v) + "+" + e * element.bytes() + "]";
        out.add(
            isMbarrier(name(v))
                ? "mbarrier.init.shared::cta.b64 "
                    + at
                    + ", "
                    + Mbarrier.of(element.initial()).expected()
                    + ";"
                : "st.shared.b" + 8 * element.bytes() + " " + at + ", " + element.initial() + ";");
      }
      out.add(skip + ":");
    }
    out.add("fence.proxy.async;");
    out.add("barrier.cluster.arrive;");
    out.add("barrier.cluster.wait;");
    out.add("fence.proxy.async;");
  }

  private boolean isMbarrier(String name) {
    for (LitmusThread thread : program.threads()) {
      for (Body line : thread.body()) {
        if (line instanceof Body.Instruction i
            && i.text().form().opcode().contains("mbarrier")
            && i.text().operands().getLast().text().equals(name)) {
          return true;
        }
        if (line instanceof Body.Instruction i
            && i.text().form().opcode().startsWith("mbarrier")
            && i.text().operands().stream().anyMatch(o -> o.text().equals(name))) {
          return true;
        }
      }
    }
    return false;
  }

  private static String local(LitmusThread thread, String register) {
    return "%q" + thread.index() + "_" + register.substring(1);
  }

  private void append(List<String> out, LitmusThread thread) {
    for (int i = 0; i < thread.registers().size(); i++) {
      RegClass regClass = thread.classes().get(i);
      String name = local(thread, thread.registers().get(i));
      out.add(".reg " + regClass.declared() + " " + name + ";");
      out.add(
          regClass == RegClass.PRED
              ? "setp.ne.u32 " + name + ", 0, 0;"
              : "mov.b" + regClass.bits() + " " + name + ", 0;");
    }
    for (List<Location> v : variables.values()) {
      Place owner = v.getFirst().owner();
      if (owner != null && !owner.equals(thread.place())) {
        String remote = "%a_" + name(v);
        out.add("mapa.shared::cluster.u32 " + remote + ", " + remote + ", " + owner.cta() + ";");
      }
    }
    for (Body body : thread.body()) {
      out.add(
          switch (body) {
            case Body.Label label -> "L" + thread.index() + "_" + label.name() + ":";
            case Body.Instruction i -> instruction(thread, i.text()) + ";";
          });
    }
    finish(out, thread);
    int column = 0;
    for (String result : results()) {
      if (result.startsWith(thread.name() + ":")) {
        String register = result.substring(result.indexOf(':') + 1);
        String wide = "%w" + column;
        out.add(".reg .b64 " + wide + ";");
        int bits = thread.classes().get(thread.registers().indexOf(register)).bits();
        String from = local(thread, register);
        out.add(
            switch (bits) {
              case 1 -> "selp.b64 " + wide + ", 1, 0, " + from + ";";
              case 64 -> "mov.b64 " + wide + ", " + from + ";";
              default -> "cvt.u64.u" + bits + " " + wide + ", " + from + ";";
            });
        out.add("st.global.b64 [%out+" + 8 * column + "], " + wide + ";");
      }
      column++;
    }
  }

  /** A block may not end before its copies have read its shared memory. */
  private void finish(List<String> out, LitmusThread thread) {
    for (Body body : thread.body()) {
      if (body instanceof Body.Instruction i && i.text().form().row().base().equals("cp")) {
        int operands = i.text().operands().size();
        String done = "%done" + thread.index();
        if (operands == 4) {
          out.add(".reg .pred " + done + ";");
          out.add("DRAIN" + thread.index() + ":");
          out.add(
              "mbarrier.test_wait.parity.relaxed.cta.shared::cta.b64 "
                  + done
                  + ", ["
                  + operand(thread, i.text().operands().get(3))
                  + "], 0;");
          out.add("@!" + done + " bra DRAIN" + thread.index() + ";");
        } else if (operands == 3) {
          out.add("cp.async.bulk.commit_group;");
          out.add("cp.async.bulk.wait_group 0;");
        }
      }
    }
  }

  private String instruction(LitmusThread thread, InstructionText text) {
    StringBuilder out = new StringBuilder();
    String guard = text.guard();
    if (guard != null) {
      out.append('@').append(text.negated() ? "!" : "").append(local(thread, guard)).append(' ');
    }
    out.append(text.form().pieces().getFirst());
    for (int i = 0; i < text.operands().size(); i++) {
      Operand operand = text.form().operands().get(i);
      out.append(
          operand.fixed()
              ? operand.name()
              : text.form().row().base().equals("bra")
                  ? "L" + thread.index() + "_" + text.operands().get(i).text()
                  : operand(thread, text.operands().get(i)));
      out.append(text.form().pieces().get(i + 1));
    }
    return out.toString();
  }

  private static String operand(LitmusThread thread, Given given) {
    String offset = given.offset() == 0 ? "" : "+" + given.offset();
    if (given.text().startsWith("%")) {
      return local(thread, given.text()) + offset;
    }
    return Literals.isLiteral(given.text()) ? given.text() : "%a_" + given.text() + offset;
  }

  /** The outcome by the values of the results and of memory. */
  public Outcome outcome(List<Long> results, Map<String, Long> memory) {
    Map<String, Long> values = new LinkedHashMap<>();
    for (String name : program.observed()) {
      Long value = name.contains(":") ? results.get(results().indexOf(name)) : memory.get(name);
      if (value == null) {
        throw new IllegalStateException("no value of " + name);
      }
      values.put(name, value);
    }
    return new Outcome(new java.util.TreeMap<>(values));
  }
}
