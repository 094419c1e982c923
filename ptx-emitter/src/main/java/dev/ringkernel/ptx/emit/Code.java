package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxTableException;
import dev.ringkernel.ptx.isa.PtxVersion;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxLine.Guard;
import dev.ringkernel.ptx.text.PtxOperand;
import dev.ringkernel.ptx.text.PtxOperand.Imm;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where selection writes a function's lines: hands out registers, checks each instruction against
 * its form and gates it on the target.
 */
final class Code {
  private final String function;
  private final Target target;
  private final Map<RegClass, Integer> counters = new EnumMap<>(RegClass.class);
  private final Set<GatingViolation> violations = new LinkedHashSet<>();

  /** Forms seen here with their formal operands; the table gives one object for a spelling. */
  private final Map<PtxForm, List<Operand>> formals = new IdentityHashMap<>();

  private final Set<PtxForm> gated = Collections.newSetFromMap(new IdentityHashMap<>());
  private PtxVersion version;
  private List<PtxLine> lines = new ArrayList<>();
  private Span span = Span.NONE;

  Code(String function, Target target) {
    this.function = function;
    this.target = target;
    this.version = PtxVersion.lowestFor(target);
  }

  /** The place that the next lines come from. */
  void at(Span newSpan) {
    span = newSpan;
  }

  Span span() {
    return span;
  }

  /** Starts a new list of lines, which is returned. */
  List<PtxLine> begin() {
    lines = new ArrayList<>();
    return lines;
  }

  void line(PtxLine line) {
    lines.add(line);
  }

  Reg fresh(RegClass c) {
    int number = counters.merge(c, 1, Integer::sum) - 1;
    return new Reg(c, number);
  }

  Reg fresh(Type t) {
    return fresh(classOf(t));
  }

  Map<RegClass, Integer> registers() {
    return counters;
  }

  PtxVersion version() {
    return version;
  }

  void atLeast(PtxVersion needed) {
    version = needed.compareTo(version) > 0 ? needed : version;
  }

  Set<GatingViolation> violations() {
    return violations;
  }

  boolean has(String spelling) {
    return PtxTable.resolve(spelling).availability().check(target, PtxVersion.NEWEST).isEmpty();
  }

  void violation(String what, String needs) {
    violations.add(new GatingViolation(span, function, what, needs, target.toString()));
  }

  /** A type that product policy keeps from this target. */
  void gate(Type t) {
    if (t.minComputeCapability() > target.sm()) {
      int cc = t.minComputeCapability();
      violation("the type " + t.text(), "compute capability " + cc / 10 + "." + cc % 10);
    }
  }

  /**
   * Writes the instruction {@code spelling} with {@code operands} for its formals in textual order.
   */
  void op(String spelling, PtxOperand... operands) {
    guarded(null, spelling, operands);
  }

  /** The same under a predicate. */
  void guarded(@Nullable Guard guard, String spelling, PtxOperand... operands) {
    form(spelling).ifPresent(f -> instr(guard, f, List.of(operands)));
  }

  /** Writes an instruction that gives a fresh register of class {@code c} as its first operand. */
  Reg value(RegClass c, String spelling, PtxOperand... sources) {
    Reg d = fresh(c);
    into(d, spelling, sources);
    return d;
  }

  /** Writes an instruction whose first operand is {@code d}. */
  void into(Reg d, String spelling, PtxOperand... sources) {
    PtxOperand[] all = new PtxOperand[sources.length + 1];
    all[0] = d;
    System.arraycopy(sources, 0, all, 1, sources.length);
    op(spelling, all);
  }

  /** The form of a spelling; where the table has none, that is reported at the current place. */
  Optional<PtxForm> form(String spelling) {
    try {
      return Optional.of(PtxTable.resolve(spelling));
    } catch (PtxTableException e) {
      violation("'" + spelling + "'", "an instruction that PTX has: " + e.getMessage());
      return Optional.empty();
    }
  }

  void instr(@Nullable Guard guard, PtxForm form, List<PtxOperand> operands) {
    check(form, operands);
    gate(form);
    lines.add(new PtxLine.Instr(guard, form, operands, span));
  }

  /** Calls {@code callee} with the named slots. */
  void call(@Nullable String result, String callee, List<String> slots) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < slots.size(); k++) {
      names.add("a" + k);
    }
    String spelling =
        "call.uni "
            + (result == null ? "" : "(d), ")
            + "t"
            + (slots.isEmpty() ? "" : ", (" + String.join(", ", names) + ")");
    PtxForm form = PtxTable.resolve(spelling);
    gate(form);
    lines.add(new PtxLine.Call(form, result, callee, slots, span));
  }

  private void gate(PtxForm form) {
    if (gated.contains(form)) {
      return;
    }
    Optional<PtxVersion> lowest = form.availability().lowestVersion(target);
    if (lowest.isPresent()) {
      atLeast(lowest.get());
      gated.add(form);
    } else {
      String needs = form.availability().check(target, PtxVersion.NEWEST).orElse("needs more");
      violation("'" + form.opcode() + "'", needs.startsWith("needs ") ? needs.substring(6) : needs);
    }
  }

  private void check(PtxForm form, List<PtxOperand> operands) {
    List<Operand> wanted = formals.computeIfAbsent(form, PtxForm::formals);
    if (wanted.size() != operands.size()) {
      throw new IllegalStateException(
          function + ": '" + form + "' takes " + wanted.size() + " operands, not " + operands);
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!fits(form, wanted.get(i), operands.get(i))) {
        throw new IllegalStateException(
            function
                + ": operand "
                + wanted.get(i).name()
                + " of '"
                + form
                + "' cannot be "
                + operands.get(i).text());
      }
    }
  }

  private static boolean fits(PtxForm form, Operand formal, PtxOperand given) {
    return switch (given) {
      case Reg r -> {
        if (formal.kind() == OperandKind.IMMEDIATE || formal.kind() == OperandKind.LABEL) {
          yield false;
        }
        yield form.takes(formal, r.regClass());
      }
      case Imm i ->
          formal.kind() == OperandKind.SRC
              || formal.kind() == OperandKind.IMMEDIATE
              || formal.kind() == OperandKind.PRED;
      case PtxOperand.Sym s ->
          formal.kind() == OperandKind.LABEL
              || formal.kind() == OperandKind.ADDRESS
              || form.opcode().startsWith("mov.");
      case PtxOperand.Sink s -> false;
      case PtxOperand.Addr a -> formal.kind() == OperandKind.ADDRESS;
    };
  }

  /** The class of register that holds a value of type {@code t}. */
  static RegClass classOf(Type t) {
    return switch (t) {
      case I1 -> RegClass.PRED;
      case I8, I16, I32, PTR_SHARED, PTR_LOCAL -> RegClass.B32;
      case I64, PTR, PTR_GLOBAL, PTR_CONST -> RegClass.B64;
      case F32 -> RegClass.F32;
      case F64 -> RegClass.F64;
      case F16, BF16, E4M3, E5M2, E3M2, E2M3, E2M1 -> RegClass.B16;
    };
  }
}
