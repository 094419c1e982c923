package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.isa.Effects;
import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.running.Manner;

/** Decodes accesses and fences for the weak mode, from what they are in the strong one. */
final class WeakOps {
  private WeakOps() {}

  /** The manner in which an instruction accesses memory. */
  static Manner manner(Site s) {
    Effects effects = s.form().effects();
    return Manner.of(effects.order(), effects.scope().orElse(Scope.SYS));
  }

  /** Whether nobody writes there, or nobody else. */
  private static boolean isOwn(Site s, Where where) {
    return switch (where) {
      case LOCAL, FRAME, ARGUMENT -> true;
      case GLOBAL, GENERIC, SHARED, CLUSTER, BLOCK -> s.space().equals("const");
    };
  }

  static Op of(Site s, Memory op) {
    if (isOwn(s, op.where())) {
      return op;
    }
    Manner manner = manner(s);
    return switch (op) {
      case Memory.Load o ->
          new WeakOp.Load(
              o.cell(),
              o.where(),
              new int[] {o.d()},
              o.mask(),
              o.a(),
              o.offset(),
              o.reach(),
              manner);
      case Memory.LoadAll o ->
          new WeakOp.Load(
              o.cell(), o.where(), o.d(), o.mask(), o.a(), o.offset(), o.reach(), manner);
      case Memory.LoadWide o ->
          new WeakOp.LoadWide(o.where(), o.low(), o.high(), o.a(), o.offset(), o.reach(), manner);
      case Memory.Store o ->
          new WeakOp.Store(
              o.cell(), o.where(), o.a(), o.offset(), new int[] {o.b()}, o.reach(), manner);
      case Memory.StoreAll o ->
          new WeakOp.Store(o.cell(), o.where(), o.a(), o.offset(), o.b(), o.reach(), manner);
      case Memory.StoreWide o ->
          new WeakOp.StoreWide(o.where(), o.a(), o.offset(), o.low(), o.high(), o.reach(), manner);
    };
  }

  static Op of(Site s, Atomic op) {
    Manner manner = manner(s);
    return switch (op) {
      case Atomic.Scalar o ->
          new WeakOp.Update(
              o.update(),
              o.bits(),
              o.where(),
              o.d() < 0 ? new int[0] : new int[] {o.d()},
              o.a(),
              o.offset(),
              new int[] {o.b()},
              o.c(),
              o.reach(),
              manner);
      case Atomic.Vector o ->
          new WeakOp.Update(
              o.update(),
              o.bits(),
              o.where(),
              o.d(),
              o.a(),
              o.offset(),
              o.b(),
              o.a(),
              o.reach(),
              manner);
      case Atomic.Wide o ->
          new WeakOp.UpdateWide(
              o.compares(), o.where(), o.d(), o.a(), o.offset(), o.b(), o.c(), o.reach(), manner);
    };
  }

  /** A fence; one that is limited to some accesses counts as one of all. */
  static Op fence(Site s) {
    if (!s.weak()) {
      return new Fence();
    }
    Effects effects = s.form().effects();
    String opcode = s.form().opcode();
    if (opcode.startsWith("fence.proxy.async") && s.form().modifier("sem").isEmpty()) {
      String space = s.form().modifier("ss").orElse("");
      return new WeakOp.Proxy(space.isEmpty() || space.equals("global"), !space.equals("global"));
    }
    if (opcode.equals("fence.proxy.alias")) {
      // Nothing is mapped twice here.
      return new Fence();
    }
    MemoryOrder order = effects.order();
    return new WeakOp.Order(order, effects.scope().orElse(Scope.SYS));
  }
}
