package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.Problems.Refused;
import dev.ringkernel.ptx.sim.SimCode.Function;
import dev.ringkernel.ptx.sim.SimCode.Slot;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxOperand;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decodes the lines of one function. */
final class FunctionDecoder {
  private final KernelDecoder kernel;
  private final PtxFunction function;
  private final FrameLayout layout;
  private final Function placed;
  private final RegisterFile registers;
  private final Map<String, Integer> labels = new HashMap<>();
  private final Map<String, List<String>> tables = new HashMap<>();
  private final Map<String, SimKernel.Param> arguments = new HashMap<>();

  /** The slots of calls by their name, as visible at the line that is decoded. */
  private Map<String, Slot> slots = new HashMap<>();

  /** What is looked at around instructions; null where nothing is. */
  private final @Nullable Watches watches;

  FunctionDecoder(KernelDecoder kernel, PtxFunction function, FrameLayout layout, Function placed) {
    this.kernel = kernel;
    this.function = function;
    this.layout = layout;
    this.placed = placed;
    this.registers = new RegisterFile(function);
    this.watches = kernel.watches();
    if (isEntry()) {
      KernelDecoder.params(function).forEach(p -> arguments.put(p.name(), p));
    }
  }

  boolean isEntry() {
    return function.kind() == PtxFunction.Kind.ENTRY;
  }

  KernelDecoder kernel() {
    return kernel;
  }

  RegisterFile registers() {
    return registers;
  }

  Function placed() {
    return placed;
  }

  void decode(Op[] ops, PtxLine[] lines) {
    findLabels();
    List<Map<String, Slot>> scopes = new ArrayList<>();
    int pc = placed.start;
    for (int i = 0; i < function.body().size(); i++) {
      PtxLine line = function.body().get(i);
      switch (line) {
        case PtxLine.Instr instr -> {
          lines[pc] = instr;
          ops[pc++] = decode(instr, instr.guard(), () -> op(instr));
        }
        case PtxLine.Call call -> {
          lines[pc] = call;
          ops[pc++] = decode(call, call.guard(), () -> op(call));
        }
        case PtxLine.Brace b -> {
          if (b.opens()) {
            scopes.add(slots);
            slots = new HashMap<>(slots);
          } else {
            slots = scopes.removeLast();
          }
        }
        case PtxLine.Slot s -> slots.put(s.param().name(), layout.slot(i));
        case PtxLine.Label l -> {}
        case PtxLine.Targets t -> {}
        case PtxLine.CallTargets t -> {}
        case PtxLine.Prototype p -> {}
        case PtxLine.Pragma p -> {}
      }
    }
    ops[pc] = end();
    lines[pc] = new PtxLine.Label("the end of " + function.name());
    placed.registers = registers.initial();
  }

  private Op op(PtxLine.Instr instr) {
    Site site = new Site(this, instr);
    Op op = OpTable.make(site);
    return watches == null ? op : watches.around(op, site, instr, kernel.name());
  }

  private Op op(PtxLine.Call call) {
    Op op = Calls.make(this, call);
    return watches == null ? op : watches.around(op, call, kernel.name());
  }

  /** What {@code ret} does in this function. */
  Op end() {
    return isEntry() ? new Flow.Exit() : new Flow.Return(layout.result());
  }

  private void findLabels() {
    int pc = placed.start;
    for (PtxLine line : function.body()) {
      if (line instanceof PtxLine.Label l) {
        labels.put(l.name(), pc);
      } else if (line instanceof PtxLine.Targets t) {
        tables.put(t.name(), t.labels());
      } else if (KernelDecoder.isExecuted(line)) {
        pc++;
      }
    }
  }

  /** Makes an instruction's operation. */
  private interface Maker {
    Op make();
  }

  private Op decode(PtxLine line, PtxLine.@Nullable Guard guard, Maker maker) {
    try {
      Op op = maker.make();
      if (guard == null) {
        return op;
      }
      int predicate = registers.of(guard.predicate());
      long when = guard.negated() ? 0 : 1;
      return op instanceof Flow.Branch b
          ? new Flow.BranchIf(predicate, when, b.target())
          : new Guarded(predicate, when, op);
    } catch (Refused e) {
      kernel.problems().add(line, e);
      return new Nothing();
    }
  }

  /** The index of a label. */
  int label(String name) {
    Integer at = labels.get(name);
    if (at == null) {
      throw new Refused("there is no label '" + name + "' in " + function.name());
    }
    return at;
  }

  /** The indices of a table of labels. */
  List<Integer> table(String name) {
    List<String> names = tables.get(name);
    if (names == null) {
      throw new Refused("there is no table of targets '" + name + "' in " + function.name());
    }
    return names.stream().map(this::label).toList();
  }

  /** A slot of a call, visible here. */
  Slot slot(String name) {
    Slot slot = slots.get(name);
    if (slot == null) {
      throw new Refused("there is no parameter variable '" + name + "' here");
    }
    return slot;
  }

  /** A piece of the frame by its name: a slot, an own parameter, a local variable; or null. */
  @Nullable Slot frame(String name) {
    Slot slot = slots.get(name);
    slot = slot == null ? layout.own(name) : slot;
    return slot == null ? layout.variable(name) : slot;
  }

  /** Whether the name is one of a local variable. */
  boolean isLocalVariable(String name) {
    return layout.variable(name) != null;
  }

  /** Where a shared variable lies, from the start of the block's shared memory; null for others. */
  @Nullable Integer sharedOffset(String name) {
    return kernel.sharedOffset(function, name);
  }

  /** A parameter of the kernel, if this is it; or null. */
  SimKernel.@Nullable Param argument(String name) {
    return arguments.get(name);
  }

  /** The register of an operand that must be one. */
  int register(PtxOperand operand) {
    if (operand instanceof PtxOperand.Reg r) {
      return registers.of(r);
    }
    throw new Refused("'" + operand.text() + "' should be a register");
  }
}
