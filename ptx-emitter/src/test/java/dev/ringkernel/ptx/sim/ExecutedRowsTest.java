package dev.ringkernel.ptx.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.ir.Span;
import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxRow;
import dev.ringkernel.ptx.isa.PtxTable;
import dev.ringkernel.ptx.isa.PtxVersion;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.isa.SpecialRegister;
import dev.ringkernel.ptx.isa.Target;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxLinkage;
import dev.ringkernel.ptx.text.PtxModule;
import dev.ringkernel.ptx.text.PtxOperand;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every spelling of every row is executed. */
class ExecutedRowsTest {
  private static final Map<RegClass, Integer> REGISTERS = new EnumMap<>(RegClass.class);

  static {
    for (RegClass c : RegClass.values()) {
      REGISTERS.put(c, 16);
    }
  }

  private static PtxFunction function(List<PtxLine> body) {
    return new PtxFunction(
        "f",
        "f",
        PtxFunction.Kind.ENTRY,
        PtxLinkage.VISIBLE,
        null,
        List.of(),
        List.of(),
        List.of(),
        REGISTERS,
        body);
  }

  private static List<PtxOperand> operands(PtxForm form) {
    List<PtxOperand> operands = new ArrayList<>();
    int number = 0;
    for (Operand formal : form.formals()) {
      operands.add(
          switch (formal.kind()) {
            case DEST, SRC, PRED, PRED_DEST -> new PtxOperand.Reg(formal.regClass(), number++);
            case ADDRESS -> new PtxOperand.Addr(new PtxOperand.Reg(RegClass.B64, 15), 16);
            case IMMEDIATE -> new PtxOperand.Imm("8");
            case LABEL -> new PtxOperand.Sym("L");
            case SPECIAL -> throw new IllegalStateException(form.toString());
          });
    }
    return operands;
  }

  @Test
  void everyRow() {
    Set<String> refused = new TreeSet<>();
    int executed = 0;
    try (SimMachine machine = SimMachine.open(SimOptions.of(Target.parse("sm_100a")))) {
      for (PtxRow row : PtxTable.rows()) {
        if (row.base().equals("call")) {
          continue;
        }
        List<PtxLine> body = new ArrayList<>();
        for (String spelling : row.spellings()) {
          PtxForm form = PtxTable.resolve(spelling);
          body.add(new PtxLine.Instr(null, form, operands(form), Span.NONE));
        }
        int size = body.size();
        body.add(new PtxLine.Label("L"));
        if (row.base().equals("brx")) {
          body.set(size, new PtxLine.Label("T"));
          body.add(new PtxLine.Targets("L", List.of("T")));
        }
        PtxModule module =
            new PtxModule(
                PtxVersion.NEWEST, Target.parse("sm_100a"), false, List.of(function(body)));
        Problems problems = new Problems();
        Symbols symbols = Symbols.place(machine.devices().getFirst(), module);
        new KernelDecoder(
                module,
                symbols,
                module.functions().getFirst(),
                0,
                SimTranslation.OFF,
                new HashMap<>(),
                problems)
            .decode();
        if (problems.count() == 0) {
          executed += size;
        } else {
          refused.add(row.syntax());
        }
      }
    }
    assertThat(refused).isEmpty();
    assertThat(executed).isGreaterThan(29_000);
  }

  @Test
  void everySpecialRegister() {
    assertThat(SpecialRegister.all()).allMatch(r -> Reading.of(r.name()).isPresent());
    assertThat(SpecialRegister.all()).hasSizeGreaterThan(100);
  }
}
