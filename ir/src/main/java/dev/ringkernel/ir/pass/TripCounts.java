package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.ControlFlow;
import dev.ringkernel.ir.Dominators;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Loops;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often the header of a loop runs at most, for loops that count by a constant from a constant
 * to a constant.
 */
final class TripCounts {
  /** Values beyond this are not followed, so that nothing here overflows. */
  private static final long FAR = 1L << 40;

  private final ControlFlow flow;
  private final Dominators dominators;
  private final Map<Value, Instr> definitions = new HashMap<>();

  TripCounts(Function function, ControlFlow flow, Dominators dominators) {
    this.flow = flow;
    this.dominators = dominators;
    for (Block b : function.blocks()) {
      for (Instr i : b.body()) {
        i.results().forEach(r -> definitions.put(r, i));
      }
    }
  }

  /** The bound; empty where none is proved. */
  OptionalLong most(Loops.Loop loop) {
    Set<Integer> inside = new HashSet<>(loop.blocks());
    OptionalLong best = OptionalLong.empty();
    for (int b : loop.blocks()) {
      boolean everyTrip = loop.latches().stream().allMatch(latch -> dominators.dominates(b, latch));
      if (!everyTrip || !(flow.block(b).terminator() instanceof Terminator.Branch t)) {
        continue;
      }
      boolean trueStays = inside.contains(flow.position(t.ifTrue().target()));
      boolean falseStays = inside.contains(flow.position(t.ifFalse().target()));
      if (trueStays != falseStays && definitions.get(t.condition()) instanceof Instr.Compare c) {
        OptionalLong trips = trips(loop, c, trueStays);
        if (trips.isPresent() && (best.isEmpty() || trips.getAsLong() < best.getAsLong())) {
          best = trips;
        }
      }
    }
    return best;
  }

  private OptionalLong trips(Loops.Loop loop, Instr.Compare c, boolean staysWhenTrue) {
    Type type = c.a().type();
    Long bound = bits(c.b());
    if (bound == null || (type != Type.I32 && type != Type.I64)) {
      return OptionalLong.empty();
    }
    CompareOp stays = staysWhenTrue ? c.op() : c.op().negated();
    // The test may look at the counter, or at the counter already stepped.
    Value counter = c.a();
    long ahead = 0;
    Step tested = step(c.a());
    if (tested != null && flow.block(loop.header()).params().contains(tested.from())) {
      counter = tested.from();
      ahead = tested.by();
    }
    int index = flow.block(loop.header()).params().indexOf(counter);
    if (index < 0) {
      return OptionalLong.empty();
    }
    Long first = null;
    Long by = null;
    for (int p : flow.predecessors(loop.header())) {
      for (Edge e : flow.block(p).terminator().edges()) {
        if (flow.position(e.target()) != loop.header()) {
          continue;
        }
        Value arg = e.args().get(index);
        if (dominators.dominates(loop.header(), p)) {
          Step s = step(arg);
          if (s == null || !s.from().equals(counter) || (by != null && by != s.by())) {
            return OptionalLong.empty();
          }
          by = s.by();
        } else {
          Long start = bits(arg);
          if (start == null || (first != null && !first.equals(start))) {
            return OptionalLong.empty();
          }
          first = start;
        }
      }
    }
    return first == null || by == null
        ? OptionalLong.empty()
        : count(stays, first + ahead, by, bound, type);
  }

  private record Step(Value from, long by) {}

  private @Nullable Step step(Value v) {
    if (definitions.get(v) instanceof Instr.Binary b) {
      Long by = bits(b.b());
      if (by != null && b.op() == BinaryOp.ADD) {
        return new Step(b.a(), by);
      }
      if (by != null && b.op() == BinaryOp.SUB) {
        return new Step(b.a(), -by);
      }
    }
    return null;
  }

  private @Nullable Long bits(Value v) {
    return definitions.get(v) instanceof Instr.Const c ? Long.valueOf(c.bits()) : null;
  }

  /**
   * Header runs for {@code for (x = first; x stays bound; x += by)}, counting the run that leaves.
   */
  private static OptionalLong count(CompareOp stays, long first, long by, long bound, Type type) {
    if (Math.abs(first) > FAR || Math.abs(by) > FAR || Math.abs(bound) > FAR || by == 0) {
      return OptionalLong.empty();
    }
    boolean unsigned =
        stays == CompareOp.ULT
            || stays == CompareOp.ULE
            || stays == CompareOp.UGT
            || stays == CompareOp.UGE;
    if (unsigned && (first < 0 || bound < 0 || by < 0)) {
      return OptionalLong.empty();
    }
    long steps;
    switch (stays) {
      case LT, ULT -> steps = by > 0 ? Math.ceilDiv(Math.max(0, bound - first), by) : -1;
      case LE, ULE -> steps = by > 0 ? Math.ceilDiv(Math.max(0, bound + 1 - first), by) : -1;
      case GT -> steps = by < 0 ? Math.ceilDiv(Math.max(0, first - bound), -by) : -1;
      case GE -> steps = by < 0 ? Math.ceilDiv(Math.max(0, first - bound + 1), -by) : -1;
      case NE -> steps = (bound - first) % by == 0 ? (bound - first) / by : -1;
      case EQ -> steps = first == bound ? 1 : 0;
      case UGT, UGE -> steps = -1;
      default -> throw new IllegalStateException("comparison " + stays);
    }
    long last = first + steps * by;
    boolean wraps = type == Type.I32 && last != (int) last;
    return steps < 0 || wraps ? OptionalLong.empty() : OptionalLong.of(steps + 1);
  }
}
