package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.RegClass;
import java.util.ArrayList;
import java.util.List;

/**
 * The text of a kernel in which each thread has {@link #STRIDE} bytes of the input buffer and as
 * many of the output: 32 bytes of memory to work on, then 16 bytes for each operand.
 */
final class EffectKernel {
  /** The bytes of a thread in the input and in the output. */
  static final int STRIDE = 512;

  /** Where the operands begin within them. */
  static final int OPERANDS = 32;

  private final StringBuilder out = new StringBuilder();

  /** Registers: {@code %u0} the thread's input, {@code %u1} its output, {@code %t0} its index. */
  EffectKernel(String entry, String moreParameters) {
    line(".visible .entry " + entry + "(.param .u64 i, .param .u64 o" + moreParameters + ")");
    line("{");
    for (RegClass c : RegClass.values()) {
      line(".reg " + c.declared() + " " + c.prefix() + "<40>;");
    }
    line(".reg .u32 %t<8>; .reg .u64 %u<10>; .reg .pred %g<4>;");
    line(".shared .align 32 .b8 s[2048];");
    line(".local .align 32 .b8 l[32];");
    line("ld.param.u64 %u0, [i]; ld.param.u64 %u1, [o];");
    line("mov.u32 %t0, %ctaid.x; mov.u32 %t1, %ntid.x; mov.u32 %t2, %tid.x;");
    line("mad.lo.u32 %t0, %t0, %t1, %t2;");
    line("mul.wide.u32 %u2, %t0, " + STRIDE + "; add.u64 %u0, %u0, %u2; add.u64 %u1, %u1, %u2;");
  }

  void line(String text) {
    out.append(text).append('\n');
  }

  /** The whole text; nothing can be added behind. */
  String end() {
    line("ret;");
    line("}");
    return out.toString();
  }

  private static String register(Operand operand, int number) {
    return operand.regClass().prefix() + number;
  }

  /** Loads the operands that are read, but for those with a text of their own. */
  void load(PtxForm form) {
    int number = 0;
    for (Operand operand : form.formals()) {
      String at = "[%u0+" + (OPERANDS + 16 * number) + "]";
      String register = register(operand, number++);
      if (operand.kind() == OperandKind.PRED
          || (operand.kind() == OperandKind.SRC && operand.regClass() == RegClass.PRED)) {
        line("ld.global.u32 %t3, " + at + "; and.b32 %t3, %t3, 1;");
        line("setp.ne.u32 " + register + ", %t3, 0;");
      } else if (operand.kind() == OperandKind.SRC) {
        line("ld.global" + operand.regClass().declared() + " " + register + ", " + at + ";");
      }
    }
  }

  /** The instruction, with texts for its address, its constant and its mask. */
  void instruction(PtxForm form, String guard, String address, String constant, String mask) {
    List<String> texts = new ArrayList<>();
    int number = 0;
    for (Operand operand : form.formals()) {
      String register = register(operand, number++);
      texts.add(
          operand.kind() == OperandKind.ADDRESS
              ? address
              : operand.kind() == OperandKind.IMMEDIATE
                  ? constant
                  : operand.name().equals("m") ? mask : register);
    }
    line(guard + form.print(texts) + ";");
  }

  /** Stores the results where the operands of the same number stand. */
  void store(PtxForm form) {
    int number = 0;
    for (Operand operand : form.formals()) {
      String at = "[%u1+" + (OPERANDS + 16 * number) + "]";
      String register = register(operand, number++);
      if (operand.isResult()) {
        if (operand.regClass() == RegClass.PRED) {
          line("selp.u32 %t3, 1, 0, " + register + "; st.global.u32 " + at + ", %t3;");
        } else {
          line("st.global" + operand.regClass().declared() + " " + at + ", " + register + ";");
        }
      }
    }
  }

  /** Puts the 32 bytes of the input to the address in {@code %u3} of a space. */
  void fill(String space) {
    for (int at : new int[] {0, 16}) {
      line("ld.global.v2.b64 {%u4, %u5}, [%u0+" + at + "];");
      line("st" + space + ".v2.b64 [%u3+" + at + "], {%u4, %u5};");
    }
  }

  /** Copies the 32 bytes at {@code %u3} of a space to the output. */
  void show(String space) {
    for (int at : new int[] {0, 16}) {
      line("ld" + space + ".v2.b64 {%u4, %u5}, [%u3+" + at + "];");
      line("st.global.v2.b64 [%u1+" + at + "], {%u4, %u5};");
    }
  }
}
