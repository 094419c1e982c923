package dev.ringkernel.ptx.emit;

import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxOperand;
import dev.ringkernel.ptx.text.PtxOperand.Addr;
import dev.ringkernel.ptx.text.PtxOperand.Imm;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the integer and control instructions of one device function by the manual's meaning:
 * registers keep their bits, shift amounts clamp, narrow sources are the low bits. Registers start
 * with rubbish.
 */
final class PtxMachine {
  private final PtxFunction function;
  private final Map<Reg, Long> registers = new HashMap<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private final Map<String, List<String>> tables = new HashMap<>();
  private final Map<Long, Long> results = new HashMap<>();
  private final List<Long> arguments;

  private PtxMachine(PtxFunction function, List<Long> arguments) {
    this.function = function;
    this.arguments = arguments;
    for (int i = 0; i < function.body().size(); i++) {
      if (function.body().get(i) instanceof PtxLine.Label l) {
        labels.put(l.name(), i);
      } else if (function.body().get(i) instanceof PtxLine.Targets t) {
        tables.put(t.name(), t.labels());
      }
    }
  }

  /** The results by their offset in the result slot. */
  static Map<Long, Long> run(PtxFunction f, List<Long> arguments, int fuel) {
    return new PtxMachine(f, arguments).run(fuel);
  }

  private Map<Long, Long> run(int fuel) {
    int at = 0;
    for (int left = fuel; left > 0; left--) {
      if (!(function.body().get(at) instanceof PtxLine.Instr i)) {
        at++;
        continue;
      }
      at++;
      if (i.guard() != null && (get(i.guard().predicate()) & 1) == (i.guard().negated() ? 1 : 0)) {
        continue;
      }
      String[] opcode = i.form().opcode().split("\\.");
      switch (opcode[0]) {
        case "bra" -> at = labels.get(i.operands().get(0).text());
        case "brx" -> {
          List<String> table = tables.get(i.operands().get(1).text());
          at = labels.get(table.get((int) get(i.operands().get(0))));
        }
        case "ret" -> {
          return results;
        }
        case "st" -> results.put(((Addr) i.operands().get(0)).offset(), get(i.operands().get(1)));
        case "ld" ->
            set(
                i,
                arguments.get(
                    Integer.parseInt(((Addr) i.operands().get(1)).base().text().substring(2))));
        default -> set(i, evaluate(opcode, i.operands()));
      }
    }
    throw new IllegalStateException("the program does not end");
  }

  private void set(PtxLine.Instr i, long v) {
    Reg r = (Reg) i.operands().getFirst();
    int bits = r.regClass().bits();
    registers.put(r, bits == 64 ? v : v & ((1L << bits) - 1));
  }

  private long get(PtxOperand o) {
    return switch (o) {
      case Reg r -> registers.getOrDefault(r, r.regClass().bits() == 1 ? 0L : 0x5bad5badL);
      case Imm i -> Long.parseLong(i.text());
      case Addr a -> throw new IllegalStateException(a.text());
      case PtxOperand.Sink s -> throw new IllegalStateException("read");
      case PtxOperand.Sym s -> throw new IllegalStateException(s.text());
    };
  }

  /** The value of an operand read as a type such as {@code s32}. */
  private long get(PtxOperand o, String type) {
    long v = get(o);
    int unused = 64 - (type.equals("pred") ? 1 : Integer.parseInt(type.substring(1)));
    return type.startsWith("s") ? v << unused >> unused : v << unused >>> unused;
  }

  private long evaluate(String[] opcode, List<PtxOperand> o) {
    String type = opcode[opcode.length - 1];
    boolean wide = type.endsWith("64");
    long a = get(o.get(1), type);
    if (opcode[0].equals("selp")) {
      return (get(o.get(3)) & 1) != 0 ? a : get(o.get(2), type);
    }
    long b = 0;
    if (o.size() > 2) {
      boolean shift = opcode[0].equals("shl") || opcode[0].equals("shr");
      b = get(o.get(2), shift ? "u32" : type);
    }
    return switch (opcode[0]) {
      case "mov" -> a;
      case "not" -> ~a;
      case "neg" -> -a;
      case "abs" -> Math.abs(a);
      case "cvt" -> a;
      case "add" -> a + b;
      case "sub" -> a - b;
      case "mul" -> opcode[1].equals("lo") ? a * b : (a * b) >> 32;
      case "div" -> type.startsWith("s") ? a / b : Long.divideUnsigned(a, b);
      case "rem" -> type.startsWith("s") ? a % b : Long.remainderUnsigned(a, b);
      case "and" -> a & b;
      case "or" -> a | b;
      case "xor" -> a ^ b;
      case "min" -> less(type, a, b) ? a : b;
      case "max" -> less(type, a, b) ? b : a;
      case "shl" -> b >= (wide ? 64 : 32) ? 0 : a << b;
      case "shr" -> {
        long clamped = Math.min(b, wide ? 63 : 32);
        yield type.startsWith("s") ? a >> clamped : b >= 64 ? 0 : a >>> b;
      }
      case "setp" -> {
        boolean result =
            switch (opcode[1]) {
              case "eq" -> a == b;
              case "ne" -> a != b;
              case "lt" -> less(type, a, b);
              case "le" -> !less(type, b, a);
              case "gt" -> less(type, b, a);
              case "ge" -> !less(type, a, b);
              default -> throw new IllegalStateException(opcode[1]);
            };
        yield result ? 1 : 0;
      }
      default -> throw new IllegalStateException(String.join(".", opcode));
    };
  }

  private static boolean less(String type, long a, long b) {
    return type.startsWith("s") ? a < b : Long.compareUnsigned(a, b) < 0;
  }
}
