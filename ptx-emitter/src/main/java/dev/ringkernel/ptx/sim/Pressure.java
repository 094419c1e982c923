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
  /** Bits of all live sets beyond which the answer is not worth the memory. */
  private static final long MOST = 1L << 30;

  /** An instruction: what it reads and writes, and where else than behind it it goes on. */
  private record Node(
      List<Integer> reads,
      List<Integer> writes,
      boolean always,
      List<Integer> targets,
      boolean fallsThrough) {}

  private final Map<PtxOperand.Reg, Integer> numbers = new HashMap<>();
  private final List<Integer> weights = new ArrayList<>();
  private final List<Node> nodes = new ArrayList<>();

  private Pressure() {}

  /** For a function with a body; the most that a thread can have where it is too large to tell. */
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
        nodes.add(node(i, labels, tables));
      } else if (line instanceof PtxLine.Call c) {
        List<Integer> reads = new ArrayList<>();
        use(c.callee(), reads);
        guard(c.guard(), reads);
        nodes.add(new Node(reads, List.of(), true, List.of(), true));
      }
    }
  }

  private Node node(
      PtxLine.Instr i, Map<String, Integer> labels, Map<String, List<String>> tables) {
    List<Integer> reads = new ArrayList<>();
    List<Integer> writes = new ArrayList<>();
    guard(i.guard(), reads);
    List<Integer> targets = new ArrayList<>();
    String base = i.form().row().base();
    boolean leaves = base.equals("ret") || base.equals("exit") || base.equals("trap");
    boolean jumps = base.equals("bra") || base.equals("brx");
    List<Operand> formals = i.form().formals();
    for (int k = 0; k < formals.size(); k++) {
      PtxOperand operand = i.operands().get(k);
      use(operand, formals.get(k).isResult() ? writes : reads);
      if (jumps && operand instanceof PtxOperand.Sym name) {
        for (String label : tables.getOrDefault(name.text(), List.of(name.text()))) {
          Integer target = labels.get(label);
          if (target != null) {
            targets.add(target);
          }
        }
      }
    }
    boolean always = i.guard() == null;
    return new Node(reads, writes, always, targets, !always || !(leaves || jumps));
  }

  private void guard(PtxLine.@Nullable Guard guard, List<Integer> reads) {
    if (guard != null) {
      use(guard.predicate(), reads);
    }
  }

  private void use(PtxOperand operand, List<Integer> set) {
    if (operand instanceof PtxOperand.Addr a) {
      use(a.base(), set);
    } else if (operand instanceof PtxOperand.Reg r && r.regClass() != RegClass.PRED) {
      Integer number = numbers.get(r);
      if (number == null) {
        number = numbers.size();
        numbers.put(r, number);
        weights.add((r.regClass().bits() + 31) / 32);
      }
      set.add(number);
    }
  }

  private int widest() {
    BitSet starts = new BitSet();
    for (int i = 0; i < nodes.size(); i++) {
      Node node = nodes.get(i);
      node.targets().forEach(starts::set);
      if (!node.targets().isEmpty() || !node.fallsThrough()) {
        starts.set(i + 1);
      }
    }
    starts.clear(nodes.size(), Math.max(nodes.size(), starts.length()));
    starts.set(0, !nodes.isEmpty());
    if ((long) starts.cardinality() * numbers.size() > MOST) {
      return SimLimits.REGISTERS_PER_THREAD;
    }
    Map<Integer, BitSet> live = new HashMap<>();
    starts.stream().forEach(b -> live.put(b, new BitSet()));
    int most = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int b = starts.previousSetBit(nodes.size()); b >= 0; b = starts.previousSetBit(b - 1)) {
        int next = starts.nextSetBit(b + 1);
        int end = next < 0 ? nodes.size() : next;
        BitSet now = after(end - 1, live);
        int width = now.stream().map(weights::get).sum();
        for (int i = end - 1; i >= b; i--) {
          Node node = nodes.get(i);
          for (int w : node.writes()) {
            most = Math.max(most, now.get(w) ? width : width + weights.get(w));
            if (node.always() && now.get(w)) {
              now.clear(w);
              width -= weights.get(w);
            }
          }
          for (int r : node.reads()) {
            if (!now.get(r)) {
              now.set(r);
              width += weights.get(r);
            }
          }
          most = Math.max(most, width);
        }
        if (!now.equals(live.get(b))) {
          live.put(b, now);
          changed = true;
        }
      }
    }
    return most;
  }

  private BitSet after(int i, Map<Integer, BitSet> live) {
    BitSet after = new BitSet();
    for (int target : nodes.get(i).targets()) {
      after.or(live.getOrDefault(target, new BitSet()));
    }
    if (nodes.get(i).fallsThrough()) {
      after.or(live.getOrDefault(i + 1, new BitSet()));
    }
    return after;
  }
}
