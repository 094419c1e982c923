package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One concrete instruction: an opcode with its modifiers and typed operands. Immutable.
 *
 * @param row the table row that it is a form of
 * @param opcode the opcode as printed, such as {@code ld.acquire.sys.global.b64}
 * @param modifiers the chosen modifiers by their name in the row ({@code scope -> sys}); a modifier
 *     that the row does not name stands under its own text
 * @param operands the operands in textual order
 * @param effects what executing it does, with order and scope from the modifiers
 * @param availability where it exists
 * @param pieces the text between operands; one more than there are operands
 */
public record PtxForm(
    PtxRow row,
    String opcode,
    Map<String, String> modifiers,
    List<Operand> operands,
    Effects effects,
    Availability availability,
    List<String> pieces) {

  /** The operands that a user of the form supplies: all but those with a fixed text. */
  public List<Operand> formals() {
    List<Operand> formals = new ArrayList<>();
    for (Operand operand : operands) {
      if (!operand.fixed()) {
        formals.add(operand);
      }
    }
    return formals;
  }

  /** The formal operands that the instruction writes. */
  public List<Operand> results() {
    List<Operand> results = new ArrayList<>();
    for (Operand operand : formals()) {
      if (operand.isResult()) {
        results.add(operand);
      }
    }
    return results;
  }

  /** The formal operands that the instruction reads. */
  public List<Operand> inputs() {
    List<Operand> inputs = new ArrayList<>();
    for (Operand operand : formals()) {
      if (!operand.isResult()) {
        inputs.add(operand);
      }
    }
    return inputs;
  }

  /** The formal operand of this name, or empty. */
  public Optional<Operand> operand(String name) {
    return operands.stream().filter(o -> !o.fixed() && o.name().equals(name)).findFirst();
  }

  /** The value of a modifier by its name in the row, such as {@code modifier("scope")}. */
  public Optional<String> modifier(String name) {
    return Optional.ofNullable(modifiers.get(name));
  }

  /**
   * Whether a register of {@code candidate} may stand for the formal {@code operand}. Loads, stores
   * and conversions take registers wider than their type too (manual, "Operand Size Exceeding
   * Instruction-Type Size").
   */
  public boolean takes(Operand operand, RegClass candidate) {
    if (operand.accepts(candidate)) {
      return true;
    }
    boolean typed = operand.kind() == OperandKind.SRC || operand.kind() == OperandKind.DEST;
    boolean wider = typed && operand.width() < candidate.bits() && operand.type() != PtxType.PRED;
    boolean untyped =
        candidate == RegClass.B16 || candidate == RegClass.B32 || candidate == RegClass.B64;
    return switch (row.base()) {
      case "ld", "st" ->
          wider
              && candidate != RegClass.B128
              && (untyped || operand.type().kind() == PtxType.Kind.BITS);
      case "cvt" -> wider && untyped;
      default -> false;
    };
  }

  /**
   * The instruction's text without guard and semicolon, for the formal operands in textual order.
   * An address may carry an offset: {@code %rd1+16}.
   *
   * @throws IllegalStateException where the number of texts differs from that of the formals
   */
  public String print(List<String> texts) {
    StringBuilder out = new StringBuilder(pieces.getFirst());
    int next = 0;
    for (int i = 0; i < operands.size(); i++) {
      Operand operand = operands.get(i);
      if (operand.fixed()) {
        out.append(operand.name());
      } else {
        if (next == texts.size()) {
          throw wrongCount(texts);
        }
        out.append(texts.get(next++));
      }
      out.append(pieces.get(i + 1));
    }
    if (next != texts.size()) {
      throw wrongCount(texts);
    }
    return out.toString();
  }

  /** {@link #print(List)} for texts given one by one. */
  public String print(String... texts) {
    return print(List.of(texts));
  }

  /**
   * Empty where registers of {@code classes} may stand for the formal operands in textual order;
   * otherwise a sentence that names the operand at fault. A null-free list; an operand that is no
   * register is left out of the check by passing the operand's own class.
   */
  public Optional<String> checkClasses(List<RegClass> classes) {
    List<Operand> formals = formals();
    if (classes.size() != formals.size()) {
      return Optional.of(this + " takes " + formals.size() + " operands, not " + classes.size());
    }
    for (int i = 0; i < classes.size(); i++) {
      Operand formal = formals.get(i);
      RegClass given = classes.get(i);
      if (given != formal.regClass() && !formal.accepts(given)) {
        return Optional.of(
            "operand "
                + formal.name()
                + " of '"
                + this
                + "' is "
                + formal.type().ptxName()
                + " and takes no "
                + given.declared()
                + " register");
      }
    }
    return Optional.empty();
  }

  private IllegalStateException wrongCount(List<String> texts) {
    return new IllegalStateException(
        "'" + this + "' takes " + formals().size() + " operands, not " + new ArrayList<>(texts));
  }

  /** The spelling with its operand names, as {@link PtxTable#resolve} takes it. */
  @Override
  public String toString() {
    return print(formals().stream().map(Operand::name).collect(Collectors.toList()));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PtxForm form && toString().equals(form.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }
}
