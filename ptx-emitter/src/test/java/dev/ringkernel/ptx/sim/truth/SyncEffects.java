package dev.ringkernel.ptx.sim.truth;

import dev.ringkernel.ptx.isa.Operand;
import dev.ringkernel.ptx.isa.PtxForm;
import dev.ringkernel.ptx.sim.Dim3;
import dev.ringkernel.ptx.sim.SimGrid;
import java.util.List;
import java.util.Set;

/**
 * Barriers, fences, mbarriers and hints: each in a setting in which it must show, and what is seen
 * behind it.
 */
final class SyncEffects {
  private static final Set<String> HINTS = Set.of("prefetch", "prefetchu", "applypriority");

  private SyncEffects() {}

  static boolean takes(PtxForm form) {
    String syntax = form.row().syntax();
    return switch (form.row().base()) {
      case "bar", "barrier", "membar", "mbarrier", "prefetch", "prefetchu", "applypriority" ->
          !syntax.startsWith("prefetch{.ss}.tensormap") && !syntax.startsWith("mbarrier.pending");
      // The others need a tensor map or a cluster's other block
      case "fence" -> form.formals().isEmpty();
      case "nanosleep", "griddepcontrol", "discard" -> true;
      default -> false;
    };
  }

  static void add(PtxForm form, EffectFiles files) {
    EffectFiles.Place place = files.next();
    EffectKernel kernel = new EffectKernel(place.entry(), "");
    String base = form.row().base();
    boolean cluster = form.toString().startsWith("barrier.cluster");
    int threads = 64;
    if (cluster) {
      cluster(form, kernel);
    } else if (base.equals("mbarrier")) {
      threads = 1;
      mbarrier(form, kernel);
    } else if (base.startsWith("bar")) {
      barrier(form, kernel);
    } else {
      kernel.line("ld.global.u32 %t4, [%u0]; st.global.u32 [%u1+4], %t4; mov.u32 %r0, 20;");
      kernel.line("mov.b64 %u3, " + (HINTS.contains(base) ? "%u0" : "%u1") + ";");
      kernel.instruction(form, "", "%u3", "0", "-1");
      kernel.line("st.global.u32 [%u1+8], %t4; ld.global.u32 %t5, [%u0+16];");
      kernel.line("st.global.u32 [%u1], %t5; st.global.u32 [%u1+4], %t4;");
    }
    byte[] in =
        EffectInputs.buffer(
            form,
            (cluster ? 2 : 1) * threads,
            (thread, operand, index) -> EffectInputs.edge(operand.type(), thread, index));
    SimGrid grid =
        cluster ? SimGrid.of(2, threads).withCluster(new Dim3(2, 1, 1)) : SimGrid.of(1, threads);
    files.add(
        place,
        kernel.end(),
        form,
        "",
        grid,
        List.of(
            new EffectCase.Argument(true, in), new EffectCase.Argument(true, new byte[in.length])));
  }

  /** Loads the operands, with the barrier's number and threads where they are asked for. */
  private static void barrierOperands(PtxForm form, EffectKernel kernel) {
    kernel.load(form);
    int number = 0;
    for (Operand operand : form.formals()) {
      String register = operand.regClass().prefix() + number++;
      if (operand.name().equals("a")) {
        kernel.line("mov.u32 " + register + ", 3;");
      } else if (operand.name().equals("b")) {
        kernel.line("mov.u32 " + register + ", 64;");
      }
    }
  }

  /** Each of two warps reads what the other has written. */
  private static void barrier(PtxForm form, EffectKernel kernel) {
    boolean arrive = form.toString().contains(".arrive");
    boolean warp = form.row().base().equals("bar") && form.toString().startsWith("bar.warp");
    barrierOperands(form, kernel);
    kernel.line("mov.u32 %t4, s; mad.lo.u32 %t5, %t2, 4, %t4; xor.b32 %t6, %t2, 63;");
    if (warp) {
      kernel.line("xor.b32 %t6, %t2, 31;");
    }
    kernel.line("mad.lo.u32 %t6, %t6, 4, %t4; add.u32 %t7, %t2, 1000; st.shared.u32 [%t5], %t7;");
    if (arrive) {
      kernel.line("setp.lt.u32 %g0, %t2, 32; @%g0 bra ARRIVE;");
      kernel.line("barrier.sync 3, 64; bra.uni READ;");
      kernel.line("ARRIVE:");
      kernel.instruction(form, "", "", "0", "-1");
      kernel.line("ret;");
      kernel.line("READ:");
    } else {
      kernel.instruction(form, "", "", "0", "-1");
    }
    kernel.line("ld.shared.u32 %t7, [%t6]; st.global.u32 [%u1], %t7;");
    kernel.store(form);
  }

  /** Each block of two reads what the other has written. */
  private static void cluster(PtxForm form, EffectKernel kernel) {
    boolean arrive = form.toString().contains(".arrive");
    boolean relaxed = form.toString().contains(".relaxed");
    kernel.line("mov.u32 %t4, s; mad.lo.u32 %t4, %t2, 4, %t4; add.u32 %t7, %t0, 1000;");
    kernel.line("st.shared.u32 [%t4], %t7;");
    if (relaxed) {
      kernel.line("fence.acq_rel.cluster;");
    }
    if (arrive) {
      kernel.instruction(form, "", "", "0", "-1");
      kernel.line("barrier.cluster.wait;");
    } else {
      kernel.line("barrier.cluster.arrive;");
      kernel.instruction(form, "", "", "0", "-1");
    }
    if (relaxed) {
      kernel.line("fence.acq_rel.cluster;");
    }
    kernel.line("mov.u32 %t5, %cluster_ctarank; xor.b32 %t5, %t5, 1;");
    kernel.line("mapa.shared::cluster.u32 %t4, %t4, %t5; ld.shared::cluster.u32 %t7, [%t4];");
    kernel.line("st.global.u32 [%u1], %t7;");
    kernel.line("barrier.cluster.arrive; barrier.cluster.wait;");
  }

  /** One thread; behind the instruction it is seen how many arrivals the phase lacks. */
  private static void mbarrier(PtxForm form, EffectKernel kernel) {
    String text = form.toString();
    boolean remote = text.contains(".shared::cluster");
    boolean init = text.contains(".init");
    boolean wait = text.contains("_wait");
    int second = form.formals().indexOf(form.operand("b").orElse(null));
    kernel.line("mov.u64 %u3, s; mov.u64 %u6, %u3;");
    if (!text.contains(".shared")) {
      kernel.line("cvta.shared.u64 %u6, %u6;");
    }
    if (remote) {
      kernel.line("mapa.shared::cluster.u64 %u6, %u3, 0;");
    }
    if (second >= 0) {
      String value = text.contains("_tx") ? "16" : init ? "5" : "2";
      kernel.line("mov.u32 %r" + second + ", " + (text.contains(".parity") ? "0" : value) + ";");
    }
    if (!init) {
      kernel.line("mbarrier.init.shared.b64 [%u3], 5;");
    }
    if (text.contains("complete_tx")) {
      kernel.line("mbarrier.expect_tx.relaxed.cta.shared.b64 [%u3], 16;");
    }
    if (wait) {
      waits(form, kernel, second);
      return;
    }
    kernel.instruction(form, "", "%u6", "0", "-1");
    kernel.line("mov.u32 %t7, " + (text.contains(".inval") ? 0 : 1) + ";");
    if (text.contains(".inval")) {
      kernel.line("mbarrier.init.shared.b64 [%u3], 5;");
    }
    if (text.contains("expect_tx")) {
      kernel.line("mbarrier.test_wait.parity.shared.b64 %g1, [%u3], 0;");
      kernel.line("selp.u32 %t4, 1, 0, %g1; st.global.u32 [%u1+128], %t4;");
      kernel.line("mbarrier.complete_tx.relaxed.cta.shared.b64 [%u3], 16;");
    }
    int number = 0;
    for (Operand operand : form.formals()) {
      if (operand.isResult()) {
        kernel.line("mbarrier.pending_count.b64 %t4, %rd" + number + ";");
        kernel.line("st.global.u32 [%u1+132], %t4;");
      }
      number++;
    }
    for (int i = 0; i < 7; i++) {
      kernel.line("mbarrier.arrive.shared.b64 %u7, [%u3]; mbarrier.pending_count.b64 %t4, %u7;");
      kernel.line("mbarrier.test_wait.parity.shared.b64 %g1, [%u3], 0; selp.u32 %t5, 16, 0, %g1;");
      kernel.line("mbarrier.test_wait.parity.shared.b64 %g1, [%u3], 1; selp.u32 %t6, 32, 0, %g1;");
      kernel.line("or.b32 %t4, %t4, %t5; or.b32 %t4, %t4, %t6;");
      kernel.line("st.global.u32 [%u1+" + (4 * i) + "], %t4;");
    }
  }

  /** Asks before, within and behind the end of a phase. */
  private static void waits(PtxForm form, EffectKernel kernel, int second) {
    boolean parity = form.toString().contains(".parity");
    int third = form.formals().indexOf(form.operand("c").orElse(null));
    if (third >= 0) {
      kernel.line("mov.u32 %r" + third + ", 100;");
    }
    for (int i = 0; i < 6; i++) {
      String token = parity ? "%u7" : i == 0 ? "%rd" + second : "%u7";
      kernel.line("mbarrier.arrive.shared.b64 " + token + ", [%u3];");
      kernel.instruction(form, "", "%u6", "0", "-1");
      kernel.line("selp.u32 %t4, 1, 0, %p0; st.global.u32 [%u1+" + (4 * i) + "], %t4;");
    }
  }
}
