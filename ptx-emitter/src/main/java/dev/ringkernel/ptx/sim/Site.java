package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.sim.Problems.Refused;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxOperand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An instruction as its decoder sees it: the operands that it reads and writes, in textual order,
 * as registers; constants are registers too.
 */
final class Site {
  private static final Set<String> SPACES =
      Set.of(
          "const",
          "global",
          "local",
          "param",
          "param::entry",
          "param::func",
          "shared",
          "shared::cta",
          "shared::cluster");

  private final FunctionDecoder f;
  private final PtxLine.Instr instr;

  /** An operand of the form with what stands for it; null where the form fixes its text. */
  private record Given(Operand formal, @Nullable PtxOperand operand) {}

  private final List<Given> results = new ArrayList<>();
  private final List<Given> inputs = new ArrayList<>();
  private final List<Given> addresses = new ArrayList<>();

  Site(FunctionDecoder f, PtxLine.Instr instr) {
    this.f = f;
    this.instr = instr;
    int next = 0;
    for (Operand formal : instr.form().operands()) {
      Given given = new Given(formal, formal.fixed() ? null : instr.operands().get(next++));
      if (formal.isResult()) {
        results.add(given);
      } else if (formal.kind() == OperandKind.ADDRESS) {
        addresses.add(given);
      } else {
        inputs.add(given);
      }
    }
  }

  FunctionDecoder function() {
    return f;
  }

  PtxForm form() {
    return instr.form();
  }

  /** Whether it is decoded for the weak mode. */
  boolean weak() {
    return f.kernel().symbols().device().machine().options().memory() == SimMemoryOrder.WEAK;
  }

  boolean has(String modifier) {
    return form().modifiers().containsValue(modifier);
  }

  /** The value of a modifier of the row. */
  String modifier(String name) {
    return form()
        .modifier(name)
        .orElseThrow(() -> new IllegalStateException("no ." + name + " in " + form()));
  }

  /** The state space that the instruction names, or an empty text. */
  String space() {
    for (String value : form().modifiers().values()) {
      if (SPACES.contains(value)) {
        return value;
      }
    }
    return "";
  }

  /** Refuses the instruction as it is. */
  Refused unknown() {
    return new Refused("the simulator does not execute '" + instr.text() + "' yet");
  }

  int resultCount() {
    return results.size();
  }

  int inputCount() {
    return inputs.size();
  }

  Operand resultFormal(int i) {
    return results.get(i).formal();
  }

  Operand inputFormal(int i) {
    return inputs.get(i).formal();
  }

  /** The operand that stands for input {@code i}; null where the form fixes it. */
  @Nullable PtxOperand inputOperand(int i) {
    return inputs.get(i).operand();
  }

  /** The register of a result; one of nobody's where nobody wants it. */
  int result(int i) {
    PtxOperand operand = results.get(i).operand();
    if (operand instanceof PtxOperand.Sink) {
      return f.registers().scratch();
    }
    if (operand == null) {
      throw unknown();
    }
    return f.register(operand);
  }

  int[] results() {
    int[] all = new int[results.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = result(i);
    }
    return all;
  }

  /** The bits that a result register has. */
  long resultMask(int i) {
    int bits =
        results.get(i).operand() instanceof PtxOperand.Reg r
            ? r.regClass().bits()
            : results.get(i).formal().width();
    return bits >= 64 ? -1 : (1L << bits) - 1;
  }

  /** The register of an input. */
  int input(int i) {
    Given given = inputs.get(i);
    return switch (given.operand()) {
      case null ->
          f.registers()
              .constant(new PtxOperand.Imm(given.formal().name()).bits(given.formal().type()));
      case PtxOperand.Reg r -> f.registers().of(r);
      case PtxOperand.Imm imm -> f.registers().constant(imm.bits(given.formal().type()));
      case PtxOperand.Sym s -> throw misplaced(s);
      case PtxOperand.Addr a -> throw misplaced(a);
      case PtxOperand.Sink s -> throw misplaced(s);
    };
  }

  private Refused misplaced(PtxOperand operand) {
    return new Refused("'" + operand.text() + "' cannot stand in '" + instr.text() + "'");
  }

  int[] inputs(int from, int count) {
    int[] all = new int[count];
    for (int i = 0; i < count; i++) {
      all[i] = input(from + i);
    }
    return all;
  }

  int[] inputs() {
    return inputs(0, inputs.size());
  }

  /** The value of predicate input {@code i} for which it counts as true. */
  long when(int i) {
    return inputs.get(i).formal().negated() ? 0 : 1;
  }

  /** The value of an input that must be a constant. */
  long constant(int i) {
    Given given = inputs.get(i);
    return switch (given.operand()) {
      case null -> new PtxOperand.Imm(given.formal().name()).bits(given.formal().type());
      case PtxOperand.Imm imm -> imm.bits(given.formal().type());
      case PtxOperand other ->
          throw new Refused("'" + other.text() + "' must be a constant in '" + instr.text() + "'");
    };
  }

  /** The two registers of a 128-bit input, the low one first. */
  int[] wideInput(int i) {
    if (inputs.get(i).operand() instanceof PtxOperand.Reg r && r.regClass() == RegClass.B128) {
      int low = f.registers().of(r);
      return new int[] {low, low + 1};
    }
    throw unknown();
  }

  /** The two registers of a 128-bit result, the low one first. */
  int[] wideResult(int i) {
    if (results.get(i).operand() instanceof PtxOperand.Sink) {
      return new int[] {f.registers().scratch(), f.registers().scratch()};
    }
    if (results.get(i).operand() instanceof PtxOperand.Reg r && r.regClass() == RegClass.B128) {
      int low = f.registers().of(r);
      return new int[] {low, low + 1};
    }
    throw unknown();
  }

  /** The place of the address in brackets, for an access of so many bytes. */
  Place place(int i, int bytes) {
    return place(i, space(), bytes);
  }

  /** As {@link #place(int, int)}, where the instruction names several spaces. */
  Place place(int i, String space, int bytes) {
    PtxOperand operand = addresses.get(i).operand();
    if (operand == null) {
      throw unknown();
    }
    return Place.of(f, space, operand, bytes);
  }

  int addressCount() {
    return addresses.size();
  }

  /** A fresh memory of regions for this instruction. */
  Reach reach(boolean writes) {
    return new Reach(writes);
  }
}
