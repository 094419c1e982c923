package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.SimCode.Function;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The basic blocks of a kernel. A block ends at a branch, and behind every instruction that can end
 * a lane's turn, so that lanes start at {@linkplain Head heads} of blocks only, but for those that
 * an exact quantum stopped.
 *
 * <p>A turn that has used its quantum ends at the next head that is the target of a branch
 * backwards or the start of a function, whoever executes: so the interpreter and translated code
 * end it at the same instruction, and neither looks anywhere else.
 */
final class Blocks {
  /** Longer ones are cut: they would make methods that the JVM's compilers refuse. */
  private static final int LONGEST = 64;

  /** By instruction; null for those that are no head. */
  final @Nullable Head[] heads;

  private final int[] ends;

  private Blocks(@Nullable Head[] heads, int[] ends) {
    this.heads = heads;
    this.ends = ends;
  }

  static Blocks of(Op[] ops, List<Function> functions) {
    BitSet starts = new BitSet();
    BitSet yields = new BitSet();
    for (Function f : functions) {
      starts.set(f.start);
      yields.set(f.start);
    }
    for (int pc = 0; pc < ops.length; pc++) {
      for (int target : targets(ops[pc])) {
        starts.set(target);
        if (target <= pc) {
          yields.set(target);
        }
      }
      if (endsBlock(ops[pc])) {
        starts.set(pc + 1);
      }
    }
    @Nullable Head[] heads = new Head[ops.length];
    int[] ends = new int[ops.length];
    for (int pc = 0, start = 0; pc < ops.length; pc++) {
      if (starts.get(pc) || pc - start == LONGEST) {
        start = pc;
        heads[pc] = new Head(pc, yields.get(pc));
      }
    }
    for (int pc = ops.length - 1, end = ops.length; pc >= 0; pc--) {
      ends[pc] = end;
      end = heads[pc] != null ? pc : end;
    }
    return new Blocks(heads, ends);
  }

  /** The head at {@code pc}, where there is one. */
  Head head(int pc) {
    Head head = heads[pc];
    if (head == null) {
      throw new IllegalStateException("no block starts at " + pc);
    }
    return head;
  }

  /** Behind the last instruction of the block that {@code pc} belongs to. */
  int end(int pc) {
    return ends[pc];
  }

  /** Where the instruction may branch to within its function. */
  private static List<Integer> targets(Op op) {
    return switch (op) {
      case Flow.Branch b -> List.of(b.target());
      case Flow.BranchIf b -> List.of(b.target());
      case Flow.BranchTable b -> b.targets();
      case Guarded g -> targets(g.op());
      default -> List.of();
    };
  }

  /** The instructions of the function that may come next. */
  static List<Integer> next(Op op, int pc) {
    List<Integer> next = new ArrayList<>(targets(op));
    boolean over =
        switch (op) {
          case Flow.Branch b -> false;
          case Flow.BranchTable b -> false;
          case Flow.Return r -> false;
          case Flow.Exit e -> false;
          case Flow.Trap t -> false;
          default -> true;
        };
    if (over) {
      next.add(pc + 1);
    }
    return next;
  }

  /** Whether another instruction than the next may follow, or the turn may end. */
  private static boolean endsBlock(Op op) {
    return switch (op) {
      case Pure p -> false;
      case Flow f -> !(f instanceof Flow.CallSystem);
      case Move m -> m instanceof Move.Time;
      case Memory.LoadAll m -> m.strong();
      case Memory m -> m instanceof Memory.LoadWide;
      case Atomic a -> !(a instanceof Atomic.Scalar s && s.d() < 0);
      case WeakOp w ->
          switch (w) {
            case WeakOp.Load l -> l.manner().strong();
            case WeakOp.LoadWide l -> l.manner().strong();
            case WeakOp.Update u -> u.d().length > 0;
            case WeakOp.UpdateWide u -> true;
            case WeakOp.Store s -> false;
            case WeakOp.StoreWide s -> false;
            case WeakOp.Order o -> false;
            case WeakOp.Proxy p -> false;
          };
      case MbarrierOp m -> m instanceof MbarrierOp.Test;
      case AsyncOp a -> false;
      case Meeting m -> true;
      case BlockBarrier b -> true;
      case ClusterBarrierOp c -> true;
      case Sleep s -> true;
      case Guarded g -> endsBlock(g.op());
      case Checked k -> endsBlock(k.op());
      case Fence f -> false;
      case Nothing n -> false;
    };
  }
}
