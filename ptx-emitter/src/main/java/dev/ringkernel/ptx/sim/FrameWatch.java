package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.check.Probe;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Keeps account of which bytes of frames were written where they come and go. */
final class FrameWatch implements Watch {
  private final Checker checker;
  private final Probe probe;
  private final Op op;
  private SimCode.@Nullable Slot result;

  FrameWatch(Checker checker, Probe probe, Op op) {
    this.checker = checker;
    this.probe = probe;
    this.op = op;
  }

  @Override
  public Probe probe() {
    return probe;
  }

  private static BitSet written(Lane t) {
    return t.block.checks().local(t);
  }

  private static void write(Lane t, SimCode.Slot slot) {
    int from = t.frame + slot.offset();
    written(t).set(from, from + slot.bytes());
  }

  @Override
  public void before(Lane t) {
    result = op instanceof Flow.Return ? t.resultSlot() : null;
  }

  @Override
  public void after(Lane t, int next) {
    if (!checker.wants(SimCheck.INITIALISED)) {
      return;
    }
    switch (op) {
      case Flow.Call c -> enter(t, next);
      case Flow.CallIndirect c -> enter(t, next);
      case Flow.CallSystem c -> {
        if (c.result() != null) {
          write(t, c.result());
        }
      }
      case Flow.Return r -> {
        if (result != null) {
          write(t, result);
        }
      }
      case Move.Alloca a -> {
        int from = (int) t.r[a.d()];
        written(t).clear(from, t.top);
      }
      default -> throw new IllegalStateException("no frame comes or goes by " + op);
    }
  }

  private static void enter(Lane t, int next) {
    SimCode.Function callee = t.block.launch.code.functionAt(next);
    written(t).clear(t.frame, t.frame + callee.frameBytes);
    callee.params.forEach(slot -> write(t, slot));
  }
}
