package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.OperandKind;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.RegClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * An instruction that does more than compute: it exchanges values in a warp, carries, or reads and
 * writes memory. Each thread has 32 bytes of its own where it does that, made of one more input
 * word, and gives them back as four more results. What is expected is what the simulator does with
 * the very text.
 */
record Effect(PtxForm form) implements Recordable {
  /** What the entries of a file share: the threads' memory. */
  static final String CELLS = ".global .align 32 .b8 cells[32768];\n";

  private static final int CELL = 32;

  private static final Set<String> MEMORY = Set.of("ld", "st", "atom", "red");
  private static final Set<String> MATRIX = Set.of("ldmatrix", "stmatrix");
  private static final Set<String> WARP =
      Set.of("shfl", "vote", "match", "redux", "elect", "activemask", "movmatrix");
  private static final Set<String> CARRY = Set.of("add", "addc", "sub", "subc", "mad", "madc");

  /**
   * Modifiers that change nothing of the values: hints, scopes and orders; and spaces that a thread
   * has no memory of its own in.
   */
  private static final Pattern LEFT_OUT =
      Pattern.compile(
          "\\.(L1::\\S*|L2::\\S*|c[sgavop]|lu|w[bt]|nc|weak|volatile|mmio|relaxed|acquire|release|acq_rel"
              + "|cta|cluster|gpu|sys|const|param\\S*|shared::\\w+|async|bulk|b128|unified)(?=[. ])");

  private static final Map<PtxForm, long[][]> EXPECTED = new ConcurrentHashMap<>();

  /** All of them, in the table's order. */
  static List<Effect> all() {
    List<Effect> all = new ArrayList<>();
    for (PtxRow row : PtxTable.rows()) {
      for (String spelling : row.effects().pure() ? List.<String>of() : row.spellings()) {
        if (isOne(row.base(), spelling)) {
          PtxForm form = PtxTable.resolve(spelling);
          if (form.availability().lowestVersion(Case.TARGET).isPresent()) {
            all.add(new Effect(form));
          }
        }
      }
    }
    return all;
  }

  private static boolean isOne(String base, String spelling) {
    if (MEMORY.contains(base) || MATRIX.contains(base)) {
      return !LEFT_OUT.matcher(spelling).find() && !spelling.contains("_, ");
    }
    return CARRY.contains(base)
        || (WARP.contains(base)
            && !spelling.contains("_|")
            && (spelling.contains(".sync") || base.equals("activemask")));
  }

  private boolean remembers() {
    return MEMORY.contains(form.row().base()) || MATRIX.contains(form.row().base());
  }

  private boolean carries() {
    return CARRY.contains(form.row().base());
  }

  private List<Operand> variables() {
    return form.formals().stream()
        .filter(o -> !o.isResult() && o.kind() != OperandKind.ADDRESS && !isMask(o))
        .toList();
  }

  /** All lanes of the warp take part. */
  private static boolean isMask(Operand operand) {
    return operand.name().equals("m");
  }

  @Override
  public String name() {
    return form.toString();
  }

  @Override
  public List<Inputs.Slot> slots() {
    List<Inputs.Slot> slots = new ArrayList<>();
    variables().forEach(o -> slots.add(Inputs.Slot.of(o.type())));
    if (remembers()) {
      slots.add(new Inputs.Slot(Inputs.Kind.INTEGER, 64, 0, 1));
    }
    if (carries()) {
      slots.add(new Inputs.Slot(Inputs.Kind.PREDICATE, 1, 0, 1));
    }
    if (slots.isEmpty()) {
      slots.add(new Inputs.Slot(Inputs.Kind.INTEGER, 32, 0, 1));
    }
    return slots;
  }

  @Override
  public Inputs.Mode mode() {
    return Inputs.Mode.FEW;
  }

  @Override
  public Inputs inputs() {
    return Case.inputs(slots(), mode());
  }

  @Override
  public List<Integer> widths() {
    List<Integer> widths = new ArrayList<>();
    form.formals().stream().filter(Operand::isResult).forEach(o -> widths.add(o.regClass().bits()));
    if (remembers()) {
      widths.addAll(List.of(64, 64, 64, 64));
    }
    if (carries()) {
      widths.add(32);
    }
    return widths;
  }

  @Override
  public boolean approximate() {
    return false;
  }

  @Override
  public long[] expected(int result) {
    return EXPECTED.computeIfAbsent(form, f -> Simulated.run(this))[result];
  }

  @Override
  public String text(String entry) {
    StringBuilder out = Kernel.open(entry);
    List<String> texts = new ArrayList<>();
    int number = 0;
    for (Operand operand : form.formals()) {
      String register = operand.regClass().prefix() + number++;
      if (operand.kind() == OperandKind.ADDRESS) {
        register = "%rd39";
      } else if (isMask(operand)) {
        register = "-1";
      } else if (!operand.isResult()) {
        Kernel.load(out, operand.regClass(), register);
      }
      texts.add(register);
    }
    if (remembers()) {
      fill(out);
    }
    if (carries()) {
      Kernel.load(out, RegClass.PRED, "%p38");
      Kernel.line(out, "selp.u32 %r38, 1, 0, %p38; add.cc.u32 %r38, %r38, -1;");
    }
    Kernel.line(out, form.print(texts) + ";");
    if (carries()) {
      Kernel.line(out, "addc.u32 %r38, 0, 0;");
    }
    number = 0;
    for (Operand operand : form.formals()) {
      String register = operand.regClass().prefix() + number++;
      if (operand.isResult()) {
        Kernel.store(out, operand.regClass(), register);
      }
    }
    if (remembers()) {
      Kernel.line(out, "bar.warp.sync -1;");
      for (int i = 0; i < CELL; i += 8) {
        Kernel.line(out, "ld" + space() + ".u64 %rd38, [%rd39+" + i + "];");
        Kernel.store(out, RegClass.B64, "%rd38");
      }
    }
    if (carries()) {
      Kernel.store(out, RegClass.B32, "%r38");
    }
    Kernel.line(out, "ret;");
    Kernel.line(out, "}");
    return out.toString();
  }

  /** Where the thread's memory is; empty for shared memory by generic addresses. */
  private String space() {
    String opcode = form.opcode();
    return opcode.contains(".shared")
        ? ".shared"
        : MATRIX.contains(form.row().base())
            ? ""
            : opcode.contains(".local") ? ".local" : ".global";
  }

  /** Makes the thread's memory, at {@code %rd39}, of the next input. */
  private void fill(StringBuilder out) {
    switch (space()) {
      case ".shared", "" -> {
        Kernel.line(out, ".shared .align 32 .b8 mine[8192]; mov.u64 %rd39, mine;");
        if (space().isEmpty()) {
          Kernel.line(out, "cvta.shared.u64 %rd39, %rd39;");
        }
        Kernel.line(out, "mul.wide.u32 %rd38, %t3, 32; add.u64 %rd39, %rd39, %rd38;");
      }
      case ".local" -> Kernel.line(out, ".local .align 32 .b8 own[32]; mov.u64 %rd39, own;");
      default -> {
        Kernel.line(out, "mov.u64 %rd39, cells; cvta.global.u64 %rd39, %rd39;");
        Kernel.line(out, "mul.wide.u32 %rd38, %t1, 32; add.u64 %rd39, %rd39, %rd38;");
      }
    }
    Kernel.load(out, RegClass.B64, "%rd38");
    Kernel.line(out, "not.b64 %w1, %rd38; shr.u64 %w2, %rd38, 7; add.u64 %w3, %rd38, 1;");
    Kernel.line(out, "st" + space() + ".u64 [%rd39], %rd38;");
    for (int i = 1; i < 4; i++) {
      Kernel.line(out, "st" + space() + ".u64 [%rd39+" + 8 * i + "], %w" + i + ";");
    }
    Kernel.line(out, "bar.warp.sync -1;");
  }
}
