package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.SimGrid;
import java.util.ArrayList;
import java.util.List;

/** Loads, stores, atomics and reductions: 64 threads, each on memory of its own. */
final class MemoryEffects {
  private static final int THREADS = 64;

  private MemoryEffects() {}

  static boolean takes(PtxForm form) {
    String base = form.row().base();
    return List.of("ld", "st", "atom", "red").contains(base)
        && !form.row().syntax().contains("async")
        && !form.row().syntax().startsWith("st.bulk")
        && !form.row().syntax().startsWith("st.param");
  }

  static void add(PtxForm form, EffectFiles files) {
    boolean load = form.row().base().equals("ld");
    String syntax = form.toString();
    String space =
        form.modifier("ss").orElse(syntax.startsWith("ld.global") ? "global" : "generic");
    boolean parameter = space.equals("param");
    EffectFiles.Place place = files.next();
    EffectKernel kernel =
        new EffectKernel(place.entry(), parameter ? ", .param .align 32 .b8 v[32]" : "");
    String address = parameter ? "v" : "%u3";
    String filled = "";
    switch (space) {
      case "const" -> kernel.line("mov.u64 %u3, cc;");
      case "param" -> {}
      case "local" -> {
        kernel.line("mov.u64 %u3, l;");
        filled = ".local";
      }
      case "shared", "shared::cta", "shared::cluster" -> {
        kernel.line("mov.u64 %u3, s; mul.wide.u32 %u4, %t2, 32; add.u64 %u3, %u3, %u4;");
        filled = ".shared";
      }
      default -> {
        kernel.line("mov.u64 %u3, " + (load ? "%u0" : "%u1") + ";");
        filled = load ? "" : ".global";
      }
    }
    if (!filled.isEmpty()) {
      kernel.fill(filled);
    }
    if (space.equals("shared::cluster")) {
      kernel.line("mapa.shared::cluster.u64 %u6, %u3, 0;");
      address = "%u6";
    }
    kernel.load(form);
    kernel.instruction(form, "", address, "0", "-1");
    kernel.store(form);
    if (!load && !filled.equals(".global")) {
      kernel.show(filled);
    }
    List<EffectCase.Argument> arguments = new ArrayList<>();
    byte[] in = EffectInputs.buffer(form, memory(form), THREADS);
    arguments.add(new EffectCase.Argument(true, in));
    arguments.add(new EffectCase.Argument(true, new byte[in.length]));
    if (parameter) {
      arguments.add(new EffectCase.Argument(false, EffectFiles.CONSTANT));
    }
    files.add(place, kernel.end(), form, "", SimGrid.of(1, THREADS), arguments);
  }

  /** The type of the elements in memory. */
  private static PtxType memory(PtxForm form) {
    return form.formals().stream()
        .filter(o -> o.name().startsWith("b") || o.name().startsWith("d"))
        .map(Operand::type)
        .findFirst()
        .orElseThrow();
  }
}
