package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxOperand;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many 32-bit registers a function needs at once: the values that live at its widest place. An
 * estimate of what the assembler will take, which also moves instructions.
 */
final class Pressure {
  /** An instruction: what it reads and writes, and where it goes on. */
  private record Node(BitSet reads, BitSet writes, boolean always, List<Integer> next) {}

  private final Map<PtxOperand.Reg, Integer> numbers = new HashMap<>();
  private final List<Integer> weights = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  private Pressure() {}

  static int of(PtxFunction f) {
    Pressure pressure = new Pressure();
    pressure.build(f);
    return pressure.widest();
  }

  private void build(PtxFunction f) {
    Map<String, Integer> labels = new HashMap<>();
    Map<String, List<String>> tables = new HashMap<>();
    int count = 0;
    for (PtxLine line : f.body()) {
      if (line instanceof PtxLine.Label l) {
        labels.put(l.name(), count);
      } else if (line instanceof PtxLine.Targets t) {
        tables.put(t.name(), t.labels());
      } else if (KernelDecoder.isExecuted(line)) {
        count++;
      }
    }
    for (PtxLine line : f.body()) {
      if (line instanceof PtxLine.Instr i) {
        nodes.add(node(i, labels, tables, count));
      } else if (line instanceof PtxLine.Call c) {
        BitSet reads = new BitSet();
        use(c.callee(), reads);
        guard(c.guard(), reads);
        nodes.add(new Node(reads, new BitSet(), false, next(nodes.size() + 1, count)));
      }
    }
  }

  private Node node(
      PtxLine.Instr i, Map<String, Integer> labels, Map<String, List<String>> tables, int count) {
    BitSet reads = new BitSet();
    BitSet writes = new BitSet();
    guard(i.guard(), reads);
    List<Integer> next = new ArrayList<>();
    String base = i.form().row().base();
    boolean leaves = base.equals("ret") || base.equals("exit") || base.equals("trap");
    boolean jumps = base.equals("bra") || base.equals("brx");
    if (i.guard() != null || !(leaves || jumps)) {
      next.addAll(next(nodes.size() + 1, count));
    }
    List<Operand> formals = i.form().formals();
    for (int k = 0; k < formals.size(); k++) {
      PtxOperand operand = i.operands().get(k);
      use(operand, formals.get(k).isResult() ? writes : reads);
      if (jumps && operand instanceof PtxOperand.Sym name) {
        for (String label : tables.getOrDefault(name.text(), List.of(name.text()))) {
          next.addAll(next(labels.getOrDefault(label, count), count));
        }
      }
    }
    return new Node(reads, writes, i.guard() == null, next);
  }

  private static List<Integer> next(int at, int count) {
    return at < count ? List.of(at) : List.of();
  }

  private void guard(PtxLine.@Nullable Guard guard, BitSet reads) {
    if (guard != null) {
      use(guard.predicate(), reads);
    }
  }

  private void use(PtxOperand operand, BitSet set) {
    if (operand instanceof PtxOperand.Addr a) {
      use(a.base(), set);
    } else if (operand instanceof PtxOperand.Reg r && r.regClass() != RegClass.PRED) {
      Integer number = numbers.get(r);
      if (number == null) {
        number = numbers.size();
        numbers.put(r, number);
        weights.add((r.regClass().bits() + 31) / 32);
      }
      set.set(number);
    }
  }

  private int widest() {
    List<BitSet> live = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      live.add(new BitSet());
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = nodes.size() - 1; i >= 0; i--) {
        BitSet now = after(i, live);
        if (nodes.get(i).always()) {
          now.andNot(nodes.get(i).writes());
        }
        now.or(nodes.get(i).reads());
        if (!now.equals(live.get(i))) {
          live.set(i, now);
          changed = true;
        }
      }
    }
    int most = 0;
    for (int i = 0; i < nodes.size(); i++) {
      BitSet with = after(i, live);
      with.or(nodes.get(i).writes());
      most = Math.max(most, with.stream().map(weights::get).sum());
    }
    return most;
  }

  private BitSet after(int i, List<BitSet> live) {
    BitSet after = new BitSet();
    nodes.get(i).next().forEach(n -> after.or(live.get(n)));
    return after;
  }
}
