package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.RegClass;
import java.util.ArrayList;
import java.util.List;

/**
 * The PTX that runs one case: a thread takes one vector from, and puts results to, 64-bit words.
 */
final class Kernel {
  private Kernel() {}

  /** The text of an entry; words are kept operand by operand, {@code count} of each. */
  static String text(String entry, Case theCase) {
    StringBuilder out = new StringBuilder();
    line(out, ".visible .entry " + entry + "(.param .u64 i, .param .u64 o, .param .u32 n)");
    line(out, "{");
    for (RegClass c : RegClass.values()) {
      if (c != RegClass.B128) {
        line(out, ".reg " + c.declared() + " " + c.prefix() + "<12>;");
      }
    }
    line(out, ".reg .u32 %t<4>; .reg .u64 %u<4>; .reg .pred %g;");
    line(out, "ld.param.u64 %u0, [i]; ld.param.u64 %u1, [o]; ld.param.u32 %t0, [n];");
    line(out, "mov.u32 %t1, %ctaid.x; mov.u32 %t2, %ntid.x; mov.u32 %t3, %tid.x;");
    line(out, "mad.lo.u32 %t1, %t1, %t2, %t3;");
    line(out, "setp.ge.u32 %g, %t1, %t0;");
    line(out, "@%g ret;");
    line(out, "mul.wide.u32 %u2, %t1, 8; mul.wide.u32 %u3, %t0, 8;");
    line(out, "add.u64 %u0, %u0, %u2; add.u64 %u1, %u1, %u2;");
    List<String> texts = new ArrayList<>();
    int number = 0;
    for (Operand operand : theCase.form().formals()) {
      String register = operand.regClass().prefix() + number++;
      if (operand.kind() == OperandKind.IMMEDIATE) {
        texts.add(theCase.constant().getFirst().toString());
      } else {
        texts.add(register);
        if (!operand.isResult()) {
          line(out, "ld.global.u64 %rd10, [%u0]; add.u64 %u0, %u0, %u3;");
          line(out, load(operand.regClass(), register));
        }
      }
    }
    line(out, theCase.form().print(texts) + ";");
    number = 0;
    for (Operand operand : theCase.form().formals()) {
      String register = operand.regClass().prefix() + number++;
      if (operand.isResult()) {
        line(out, store(operand.regClass(), register));
        line(out, "st.global.u64 [%u1], %rd10; add.u64 %u1, %u1, %u3;");
      }
    }
    line(out, "ret;");
    line(out, "}");
    return out.toString();
  }

  private static String load(RegClass regClass, String register) {
    return switch (regClass) {
      case PRED -> "setp.ne.u64 " + register + ", %rd10, 0;";
      case B8 -> "cvt.u16.u64 %rs10, %rd10; mov.b16 {" + register + ", %rb11}, %rs10;";
      case B16 -> "cvt.u16.u64 " + register + ", %rd10;";
      case B32 -> "cvt.u32.u64 " + register + ", %rd10;";
      case F32 -> "cvt.u32.u64 %r10, %rd10; mov.b32 " + register + ", %r10;";
      case B64, F64 -> "mov.b64 " + register + ", %rd10;";
      case B128 -> throw wide();
    };
  }

  private static String store(RegClass regClass, String register) {
    return switch (regClass) {
      case PRED -> "selp.u64 %rd10, 1, 0, " + register + ";";
      case B8 ->
          "mov.b16 %rs10, {"
              + register
              + ", "
              + register
              + "}; cvt.u64.u16 %rd10, %rs10;"
              + " and.b64 %rd10, %rd10, 255;";
      case B16 -> "cvt.u64.u16 %rd10, " + register + ";";
      case B32 -> "cvt.u64.u32 %rd10, " + register + ";";
      case F32 -> "mov.b32 %r10, " + register + "; cvt.u64.u32 %rd10, %r10;";
      case B64, F64 -> "mov.b64 %rd10, " + register + ";";
      case B128 -> throw wide();
    };
  }

  private static IllegalStateException wide() {
    return new IllegalStateException("128-bit values have no meaning of their own");
  }

  private static void line(StringBuilder out, String text) {
    out.append(text).append('\n');
  }
}
