package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.sim.alu.Approximations;
import dev.ringkernel.ptx.sim.alu.FormMeaning;
import dev.ringkernel.ptx.sim.alu.Meanings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One instruction as it is run: a form, with a value for an operand that must be a constant.
 *
 * @param form the form
 * @param constant the value of its immediate operand; empty where it has none
 */
record Case(PtxForm form, List<Long> constant) {
  /** The hardware of the record. */
  static final Target TARGET = Target.parse("sm_90a");

  private static final List<Long> TABLES = List.of(0x00L, 0x1bL, 0x40L, 0x96L, 0xcaL, 0xe8L, 0xfeL);

  private static final Map<List<Object>, Inputs> INPUTS = new ConcurrentHashMap<>();

  /** Every case of every form that has a meaning, in the table's order. */
  static List<Case> all() {
    List<Case> all = new ArrayList<>();
    for (PtxRow row : PtxTable.rows()) {
      if (row.effects().pure()) {
        for (String spelling : row.spellings()) {
          PtxForm form = PtxTable.resolve(spelling);
          if (Meanings.of(form).isPresent()) {
            if (form.inputs().stream().anyMatch(o -> o.kind() == OperandKind.IMMEDIATE)) {
              TABLES.forEach(table -> all.add(new Case(form, List.of(table))));
            } else {
              all.add(new Case(form, List.of()));
            }
          }
        }
      }
    }
    return all;
  }

  /** Whether the hardware of the record has the form, and all its inputs are operands. */
  boolean recordable() {
    boolean visible =
        Meanings.of(form).orElseThrow().results().getFirst().arity() == form.inputs().size();
    return visible && form.availability().lowestVersion(TARGET).isPresent();
  }

  /** Whether results may differ from the hardware's within a stated error. */
  boolean approximate() {
    return Approximations.of(form).isPresent();
  }

  /** The operands whose values vary. */
  List<Operand> variables() {
    return form.inputs().stream().filter(o -> o.kind() != OperandKind.IMMEDIATE).toList();
  }

  /** The input vectors; shared by all cases of a signature. */
  Inputs inputs() {
    List<Inputs.Slot> slots = new ArrayList<>();
    for (Operand operand : variables()) {
      slots.add(Inputs.Slot.of(operand.type()));
    }
    boolean scan = form.modifiers().containsKey("oob");
    return INPUTS.computeIfAbsent(List.of(slots, scan), key -> new Inputs(slots, scan));
  }

  /**
   * The values of a result for all vectors, as a register of the result's class holds them: signed
   * values narrower than the register are sign-extended.
   */
  long[] expected(int result) {
    FormMeaning meaning = Meanings.of(form).orElseThrow();
    Inputs inputs = inputs();
    List<Operand> operands = form.inputs();
    PtxType type = form.results().get(result).type();
    long[] values = new long[inputs.count()];
    for (int i = 0; i < values.length; i++) {
      long[] arguments = new long[operands.size()];
      int slot = 0;
      for (int j = 0; j < arguments.length; j++) {
        Operand operand = operands.get(j);
        arguments[j] =
            operand.kind() == OperandKind.IMMEDIATE
                ? constant.getFirst()
                : inputs.value(slot++, i) ^ (negated(operand) ? 1 : 0);
      }
      values[i] = widened(type, meaning.results().get(result).apply(arguments));
    }
    return values;
  }

  private static long widened(PtxType type, long value) {
    int register = type.regClass().bits();
    if (type.kind() != PtxType.Kind.SIGNED || type.bits() >= register) {
      return value;
    }
    int up = 64 - type.bits();
    return value << up >> up & -1L >>> (64 - register);
  }

  /** The inputs of a vector. */
  long[] vector(int index) {
    long[] in = new long[variables().size()];
    for (int slot = 0; slot < in.length; slot++) {
      in[slot] = inputs().value(slot, index);
    }
    return in;
  }

  /** Whether the form reads the operand inverted: {@code !c}. */
  private boolean negated(Operand operand) {
    return form.pieces().get(form.operands().indexOf(operand)).endsWith("!");
  }

  /** The spelling with its constant. */
  String name() {
    String text = form.toString();
    return constant.isEmpty()
        ? text
        : text.replace("immLut", "0x%02x".formatted(constant.getFirst()));
  }
}
