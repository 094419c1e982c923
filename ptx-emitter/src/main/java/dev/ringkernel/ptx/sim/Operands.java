package dev.ringkernel.ptx.sim;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Which registers an instruction reads, and which it may write. */
final class Operands {
  final BitSet reads = new BitSet();
  final BitSet writes = new BitSet();

  private Operands() {}

  static Operands of(Op op) {
    Operands all = new Operands();
    all.add(op);
    return all;
  }

  private void add(Op op) {
    switch (op) {
      case Pure p -> pure(p);
      case Flow f -> flow(f);
      case Move m -> move(m);
      case Memory m -> memory(m);
      case Atomic a -> atomic(a);
      case WeakOp w -> weak(w);
      case MbarrierOp m -> mbarrier(m);
      case AsyncOp a -> async(a);
      case Masked m -> masked(m);
      case ActiveMask a -> writes(a.d());
      case Legacy old -> masked(old.op());
      case BlockBarrier b -> {
        reads(b.barrier(), b.count(), b.predicate());
        writes(b.d());
      }
      case Sleep s -> reads(s.nanos());
      case Checked k -> add(k.op());
      case Guarded g -> {
        reads(g.predicate());
        add(g.op());
      }
      case ClusterBarrierOp c -> {}
      case Fence f -> {}
      case Nothing n -> {}
    }
  }

  private void reads(int... registers) {
    set(reads, registers);
  }

  private void writes(int... registers) {
    set(writes, registers);
  }

  /** An index below 0 stands for no register. */
  private static void set(BitSet to, int... registers) {
    for (int register : registers) {
      if (register >= 0) {
        to.set(register);
      }
    }
  }

  private void pure(Pure op) {
    switch (op) {
      case Pure.Unary p -> reads(p.a());
      case Pure.Binary p -> reads(p.a(), p.b());
      case Pure.Ternary p -> reads(p.a(), p.b(), p.c());
      case Pure.Quaternary p -> reads(p.a(), p.b(), p.c(), p.e());
      case Pure.Quinary p -> reads(p.a(), p.b(), p.c(), p.e(), p.g());
      case Pure.Several s -> {
        for (Pure part : s.parts()) {
          Operands own = of(part);
          own.reads.andNot(writes);
          reads.or(own.reads);
          writes.or(own.writes);
        }
      }
    }
    switch (op) {
      case Pure.Unary p -> writes(p.d());
      case Pure.Binary p -> writes(p.d());
      case Pure.Ternary p -> writes(p.d());
      case Pure.Quaternary p -> writes(p.d());
      case Pure.Quinary p -> writes(p.d());
      case Pure.Several s -> {}
    }
  }

  private void flow(Flow op) {
    switch (op) {
      case Flow.BranchIf b -> reads(b.predicate());
      case Flow.BranchTable b -> reads(b.index());
      case Flow.CallIndirect c -> reads(c.target());
      // Arguments and results lie in memory.
      case Flow.Call c -> {}
      case Flow.CallSystem c -> {}
      case Flow.Branch b -> {}
      case Flow.Return r -> {}
      case Flow.Exit e -> {}
      case Flow.Trap t -> {}
    }
  }

  private void move(Move op) {
    switch (op) {
      case Move.Copy m -> {
        reads(m.a());
        writes(m.d());
      }
      case Move.Wide m -> {
        reads(m.a(), m.b());
        writes(m.low(), m.high());
      }
      case Move.SharedAddress m -> writes(m.d());
      case Move.FrameAddress m -> writes(m.d());
      case Move.ArgumentAddress m -> writes(m.d());
      case Move.Special m -> writes(m.d());
      case Move.Time m -> writes(m.d());
      case Move.Convert m -> {
        reads(m.a());
        writes(m.d());
      }
      case Move.IsSpace m -> {
        reads(m.a());
        writes(m.d());
      }
      case Move.MapToRank m -> {
        reads(m.a(), m.rank());
        writes(m.d());
      }
      case Move.RankOf m -> {
        reads(m.a());
        writes(m.d());
      }
      case Move.StackSave m -> writes(m.d());
      case Move.StackRestore m -> reads(m.a());
      case Move.Alloca m -> {
        reads(m.bytes());
        writes(m.d());
      }
    }
  }

  private void memory(Memory op) {
    place(op.where(), op.a());
    switch (op) {
      case Memory.Load m -> writes(m.d());
      case Memory.Store m -> reads(m.b());
      case Memory.LoadAll m -> {
        if (m.strong()) {
          // Whether it saw something new is told by what they held.
          reads(m.d());
        }
        writes(m.d());
      }
      case Memory.StoreAll m -> reads(m.b());
      case Memory.LoadWide m -> {
        reads(m.low(), m.high());
        writes(m.low(), m.high());
      }
      case Memory.StoreWide m -> reads(m.low(), m.high());
    }
  }

  private void place(Where where, int a) {
    if (where.readsRegister()) {
      reads(a);
    }
  }

  private void atomic(Atomic op) {
    place(op.where(), op.a());
    switch (op) {
      case Atomic.Scalar a -> {
        reads(a.b(), a.c(), a.d());
        writes(a.d());
      }
      case Atomic.Vector a -> {
        reads(a.b());
        reads(a.d());
        writes(a.d());
      }
      case Atomic.Wide a -> {
        reads(a.b());
        reads(a.c());
        reads(a.d());
        writes(a.d());
      }
    }
  }

  private void weak(WeakOp op) {
    switch (op) {
      case WeakOp.Load m -> {
        place(m.where(), m.a());
        reads(m.d());
        writes(m.d());
      }
      case WeakOp.Store m -> {
        place(m.where(), m.a());
        reads(m.b());
      }
      case WeakOp.LoadWide m -> {
        place(m.where(), m.a());
        reads(m.low(), m.high());
        writes(m.low(), m.high());
      }
      case WeakOp.StoreWide m -> {
        place(m.where(), m.a());
        reads(m.low(), m.high());
      }
      case WeakOp.Update m -> {
        place(m.where(), m.a());
        reads(m.b());
        reads(m.d());
        reads(m.c());
        writes(m.d());
      }
      case WeakOp.UpdateWide m -> {
        place(m.where(), m.a());
        reads(m.b());
        reads(m.c());
        reads(m.d());
        writes(m.d());
      }
      case WeakOp.Order o -> {}
      case WeakOp.Proxy p -> {}
    }
  }

  private void mbarrier(MbarrierOp op) {
    switch (op) {
      case MbarrierOp.Change m -> {
        word(m.object());
        reads(m.b());
        writes(m.d());
      }
      case MbarrierOp.Test m -> {
        word(m.object());
        reads(m.b());
        writes(m.d());
      }
      case MbarrierOp.Missing m -> {
        reads(m.a());
        writes(m.d());
      }
    }
  }

  private void word(MbarrierOp.@Nullable Word object) {
    if (object != null) {
      place(object.place().where(), object.place().a());
    }
  }

  private void range(AsyncOp.Range range) {
    place(range.place().where(), range.place().a());
  }

  private void async(AsyncOp op) {
    switch (op) {
      case AsyncOp.Copy c -> {
        range(c.to());
        range(c.from());
        reads(c.taken(), c.ignored());
      }
      case AsyncOp.Bulk b -> {
        range(b.to());
        range(b.from());
        word(b.object());
        reads(b.size(), b.ranks());
      }
      case AsyncOp.Store s -> {
        range(s.to());
        word(s.object());
        reads(s.b());
      }
      case AsyncOp.Reduce r -> {
        range(r.to());
        word(r.object());
        reads(r.b());
      }
      case AsyncOp.Fill f -> {
        range(f.to());
        reads(f.size());
      }
      case AsyncOp.TryCancel c -> {
        range(c.to());
        word(c.object());
      }
      case AsyncOp.ArriveBehind a -> word(a.object());
      case AsyncOp.IsCanceled c -> {
        reads(c.low(), c.high());
        writes(c.d());
      }
      case AsyncOp.Commit c -> {}
      case AsyncOp.Await a -> {}
      case AsyncOp.AwaitAll a -> {}
      case AsyncOp.CanceledIndex c -> {}
    }
  }

  private void masked(Masked op) {
    reads(op.mask());
    switch (op) {
      case WarpSync s -> {}
      case Shuffle s -> {
        reads(s.a(), s.b(), s.c());
        writes(s.d(), s.p());
      }
      case Vote v -> {
        reads(v.a());
        writes(v.d());
      }
      case Match m -> {
        reads(m.a());
        writes(m.d(), m.p());
      }
      case Redux r -> {
        reads(r.a());
        writes(r.d());
      }
      case Elect e -> writes(e.d(), e.p());
      case Matrix m -> matrix(m);
    }
  }

  private void matrix(Matrix op) {
    switch (op) {
      case Matrix.Multiply m -> {
        reads(m.a().registers());
        reads(m.b().registers());
        reads(m.c().registers());
        writes(m.d().registers());
      }
      case Matrix.Load m -> {
        range(m.from());
        reads(m.stride());
        writes(m.d().registers());
      }
      case Matrix.Store m -> {
        range(m.to());
        reads(m.stride());
        reads(m.b().registers());
      }
      case Matrix.LoadSquares m -> {
        range(m.from());
        writes(m.d());
      }
      case Matrix.StoreSquares m -> {
        range(m.to());
        reads(m.b());
      }
      case Matrix.Transpose m -> {
        reads(m.a());
        writes(m.d());
      }
    }
  }
}
