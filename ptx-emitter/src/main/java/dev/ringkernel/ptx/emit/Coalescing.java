package dev.ringkernel.ptx.emit;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxOperand;
import dev.ringkernel.ptx.text.PtxOperand.Addr;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import dev.ringkernel.ptx.text.PtxOperand.Sym;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Joins a block parameter's shadow with the parameter where the parameter is dead whenever the
 * shadow is written, drops the copies that become empty, and numbers the registers anew in order of
 * appearance.
 */
final class Coalescing {
  /**
   * The lines with fewer registers.
   *
   * @param registers how many of each class are left
   */
  record Result(List<PtxLine> lines, Map<RegClass, Integer> registers) {}

  private static final Set<String> LEAVING = Set.of("bra", "brx", "ret", "exit", "trap");

  private final List<PtxLine> lines;
  private final Map<PtxForm, List<Operand>> formals = new IdentityHashMap<>();

  /** Only the parameters in question are followed. */
  private final Map<Reg, Integer> numbers = new HashMap<>();

  private final Map<String, Integer> labels = new HashMap<>();
  private final Map<String, List<String>> tables = new HashMap<>();

  private Coalescing(List<PtxLine> lines, Map<Reg, Reg> pairs) {
    this.lines = lines;
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i) instanceof PtxLine.Label l) {
        labels.put(l.name(), i);
      } else if (lines.get(i) instanceof PtxLine.Targets t) {
        tables.put(t.name(), t.labels());
      }
    }
    pairs.values().forEach(r -> numbers.putIfAbsent(r, numbers.size()));
  }

  /** Joins what can be joined of {@code pairs} (shadow to parameter). */
  static Result run(List<PtxLine> lines, Map<Reg, Reg> pairs, Map<RegClass, Integer> counts) {
    Map<Reg, Reg> joined = new HashMap<>(pairs);
    new Coalescing(lines, pairs).removeInterfering(joined);
    Map<Reg, Reg> renamed = new HashMap<>();
    Map<RegClass, Integer> used = new EnumMap<>(RegClass.class);
    List<PtxLine> result = new ArrayList<>();
    for (PtxLine line : lines) {
      if (!(line instanceof PtxLine.Instr i)) {
        result.add(line);
        continue;
      }
      List<PtxOperand> operands = new ArrayList<>();
      for (PtxOperand o : i.operands()) {
        operands.add(rename(o, joined));
      }
      if (i.form().opcode().startsWith("mov.")
          && i.guard() == null
          && operands.size() == 2
          && operands.get(0).equals(operands.get(1))) {
        continue;
      }
      operands.replaceAll(o -> renumber(o, renamed, used));
      PtxLine.Guard guard = i.guard();
      if (guard != null && renumber(guard.predicate(), renamed, used) instanceof Reg p) {
        guard = new PtxLine.Guard(p, guard.negated());
      }
      result.add(new PtxLine.Instr(guard, i.form(), operands, i.span()));
    }
    return new Result(result, used);
  }

  private static PtxOperand rename(PtxOperand o, Map<Reg, Reg> joined) {
    return switch (o) {
      case Reg r -> joined.getOrDefault(r, r);
      case Addr a -> new Addr(rename(a.base(), joined), a.offset());
      case PtxOperand.Imm i -> i;
      case Sym s -> s;
      case PtxOperand.Sink s -> s;
    };
  }

  private static PtxOperand renumber(
      PtxOperand o, Map<Reg, Reg> renamed, Map<RegClass, Integer> used) {
    return switch (o) {
      case Reg r -> {
        Reg known = renamed.get(r);
        if (known == null) {
          known = new Reg(r.regClass(), used.merge(r.regClass(), 1, Integer::sum) - 1);
          renamed.put(r, known);
        }
        yield known;
      }
      case Addr a -> new Addr(renumber(a.base(), renamed, used), a.offset());
      case PtxOperand.Imm i -> i;
      case Sym s -> s;
      case PtxOperand.Sink s -> s;
    };
  }

  /**
   * Drops the pairs whose parameter is live behind a write of the shadow, but for the copy itself.
   */
  private void removeInterfering(Map<Reg, Reg> pairs) {
    if (pairs.isEmpty()) {
      return;
    }
    int[][] reads = new int[lines.size()][];
    int[][] writes = new int[lines.size()][];
    for (int i = 0; i < lines.size(); i++) {
      boolean isInstr = lines.get(i) instanceof PtxLine.Instr;
      reads[i] = isInstr ? tracked(read((PtxLine.Instr) lines.get(i))) : new int[0];
      boolean kills = lines.get(i) instanceof PtxLine.Instr instr && instr.guard() == null;
      writes[i] = kills ? tracked(written((PtxLine.Instr) lines.get(i))) : new int[0];
    }
    BitSet[] liveIn = liveness(reads, writes);
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i) instanceof PtxLine.Instr instr) {
        for (Reg d : written(instr)) {
          Reg parameter = pairs.get(d);
          Integer number = parameter == null ? null : numbers.get(parameter);
          if (number != null && liveOut(i, liveIn).get(number)) {
            pairs.remove(d);
          }
        }
      }
    }
  }

  private int[] tracked(List<Reg> registers) {
    return registers.stream()
        .mapToInt(r -> numbers.getOrDefault(r, -1))
        .filter(n -> n >= 0)
        .toArray();
  }

  private BitSet[] liveness(int[][] reads, int[][] writes) {
    BitSet[] in = new BitSet[lines.size() + 1];
    for (int i = 0; i <= lines.size(); i++) {
      in[i] = new BitSet();
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = lines.size() - 1; i >= 0; i--) {
        BitSet live = liveOut(i, in);
        for (int w : writes[i]) {
          live.clear(w);
        }
        for (int r : reads[i]) {
          live.set(r);
        }
        if (!live.equals(in[i])) {
          in[i] = live;
          changed = true;
        }
      }
    }
    return in;
  }

  private BitSet liveOut(int line, BitSet[] in) {
    BitSet live = new BitSet();
    boolean falls = true;
    if (lines.get(line) instanceof PtxLine.Instr i) {
      String base = i.form().row().base();
      switch (base) {
        case "bra" -> live.or(in[target(i.operands().getFirst())]);
        case "brx" -> {
          for (String l : tables.getOrDefault(i.operands().getLast().text(), List.of())) {
            live.or(in[target(new Sym(l))]);
          }
        }
        default -> {}
      }
      boolean leaves = LEAVING.contains(base);
      falls = !leaves || i.guard() != null;
    }
    if (falls) {
      live.or(in[line + 1]);
    }
    return live;
  }

  private int target(PtxOperand label) {
    Integer at = labels.get(label.text());
    if (at == null) {
      throw new IllegalStateException("no label " + label.text());
    }
    return at;
  }

  private List<Reg> written(PtxLine.Instr i) {
    List<Reg> result = new ArrayList<>();
    List<Operand> formals = this.formals.computeIfAbsent(i.form(), PtxForm::formals);
    for (int k = 0; k < formals.size(); k++) {
      if (formals.get(k).isResult() && i.operands().get(k) instanceof Reg r) {
        result.add(r);
      }
    }
    return result;
  }

  private List<Reg> read(PtxLine.Instr i) {
    List<Reg> result = new ArrayList<>();
    List<Operand> formals = this.formals.computeIfAbsent(i.form(), PtxForm::formals);
    for (int k = 0; k < formals.size(); k++) {
      PtxOperand o = i.operands().get(k);
      if (o instanceof Addr a && a.base() instanceof Reg r) {
        result.add(r);
      } else if (o instanceof Reg r && !formals.get(k).isResult()) {
        result.add(r);
      }
    }
    PtxLine.Guard guard = i.guard();
    if (guard != null) {
      result.add(guard.predicate());
    }
    return result;
  }
}
