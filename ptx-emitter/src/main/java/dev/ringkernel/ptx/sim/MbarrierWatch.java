package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.check.Probe;

/** Looks at an instruction for an mbarrier. What it is misused for, its own rules say. */
abstract class MbarrierWatch implements Watch {
  private final Checker checker;
  private final Probe probe;
  private final MbarrierOp.Word object;

  /** Where the object is that is looked at. */
  private long at;

  private MbarrierWatch(Checker checker, Probe probe, MbarrierOp.Word object) {
    this.checker = checker;
    this.probe = probe;
    this.object = object;
  }

  /** As an access that is strong for the cluster, or weak. */
  private static Probe access(Probe probe, boolean strong) {
    return new Probe(
        probe.kernel(),
        probe.place(),
        probe.line(),
        probe.text(),
        strong ? MemoryOrder.RELAXED : MemoryOrder.WEAK,
        strong ? Scope.CLUSTER : null,
        false);
  }

  @Override
  public Probe probe() {
    return probe;
  }

  Checker checker() {
    return checker;
  }

  long at() {
    return at;
  }

  @Override
  public void before(Lane t) {
    at = object.locate(t);
    Written.access(t, t.watched(), probe, at, Mbarriers.BYTES, true);
  }

  /** One that changes an object. */
  static final class Changing extends MbarrierWatch {
    private final boolean gives;

    Changing(Checker checker, Probe probe, MbarrierOp.Change op, boolean relaxed) {
      super(checker, access(probe, isStrong(op.action())), op.object());
      this.gives = !relaxed && op.action().arrives();
    }

    private static boolean isStrong(MbarrierOp.Action action) {
      return action != MbarrierOp.Action.INIT && action != MbarrierOp.Action.INVALIDATE;
    }

    @Override
    public void before(Lane t) {
      super.before(t);
      checker().stuck().changed();
      if (gives) {
        checker().races().arriveAt(at(), t.watched());
      }
    }
  }

  /** One that looks whether a phase is over. */
  static final class Testing extends MbarrierWatch {
    private final int d;
    private final boolean takes;

    Testing(Checker checker, Probe probe, MbarrierOp.Test op, boolean relaxed) {
      super(checker, access(probe, true), op.object());
      this.d = op.d();
      this.takes = !relaxed;
    }

    @Override
    public void after(Lane t, int next) {
      t.sawStrong = true;
      if (takes && t.r[d] == 1) {
        checker().races().passes(at(), t.watched());
      }
    }
  }
}
