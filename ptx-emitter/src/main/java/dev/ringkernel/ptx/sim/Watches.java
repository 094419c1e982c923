package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.check.Probe;
import dev.ringkernel.ptx.text.PtxLine;

/** Decides what is looked at around an instruction. */
final class Watches {
  private final Checker checker;
  private final SharedHoles holes;

  Watches(Checker checker, SharedHoles holes) {
    this.checker = checker;
    this.holes = holes;
  }

  /** The instruction as it is executed where checks are on. */
  Op around(Op op, Site s, PtxLine.Instr instr, String kernel) {
    MemoryOrder order = s.form().effects().order();
    Scope scope = s.form().effects().scope().orElse(null);
    Probe probe =
        new Probe(kernel, instr.span(), instr.line(), instr.text(), order, scope, s.has("nc"));
    return watch(op, probe, s.has("aligned") || s.form().row().base().equals("bar"), s);
  }

  /** A call as it is executed where checks are on. */
  Op around(Op op, PtxLine.Call call, String kernel) {
    return new Checked(
        op,
        new FrameWatch(
            checker,
            new Probe(kernel, call.span(), 0, call.text(), MemoryOrder.NONE, null, false),
            op));
  }

  private Op watch(Op op, Probe probe, boolean aligned, Site s) {
    return switch (op) {
      case Memory.Load m ->
          access(op, probe, m.where(), m.a(), m.offset(), m.cell().bytes, Access.LOAD);
      case Memory.Store m ->
          access(op, probe, m.where(), m.a(), m.offset(), m.cell().bytes, Access.STORE);
      case Memory.LoadAll m ->
          access(
              op, probe, m.where(), m.a(), m.offset(), m.cell().bytes * m.d().length, Access.LOAD);
      case Memory.StoreAll m ->
          access(
              op, probe, m.where(), m.a(), m.offset(), m.cell().bytes * m.b().length, Access.STORE);
      case Memory.LoadWide m -> access(op, probe, m.where(), m.a(), m.offset(), 16, Access.LOAD);
      case Memory.StoreWide m -> access(op, probe, m.where(), m.a(), m.offset(), 16, Access.STORE);
      case Atomic.Scalar m ->
          access(op, probe, m.where(), m.a(), m.offset(), m.bits() / 8, Access.UPDATE);
      case Atomic.Vector m ->
          access(
              op, probe, m.where(), m.a(), m.offset(), m.bits() / 8 * m.b().length, Access.UPDATE);
      case Atomic.Wide m -> access(op, probe, m.where(), m.a(), m.offset(), 16, Access.UPDATE);
      case MbarrierOp.Change m ->
          new Checked(op, new MbarrierWatch.Changing(checker, probe, m, s.has("relaxed")));
      case MbarrierOp.Test m ->
          new Checked(op, new MbarrierWatch.Testing(checker, probe, m, s.has("relaxed")));
      case AsyncOp.Fill m -> new Checked(op, new FillWatch(checker, probe, m));
      // A fence between proxies orders nothing among threads.
      case Fence f when probe.scope() == null -> new Checked(op, new Watch.Named(probe));
      case Fence f -> new Checked(op, new FenceWatch(checker, probe));
      case BlockBarrier b -> new Checked(op, new BarrierWatch(probe, aligned));
      case ClusterBarrierOp b ->
          new Checked(op, new ClusterWatch(checker, probe, b.waits(), s.has("relaxed")));
      case Flow.Return r -> new Checked(op, new FrameWatch(checker, probe, op));
      case Move.Alloca a -> new Checked(op, new FrameWatch(checker, probe, op));
      case Move.Time m -> new Checked(op, new Stuck.Clocks(probe));
      case AsyncOp a -> new Checked(op, new Watch.Named(probe));
      case Masked m -> new Checked(op, new Watch.Named(probe));
      default -> op;
    };
  }

  private Op access(Op op, Probe probe, Where where, int a, long offset, int bytes, Access access) {
    if (where == Where.ARGUMENT) {
      return op;
    }
    Reach reach = new Reach(access != Access.LOAD);
    return new Checked(
        op,
        new AccessWatch(checker, probe, new Place(where, a, offset), bytes, access, reach, holes));
  }

  /** What an instruction does to memory. */
  enum Access {
    LOAD,
    STORE,
    UPDATE;

    boolean loads() {
      return this != STORE;
    }

    boolean stores() {
      return this != LOAD;
    }
  }
}
