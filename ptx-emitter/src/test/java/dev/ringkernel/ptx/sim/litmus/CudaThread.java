package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.sim.litmus.InstructionText.Given;
import dev.ringkernel.ptx.sim.litmus.LitmusThread.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The instructions of a thread as one inline assembly statement. */
final class CudaThread {
  private final LitmusProgram program;
  private final LitmusThread thread;
  private final BiFunction<LitmusThread, String, String> address;
  private final List<String> outputs = new ArrayList<>();
  private final List<String> inputs = new ArrayList<>();

  /** With {@code address}, the constraint that holds the address of a variable. */
  CudaThread(
      LitmusProgram program,
      LitmusThread thread,
      BiFunction<LitmusThread, String, String> address) {
    this.program = program;
    this.thread = thread;
    this.address = address;
    for (String name : program.observed()) {
      if (name.startsWith(thread.name() + ":")) {
        outputs.add(name.substring(name.indexOf(':') + 1));
      }
    }
  }

  /** The C++ variable that takes a register out of the assembly. */
  static String output(String register) {
    return "o_" + register.substring(1);
  }

  /** The register inside the assembly, or a variable of host code. */
  static String local(String register) {
    return "q_" + register.substring(1);
  }

  private int bits(String register) {
    return thread.classes().get(thread.registers().indexOf(register)).bits();
  }

  void append(StringBuilder out) {
    for (String register : outputs) {
      out.append("      unsigned long long ").append(output(register)).append(";\n");
    }
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < thread.registers().size(); i++) {
      RegClass regClass = thread.classes().get(i);
      String name = local(thread.registers().get(i));
      lines.add(".reg " + regClass.declared() + " " + name + ";");
      lines.add(zero(regClass, name));
    }
    String waited = null;
    for (Body body : thread.body()) {
      lines.add(
          switch (body) {
            case Body.Label label -> "L_" + label.name() + ":";
            case Body.Instruction instruction -> instruction(instruction.text(), waited) + ";";
          });
      if (body instanceof Body.Instruction i && isWait(i.text())) {
        waited = local(i.text().operands().getFirst().text());
      }
    }
    for (int i = 0; i < outputs.size(); i++) {
      lines.add(move(outputs.get(i), i));
    }
    drain(lines);
    out.append("      asm volatile(\"{\\n\"\n");
    for (String line : lines) {
      out.append("        \"").append(line).append("\\n\"\n");
    }
    out.append("        \"}\"\n        : ");
    for (int i = 0; i < outputs.size(); i++) {
      out.append(i == 0 ? "" : ", ").append("\"=l\"(").append(output(outputs.get(i))).append(")");
    }
    out.append("\n        : ");
    for (int i = 0; i < inputs.size(); i++) {
      out.append(i == 0 ? "" : ", ").append(address.apply(thread, inputs.get(i)));
    }
    out.append("\n        : \"memory\");\n");
  }

  private static String zero(RegClass regClass, String name) {
    return regClass == RegClass.PRED
        ? "setp.ne.u32 " + name + ", 0, 0;"
        : "mov.b" + regClass.bits() + " " + name + ", 0;";
  }

  private String move(String register, int output) {
    return switch (bits(register)) {
      case 1 -> "selp.b64 %" + output + ", 1, 0, " + local(register) + ";";
      case 16 -> "cvt.u64.u16 %" + output + ", " + local(register) + ";";
      case 32 -> "cvt.u64.u32 %" + output + ", " + local(register) + ";";
      default -> "mov.b64 %" + output + ", " + local(register) + ";";
    };
  }

  /** What a bulk copy still has to do must be done before the memory is used again. */
  private void drain(List<String> lines) {
    for (Body body : thread.body()) {
      if (body instanceof Body.Instruction i && i.text().form().row().base().equals("cp")) {
        int operands = i.text().operands().size();
        if (operands == 4) {
          String counted = operand(i.text().operands().get(3));
          lines.add(".reg .pred q_done;");
          lines.add("L_drain:");
          lines.add("mbarrier.try_wait.parity.shared::cta.b64 q_done, [" + counted + "], 0;");
          lines.add("@!q_done bra L_drain;");
        } else if (operands == 3) {
          lines.add("cp.async.bulk.commit_group;");
          lines.add("cp.async.bulk.wait_group 0;");
        }
      }
    }
  }

  private static boolean isWait(InstructionText text) {
    String spelling = text.form().pieces().getFirst();
    return spelling.startsWith("mbarrier.test_wait") || spelling.startsWith("mbarrier.try_wait");
  }

  /**
   * With {@code waited}, the result of the wait for an mbarrier before it, or null. What a load
   * after such a wait reads counts only where the wait was over, and every program asks; ptxas 13.0
   * relies on that: at CTA scope it lets a load that does not depend on the result go ahead of it
   * ({@code SYNCS.PHASECHK} and {@code LDG} back to back), and an H100 then shows the old value
   * beside a phase that is complete. So the load gets the result as its guard.
   */
  private String instruction(InstructionText text, @Nullable String waited) {
    StringBuilder out = new StringBuilder();
    String guard = text.guard();
    if (guard != null) {
      out.append('@').append(text.negated() ? "!" : "").append(local(guard)).append(' ');
    } else if (waited != null && text.form().row().base().equals("ld")) {
      out.append('@').append(waited).append(' ');
    }
    out.append(text.form().pieces().getFirst());
    for (int i = 0; i < text.operands().size(); i++) {
      Operand operand = text.form().operands().get(i);
      out.append(
          operand.fixed()
              ? operand.name()
              : text.form().row().base().equals("bra")
                  ? "L_" + text.operands().get(i).text()
                  : operand(text.operands().get(i)));
      out.append(text.form().pieces().get(i + 1));
    }
    return out.toString();
  }

  private String operand(Given given) {
    if (given.text().startsWith("%")) {
      return local(given.text()) + (given.offset() == 0 ? "" : "+" + given.offset());
    }
    if (Literals.isLiteral(given.text())) {
      return given.text();
    }
    if (!inputs.contains(given.text())) {
      inputs.add(given.text());
    }
    int index = outputs.size() + inputs.indexOf(given.text());
    return "%" + index + (given.offset() == 0 ? "" : "+" + given.offset());
  }

  /** The program, for messages. */
  @Override
  public String toString() {
    return program.name() + " " + thread.name();
  }
}
