package dev.ringkernel.ptx.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Kernels of instructions drawn from the whole table, whatever they make of each other. */
public final class RowKernels {
  private static final int REGISTERS = 8;
  private static final String[] NUMBERS = {"0", "1", "2", "-1", "31", "255", "0x80000000", "64"};

  private static final List<String> SPELLINGS =
      PtxTable.rows().stream()
          .filter(row -> !row.base().equals("call"))
          .flatMap(row -> row.spellings().stream())
          .toList();

  private RowKernels() {}

  /** A module with one entry {@code k} of two pointers, of so many instructions. */
  public static String draw(Random random, int count) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                ".version " + PtxVersion.NEWEST,
                ".target sm_90a",
                ".address_size 64",
                ".global .align 16 .b8 g[256];",
                ".visible .entry k(.param .u64 a, .param .u64 b) {",
                ".shared .align 16 .b8 s[256];",
                ".local .align 16 .b8 l[64];"));
    for (RegClass c : RegClass.values()) {
      lines.add(".reg " + c.declared() + " " + c.prefix() + "<" + REGISTERS + ">;");
    }
    for (int i = 0; i < REGISTERS; i++) {
      lines.add("mov.b32 %r" + i + ", " + random.nextInt() + ";");
      lines.add("ld.param.b64 %rd" + i + ", [" + (i % 2 == 0 ? "a" : "b") + "];");
    }
    lines.add("TARGETS: .branchtargets L0, L1;");
    lines.add("L0:");
    for (int i = 0; i < count; i++) {
      PtxForm form = PtxTable.resolve(SPELLINGS.get(random.nextInt(SPELLINGS.size())));
      String guard =
          random.nextInt(6) == 0
              ? "@" + (random.nextBoolean() ? "!" : "") + "%p" + random.nextInt(REGISTERS) + " "
              : "";
      lines.add(guard + form.print(operands(form, random)) + ";");
    }
    lines.add("L1: ret; }");
    return String.join("\n", lines) + "\n";
  }

  private static List<String> operands(PtxForm form, Random random) {
    List<String> texts = new ArrayList<>();
    for (Operand operand : form.formals()) {
      texts.add(
          switch (operand.kind()) {
            case DEST, SRC, PRED, PRED_DEST ->
                operand.regClass().prefix() + random.nextInt(REGISTERS);
            case ADDRESS -> address(random);
            case IMMEDIATE -> NUMBERS[random.nextInt(NUMBERS.length)];
            case LABEL -> form.row().base().equals("brx") ? "TARGETS" : "L" + random.nextInt(2);
            case SPECIAL -> throw new IllegalStateException("a special register is fixed");
          });
    }
    return texts;
  }

  private static String address(Random random) {
    String[] bases = {
      "%rd" + random.nextInt(REGISTERS), "%r" + random.nextInt(REGISTERS), "g", "s", "l"
    };
    String base = bases[random.nextInt(8) < 5 ? 0 : random.nextInt(bases.length)];
    return random.nextBoolean() ? base : base + "+" + 4 * random.nextInt(32);
  }
}
