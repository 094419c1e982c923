package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.sim.SimGrid;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Products by {@code wmma}: what a lane holds of a matrix is not told, so that loads, product and
 * store are one case.
 */
final class WmmaEffects {
  /** Bytes between two matrices in the buffer; the largest has 32 x 16 words. */
  private static final int APART = 4096;

  private WmmaEffects() {}

  static boolean takes(PtxForm form) {
    return form.toString().startsWith("wmma.mma.");
  }

  static void add(PtxForm form, EffectFiles files) {
    String text = form.toString();
    List<String> parts = List.of(text.substring(0, text.indexOf(' ')).split("\\."));
    // wmma.mma.sync.aligned.ALAYOUT.BLAYOUT.SHAPE.D[.A.B].C
    String shape = parts.get(6);
    List<String> types = new ArrayList<>(parts.subList(7, parts.size()));
    types.removeIf(t -> Set.of("satfinite", "rn", "rz", "rm", "rp").contains(t));
    boolean halves = types.size() == 2;
    String a = halves ? "f16" : types.get(1);
    String d = types.getFirst();
    String c = types.getLast();
    // Both layouts and spaces of the sums are met, by the layout of a
    String sums = parts.get(4).equals("row") ? "row" : "col";
    EffectFiles.Place place = files.next();
    StringBuilder out = new StringBuilder();
    out.append(".visible .entry " + place.entry() + "(.param .u64 i, .param .u64 o)\n{\n");
    for (RegClass k : RegClass.values()) {
      out.append(".reg " + k.declared() + " " + k.prefix() + "<64>;\n");
    }
    out.append(".reg .u64 %u<4>;\nld.param.u64 %u0, [i]; ld.param.u64 %u1, [o];\n");
    out.append("add.u64 %u2, %u0, " + APART + "; add.u64 %u3, %u0, " + 2 * APART + ";\n");
    List<Operand> formals = form.formals();
    String head = "wmma.load.";
    String tail = ".sync.aligned.";
    String at = "." + shape + ".global.";
    String loadA = head + "a" + tail + parts.get(4) + at + a;
    String loadB = head + "b" + tail + parts.get(5) + at + a;
    String loadC = head + "c" + tail + sums + at + c;
    String store = "wmma.store.d" + tail + sums + at + d;
    out.append(loadA + " " + vector(formals, 'a') + ", [%u0];\n");
    out.append(loadB + " " + vector(formals, 'b') + ", [%u2];\n");
    out.append(loadC + " " + vector(formals, 'c') + ", [%u3];\n");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < formals.size(); i++) {
      texts.add(formals.get(i).regClass().prefix() + i);
    }
    out.append(form.print(texts) + ";\n");
    out.append(store + " [%u1], " + vector(formals, 'd') + ";\nret;\n}\n");
    String kernel = out.toString();
    for (MatrixNumbers numbers : MatrixNumbers.values()) {
      byte[] in = new byte[3 * APART];
      numbers.fill(in, 0, APART, a, 1);
      numbers.fill(in, APART, APART, a, 2);
      numbers.fill(in, 2 * APART, APART, c, 3);
      files.add(
          place,
          kernel,
          form,
          numbers.remark(),
          SimGrid.of(1, 32),
          List.of(
              new EffectCase.Argument(true, in), new EffectCase.Argument(true, new byte[APART])),
          rows(List.of(loadA, loadB, loadC, store), form));
      kernel = "";
    }
  }

  private static String vector(List<Operand> formals, char name) {
    List<String> registers = new ArrayList<>();
    for (int i = 0; i < formals.size(); i++) {
      if (formals.get(i).name().charAt(0) == name) {
        registers.add(formals.get(i).regClass().prefix() + i);
      }
    }
    return "{" + String.join(", ", registers) + "}";
  }

  private static Set<String> rows(List<String> opcodes, PtxForm product) {
    Set<String> rows = new LinkedHashSet<>(Set.of(product.row().toString()));
    for (String opcode : opcodes) {
      rows.add(WmmaMoves.row(opcode));
    }
    return rows;
  }
}
