package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.alu.FormMeaning;
import dev.ringkernel.ptx.sim.alu.Meanings;
import dev.ringkernel.ptx.sim.litmus.Action.FenceSpace;
import dev.ringkernel.ptx.sim.litmus.InstructionText.Given;
import dev.ringkernel.ptx.sim.litmus.LitmusThread.Body;
import dev.ringkernel.ptx.sim.litmus.Step.Address;
import dev.ringkernel.ptx.sim.litmus.Step.Arg;
import dev.ringkernel.ptx.sim.litmus.Step.AtomicUpdate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Reads the instructions of one thread into steps. */
final class StepReader {
  private final Map<String, Location> locations;
  private final Map<String, Integer> registers = new LinkedHashMap<>();
  private final List<RegClass> classes = new ArrayList<>();
  private final List<Body> body = new ArrayList<>();
  private final Map<String, Integer> labels = new LinkedHashMap<>();
  private final List<LitmusLine> lines = new ArrayList<>();
  private final Map<Integer, String> jumps = new LinkedHashMap<>();
  private int groups;

  /** A reader of a thread that knows {@code locations} by name. */
  StepReader(Map<String, Location> locations) {
    this.locations = locations;
  }

  /** Adds a line: an instruction or a label with its colon. */
  void add(String text) {
    String line = text.strip();
    if (line.endsWith(":")) {
      String label = line.substring(0, line.length() - 1).strip();
      if (labels.put(label, lines.size()) != null) {
        throw new LitmusException("the label '" + label + "' stands twice");
      }
      body.add(new Body.Label(label));
      return;
    }
    InstructionText instruction = InstructionText.parse(line);
    body.add(new Body.Instruction(instruction));
    String guard = instruction.guard();
    int guardRegister = guard == null ? -1 : register(guard, RegClass.PRED);
    List<Step> steps = steps(instruction);
    int group = steps.size() > 1 ? ++groups : 0;
    for (Step step : steps) {
      lines.add(
          new LitmusLine(
              guardRegister,
              instruction.negated(),
              step,
              line.substring(0, line.length() - 1).strip(),
              group));
    }
  }

  /** The thread of all lines, with its jumps resolved. */
  LitmusThread finish(int index, String name, Place place) {
    for (Map.Entry<Integer, String> jump : jumps.entrySet()) {
      Integer target = labels.get(jump.getValue());
      if (target == null) {
        throw new LitmusException(name + " has no label '" + jump.getValue() + "'");
      }
      LitmusLine old = lines.get(jump.getKey());
      lines.set(
          jump.getKey(),
          new LitmusLine(
              old.guard(), old.negated(), new Step.Branch(target), old.text(), old.group()));
    }
    return new LitmusThread(
        index, name, place, List.copyOf(registers.keySet()), classes, lines, body);
  }

  /** The index of a register; its first use says its class. */
  private int register(String name, RegClass regClass) {
    if (!name.startsWith("%") || name.contains(".")) {
      throw new LitmusException("'" + name + "' is no register: write %r1");
    }
    Integer known = registers.get(name);
    if (known != null) {
      if (classes.get(known).bits() != regClass.bits()) {
        throw new LitmusException(
            "'" + name + "' has " + classes.get(known).bits() + " bits, not " + regClass.bits());
      }
      return known;
    }
    registers.put(name, classes.size());
    classes.add(regClass);
    return classes.size() - 1;
  }

  private int register(InstructionText text, int operand) {
    return register(
        text.operands().get(operand).text(), text.form().operands().get(operand).regClass());
  }

  private List<Step> steps(InstructionText text) {
    PtxForm form = text.form();
    return switch (form.row().base()) {
      case "ld" -> accesses(text, true);
      case "st" ->
          form.opcode().startsWith("st.async") || form.opcode().startsWith("st.bulk")
              ? refuse(form)
              : accesses(text, false);
      case "atom", "red" -> List.of(atomic(text));
      case "fence", "membar" -> List.of(fence(text));
      case "bar", "barrier" -> List.of(barrier(text));
      case "mbarrier" -> List.of(mbarrier(text));
      case "cp" -> List.of(copy(text));
      case "bra" -> {
        jumps.put(lines.size(), text.operands().getFirst().text());
        yield List.of(new Step.Branch(-1));
      }
      case "ret", "exit" -> List.of(new Step.Exit());
      default -> List.of(local(text));
    };
  }

  private static List<Step> refuse(PtxForm form) {
    throw new LitmusException("'" + form + "': litmus programs have no such instruction");
  }

  private Step local(InstructionText text) {
    PtxForm form = text.form();
    FormMeaning meaning =
        Meanings.of(named(form))
            .orElseThrow(
                () ->
                    new LitmusException(
                        "'" + form + "': litmus programs have no such instruction"));
    List<Arg> inputs = new ArrayList<>();
    List<Integer> results = new ArrayList<>();
    for (int i = 0; i < text.operands().size(); i++) {
      if (form.operands().get(i).isResult()) {
        results.add(register(text, i));
      } else {
        inputs.add(arg(text, i));
      }
    }
    boolean cancels =
        (form.row().base().equals("xor") || form.row().base().equals("sub"))
            && inputs.getFirst().equals(inputs.getLast())
            && form.operands().getFirst().type().kind() != PtxType.Kind.FLOAT;
    return new Step.Local(meaning, List.copyOf(results), List.copyOf(inputs), cancels);
  }

  /** The form with names where literals stand: a literal is an input like others. */
  private static PtxForm named(PtxForm form) {
    StringBuilder spelling = new StringBuilder(form.pieces().getFirst());
    for (int i = 0; i < form.operands().size(); i++) {
      spelling.append('v').append(i).append(form.pieces().get(i + 1));
    }
    return PtxTable.resolve(spelling.toString());
  }

  private Arg arg(InstructionText text, int index) {
    String given = text.operands().get(index).text();
    Operand operand = text.form().operands().get(index);
    if (given.startsWith("%")) {
      return new Arg.Register(register(text, index), operand.width());
    }
    if (Literals.isLiteral(given)) {
      int bits = Math.min(64, operand.width());
      return new Arg.Constant(Literals.parse(given) & (-1L >>> (64 - bits)));
    }
    return new Arg.Constant(location(given).address());
  }

  private Location location(String name) {
    Location location = locations.get(name);
    if (location == null) {
      throw new LitmusException(
          "'" + name + "' is no location; there are " + String.join(", ", locations.keySet()));
    }
    return location;
  }

  private Address address(InstructionText text, int index, @Nullable String space) {
    Given given = text.operands().get(index);
    Arg base =
        given.text().startsWith("%")
            ? new Arg.Register(register(given.text(), RegClass.B64), 64)
            : new Arg.Constant(location(given.text()).address());
    return new Address(base, given.offset(), space);
  }

  private static @Nullable String space(PtxForm form) {
    return form.modifier("ss").orElse(null);
  }

  private static Scope scope(PtxForm form) {
    return form.effects().scope().orElse(Scope.SYS);
  }

  private List<Step> accesses(InstructionText text, boolean load) {
    PtxForm form = text.form();
    String space = space(form);
    if (form.modifier("nc").isPresent()
        || "const".equals(space)
        || "param".equals(space)
        || "local".equals(space)) {
      throw new LitmusException(
          "'" + form + "': the memory model is about global and shared memory by ld and st only");
    }
    List<Step> steps = new ArrayList<>();
    int at = -1;
    for (int i = 0; i < form.operands().size(); i++) {
      at = form.operands().get(i).kind() == OperandKind.ADDRESS ? i : at;
    }
    for (int i = 0; i < form.operands().size(); i++) {
      Operand operand = form.operands().get(i);
      if (i == at) {
        continue;
      }
      if (operand.type().bits() > 64 || operand.type() == PtxType.F32X2) {
        throw new LitmusException("'" + form + "': litmus programs access at most 64 bits");
      }
      Address base = address(text, at, space);
      long step = Math.max(0, operand.lane()) * (long) (operand.width() / 8);
      Address address = new Address(base.base(), base.offset() + step, space);
      steps.add(
          load
              ? new Step.Load(
                  address, register(text, i), operand.width(), form.effects().order(), scope(form))
              : new Step.Store(
                  address, arg(text, i), operand.width(), form.effects().order(), scope(form)));
    }
    return steps;
  }

  private Step atomic(InstructionText text) {
    PtxForm form = text.form();
    AtomicUpdate update = AtomicMeaning.of(form);
    Address at = null;
    int result = -1;
    int bits = 0;
    List<Arg> inputs = new ArrayList<>();
    for (int i = 0; i < form.operands().size(); i++) {
      Operand operand = form.operands().get(i);
      if (operand.kind() == OperandKind.ADDRESS) {
        at = address(text, i, space(form));
      } else if (operand.isResult()) {
        result = register(text, i);
      } else {
        inputs.add(arg(text, i));
        bits = operand.width();
      }
    }
    if (at == null) {
      throw new IllegalStateException("an atomic without address: " + form);
    }
    return new Step.Atomic(
        at, update, List.copyOf(inputs), result, bits, form.effects().order(), scope(form));
  }

  private static Step fence(InstructionText text) {
    PtxForm form = text.form();
    if (form.opcode().equals("fence.proxy.alias")) {
      return new Step.ProxyFence(true, FenceSpace.ALL);
    }
    if (form.opcode().startsWith("fence.proxy.async") && form.modifier("sem").isEmpty()) {
      FenceSpace spaces =
          switch (form.modifier("ss").orElse("")) {
            case "global" -> FenceSpace.GLOBAL;
            case "shared::cta" -> FenceSpace.SHARED_CTA;
            case "shared::cluster" -> FenceSpace.SHARED_CLUSTER;
            default -> FenceSpace.ALL;
          };
      return new Step.ProxyFence(false, spaces);
    }
    if (form.opcode().contains("proxy")
        || form.opcode().contains("restrict")
        || form.opcode().contains("mbarrier_init")) {
      throw new LitmusException(
          "'" + form + "': fences limited to some operations are not modelled");
    }
    return new Step.Fence(form.effects().order(), scope(form));
  }

  private Step barrier(InstructionText text) {
    PtxForm form = text.form();
    String opcode = form.opcode();
    if (opcode.startsWith("barrier.cluster.arrive")) {
      return new Step.ClusterArrive(!opcode.contains("relaxed"));
    }
    if (opcode.startsWith("barrier.cluster.wait")) {
      return new Step.ClusterWait();
    }
    boolean waits = opcode.contains(".sync");
    if ((!waits && !opcode.contains(".arrive")) || opcode.contains("warp")) {
      throw new LitmusException(
          "'" + form + "': litmus threads meet by bar.sync, bar.arrive and barrier.cluster only");
    }
    List<Integer> numbers = new ArrayList<>();
    for (Given given : text.operands()) {
      if (!Literals.isLiteral(given.text())) {
        throw new LitmusException("'" + form + "': write barrier and count as numbers");
      }
      numbers.add((int) Literals.parse(given.text()));
    }
    return new Step.Barrier(numbers.getFirst(), numbers.size() > 1 ? numbers.get(1) : -1, waits);
  }

  private Step mbarrier(InstructionText text) {
    PtxForm form = text.form();
    String opcode = form.opcode();
    Address at = null;
    int result = -1;
    List<Arg> inputs = new ArrayList<>();
    for (int i = 0; i < form.operands().size(); i++) {
      Operand operand = form.operands().get(i);
      if (operand.kind() == OperandKind.ADDRESS) {
        at = address(text, i, space(form));
      } else if (operand.isResult()) {
        result = register(text, i);
      } else {
        inputs.add(arg(text, i));
      }
    }
    if (at == null) {
      throw new LitmusException("'" + form + "': litmus programs have no such instruction");
    }
    if (opcode.startsWith("mbarrier.init")) {
      return new Step.MbarrierInit(at, inputs.getFirst());
    }
    if (opcode.startsWith("mbarrier.test_wait") || opcode.startsWith("mbarrier.try_wait")) {
      return new Step.MbarrierTest(
          at,
          inputs.getFirst(),
          opcode.contains(".parity"),
          result,
          form.effects().order(),
          scope(form));
    }
    AtomicUpdate update;
    if (opcode.startsWith("mbarrier.arrive.expect_tx")) {
      update = (old, in) -> some(Mbarrier.of(old).expectTx(in[0]).arrive(1));
    } else if (opcode.startsWith("mbarrier.expect_tx")) {
      update = (old, in) -> some(Mbarrier.of(old).expectTx(in[0]));
    } else if (opcode.startsWith("mbarrier.complete_tx")) {
      update = (old, in) -> some(Mbarrier.of(old).completeTx(in[0]));
    } else if (opcode.startsWith("mbarrier.arrive") && !opcode.contains("arrive_drop")) {
      update = (old, in) -> some(Mbarrier.of(old).arrive(in.length == 0 ? 1 : in[0]));
    } else {
      throw new LitmusException("'" + form + "': litmus programs have no such instruction");
    }
    return new Step.MbarrierUpdate(
        at, update, List.copyOf(inputs), result, form.effects().order(), scope(form));
  }

  private static OptionalLong some(Mbarrier state) {
    return OptionalLong.of(state.bits());
  }

  private Step copy(InstructionText text) {
    PtxForm form = text.form();
    String opcode = form.opcode();
    if (opcode.equals("cp.async.bulk.commit_group")) {
      return new Step.BulkCommit();
    }
    if (opcode.startsWith("cp.async.bulk.wait_group")) {
      return new Step.BulkWait(
          (int) Literals.parse(text.operands().getFirst().text()), opcode.endsWith(".read"));
    }
    if (!opcode.startsWith("cp.async.bulk.")
        || opcode.contains("prefetch")
        || opcode.contains("multicast")) {
      throw new LitmusException("'" + form + "': litmus programs have bulk copies only");
    }
    boolean tracked = opcode.contains("mbarrier");
    String toSpace = opcode.startsWith("cp.async.bulk.shared::cta") ? "shared::cta" : null;
    return new Step.BulkCopy(
        address(text, 0, toSpace),
        address(text, 1, null),
        arg(text, 2),
        tracked ? address(text, 3, null) : null);
  }
}
