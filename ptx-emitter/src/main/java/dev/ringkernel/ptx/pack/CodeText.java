package dev.ringkernel.ptx.pack;

import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.IncrementInstruction;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.LoadInstruction;
import java.lang.classfile.instruction.LookupSwitchInstruction;
import java.lang.classfile.instruction.NewMultiArrayInstruction;
import java.lang.classfile.instruction.NewObjectInstruction;
import java.lang.classfile.instruction.NewPrimitiveArrayInstruction;
import java.lang.classfile.instruction.NewReferenceArrayInstruction;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.classfile.instruction.StoreInstruction;
import java.lang.classfile.instruction.TableSwitchInstruction;
import java.lang.classfile.instruction.ThrowInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ConstantDesc;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One method's instructions as text that does not change with {@code -g}. With {@code -g:vars}
 * javac stores local constants that it otherwise only remembers, which shifts the slots of other
 * variables; so a load names the stores that reach it instead of a slot, and a constant stored and
 * never loaded is left out.
 */
final class CodeText {
  private final List<Instruction> code = new ArrayList<>();
  private final Map<Label, Integer> labels = new HashMap<>();
  private final List<ExceptionCatch> catches = new ArrayList<>();
  private final int parameters;

  /**
   * For each instruction, the definitions that reach it: parameter slots first, then instruction
   * indices after them.
   */
  private final List<BitSet> reaching = new ArrayList<>();

  CodeText(CodeModel model, MethodModel method) {
    for (CodeElement element : model) {
      switch (element) {
        case LabelTarget target -> labels.put(target.label(), code.size());
        case ExceptionCatch caught -> catches.add(caught);
        case Instruction i -> code.add(i);
        default -> {
          // Line numbers, local variables and other debug information.
        }
      }
    }
    int slots = method.flags().has(AccessFlag.STATIC) ? 0 : 1;
    for (var type : method.methodTypeSymbol().parameterList()) {
      slots += TypeKind.from(type).slotSize();
    }
    this.parameters = slots;
    flow();
  }

  static String constant(ConstantDesc value) {
    return switch (value) {
      case Float f -> "float " + Integer.toHexString(Float.floatToRawIntBits(f));
      case Double d -> "double " + Long.toHexString(Double.doubleToRawLongBits(d));
      default -> value.getClass().getSimpleName() + " " + value;
    };
  }

  void write(StringBuilder out) {
    BitSet used = new BitSet();
    for (int i = 0; i < code.size(); i++) {
      int slot = loadedSlot(code.get(i));
      if (slot >= 0) {
        used.or(definitions(i, slot));
      }
    }
    BitSet dropped = new BitSet();
    for (int i = 1; i < code.size(); i++) {
      if (code.get(i) instanceof StoreInstruction
          && !used.get(parameters + i)
          && code.get(i - 1) instanceof ConstantInstruction) {
        dropped.set(i - 1, i + 1);
      }
    }
    int[] number = new int[code.size() + 1];
    for (int i = 0, next = 0; i <= code.size(); i++) {
      number[i] = next;
      next += dropped.get(i) ? 0 : 1;
    }
    for (int i = 0; i < code.size(); i++) {
      if (!dropped.get(i)) {
        out.append("  ").append(number[i]).append(' ');
        instruction(out, i, number);
        out.append('\n');
      }
    }
    for (ExceptionCatch c : catches) {
      out.append("  catch ").append(number[at(c.tryStart())]).append(' ');
      out.append(number[at(c.tryEnd())]).append(' ').append(number[at(c.handler())]).append(' ');
      out.append(c.catchType().map(t -> t.asInternalName()).orElse("any")).append('\n');
    }
  }

  private int at(Label label) {
    Integer index = labels.get(label);
    if (index == null) {
      throw new IllegalStateException("a label is not bound in the method");
    }
    return index;
  }

  private void instruction(StringBuilder out, int index, int[] number) {
    Instruction i = code.get(index);
    switch (i) {
      case ConstantInstruction c -> out.append("const ").append(constant(c.constantValue()));
      case LoadInstruction l ->
          out.append("load ").append(l.typeKind()).append(sources(index, l.slot(), number));
      case IncrementInstruction inc ->
          out.append("inc ").append(inc.constant()).append(sources(index, inc.slot(), number));
      case StoreInstruction s -> out.append("store ").append(s.typeKind());
      case BranchInstruction b -> {
        String name = b.opcode().name().replace("_W", "");
        out.append(name).append(' ').append(number[at(b.target())]);
      }
      case TableSwitchInstruction t -> {
        out.append("switch");
        t.cases()
            .forEach(
                c ->
                    out.append(' ')
                        .append(c.caseValue())
                        .append("->")
                        .append(number[at(c.target())]));
        out.append(" else ").append(number[at(t.defaultTarget())]);
      }
      case LookupSwitchInstruction t -> {
        out.append("switch");
        t.cases()
            .forEach(
                c ->
                    out.append(' ')
                        .append(c.caseValue())
                        .append("->")
                        .append(number[at(c.target())]));
        out.append(" else ").append(number[at(t.defaultTarget())]);
      }
      case FieldInstruction f ->
          out.append(f.opcode())
              .append(' ')
              .append(f.owner().asInternalName())
              .append('.')
              .append(f.name().stringValue())
              .append(' ')
              .append(f.type().stringValue());
      case InvokeInstruction m ->
          out.append(m.opcode())
              .append(' ')
              .append(m.owner().asInternalName())
              .append('.')
              .append(m.name().stringValue())
              .append(m.type().stringValue());
      case InvokeDynamicInstruction d ->
          out.append("INVOKEDYNAMIC ")
              .append(d.name().stringValue())
              .append(d.type().stringValue())
              .append(' ')
              .append(d.bootstrapMethod())
              .append(' ')
              .append(d.bootstrapArgs());
      case TypeCheckInstruction t ->
          out.append(t.opcode()).append(' ').append(t.type().asInternalName());
      case NewObjectInstruction n -> out.append("NEW ").append(n.className().asInternalName());
      case NewPrimitiveArrayInstruction n -> out.append("NEWARRAY ").append(n.typeKind());
      case NewReferenceArrayInstruction n ->
          out.append("ANEWARRAY ").append(n.componentType().asInternalName());
      case NewMultiArrayInstruction n ->
          out.append("MULTIANEWARRAY ")
              .append(n.arrayType().asInternalName())
              .append(' ')
              .append(n.dimensions());
      default -> out.append(i.opcode());
    }
  }

  private String sources(int index, int slot, int[] number) {
    StringBuilder text = new StringBuilder(" of");
    definitions(index, slot).stream()
        .forEach(
            d -> text.append(' ').append(d < parameters ? "p" + d : "" + number[d - parameters]));
    return text.toString();
  }

  private BitSet definitions(int index, int slot) {
    BitSet of = (BitSet) reaching.get(index).clone();
    of.stream().filter(d -> slotOf(d) != slot).forEach(of::clear);
    return of;
  }

  private int slotOf(int definition) {
    return definition < parameters ? definition : storedSlot(code.get(definition - parameters));
  }

  private static int loadedSlot(Instruction i) {
    return switch (i) {
      case LoadInstruction l -> l.slot();
      case IncrementInstruction inc -> inc.slot();
      default -> -1;
    };
  }

  private static int storedSlot(Instruction i) {
    return switch (i) {
      case StoreInstruction s -> s.slot();
      case IncrementInstruction inc -> inc.slot();
      default -> -1;
    };
  }

  /**
   * Reaching definitions, to a fixed point. A handler sees every definition of its range, before
   * and after each instruction.
   */
  private void flow() {
    for (int i = 0; i <= code.size(); i++) {
      reaching.add(new BitSet());
    }
    if (!code.isEmpty()) {
      reaching.getFirst().set(0, parameters);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < code.size(); i++) {
        BitSet out = (BitSet) reaching.get(i).clone();
        int slot = storedSlot(code.get(i));
        if (slot >= 0) {
          definitions(i, slot).stream().forEach(out::clear);
          out.set(parameters + i);
        }
        for (int next : successors(i)) {
          changed |= join(next, out);
        }
        for (ExceptionCatch c : catches) {
          if (i >= at(c.tryStart()) && i < at(c.tryEnd())) {
            changed |= join(at(c.handler()), reaching.get(i));
            changed |= join(at(c.handler()), out);
          }
        }
      }
    }
  }

  private boolean join(int index, BitSet more) {
    BitSet into = reaching.get(index);
    int before = into.cardinality();
    into.or(more);
    return into.cardinality() != before;
  }

  private List<Integer> successors(int index) {
    List<Integer> next = new ArrayList<>();
    switch (code.get(index)) {
      case BranchInstruction b -> {
        next.add(at(b.target()));
        String name = b.opcode().name();
        if (!name.equals("GOTO") && !name.equals("GOTO_W")) {
          next.add(index + 1);
        }
      }
      case TableSwitchInstruction t -> {
        t.cases().forEach(c -> next.add(at(c.target())));
        next.add(at(t.defaultTarget()));
      }
      case LookupSwitchInstruction t -> {
        t.cases().forEach(c -> next.add(at(c.target())));
        next.add(at(t.defaultTarget()));
      }
      case ReturnInstruction r -> {}
      case ThrowInstruction t -> {}
      default -> next.add(index + 1);
    }
    return next;
  }
}
