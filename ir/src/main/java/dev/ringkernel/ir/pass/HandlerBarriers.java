package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.BinaryOp;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Terminator.Likely;
import dev.ringkernel.ir.TernaryOp;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The barriers of a handler for many lanes. As in a kernel they wait for the lanes that have not
 * returned; but a handler's lanes live on after it, so that one that returned or faulted ("gone")
 * keeps coming to the others' barriers until all are gone. Barriers and exits become calls of the
 * runtime's {@code rk.meet(lanes, brings)}, which gives how many lanes count, −1 where all are to
 * leave, or −2 where only others of the warp met.
 *
 * <p>An operation of a whole warp is preceded by such a call too, which gives the lanes that take
 * part in it: those of the warp that are not gone; or 0 where one has faulted. Within a block no
 * lane leaves, so its operations share one call. An operation with another mask than that of all
 * lanes is left alone: the others of the warp may be anywhere.
 */
final class HandlerBarriers {
  private static final String MEET = "rk.meet";

  // What a lane brings.
  private static final int GONE = 1;
  private static final int FAULTED = 2;
  private static final int COUNTS = 4;
  private static final int COUNT = 8;
  private static final int WARPS = 16;
  private static final int AT_WARP = 32;

  // What it gets but for a count.
  private static final int OVER = -1;
  private static final int AGAIN = -2;

  /** Operations whose last operand is the mask of the lanes that take part. */
  private static final Pattern WARP =
      Pattern.compile("(?:shfl|vote|match|redux|elect)\\..*sync.*|bar\\.warp\\.sync .*");

  private final BlockWriter out;
  private final int lanes;
  private final int exit;
  private final Set<Value> full = new HashSet<>();
  private final int warps;
  private @Nullable Span exitSpan;

  /** The lanes of the warp that are there, where that is known. */
  private @Nullable Value there;

  HandlerBarriers(Function function, BlockWriter out, int lanes) {
    this.out = out;
    this.lanes = lanes;
    this.exit = out.fresh.block();
    List<Instr> all = function.blocks().stream().flatMap(b -> b.body().stream()).toList();
    for (Instr instr : all) {
      if (instr instanceof Instr.Const c && c.result().type() == Type.I32 && (int) c.bits() == -1) {
        full.add(c.result());
      }
    }
    warps = all.stream().anyMatch(this::isOfWholeWarp) ? WARPS : 0;
  }

  /** Whether an instruction waits for other lanes of the warp. */
  static boolean isOfWarp(Instr instr) {
    return instr instanceof Instr.Intrinsic i && WARP.matcher(i.spelling()).matches();
  }

  /** Whether an instruction waits for all lanes of the warp. */
  boolean isOfWholeWarp(Instr instr) {
    return instr instanceof Instr.Intrinsic i
        && isOfWarp(i)
        && full.contains(i.operands().getLast());
  }

  /** A block begins. */
  void start() {
    there = null;
  }

  /**
   * An operation of a whole warp, in the middle of a block.
   *
   * @param peer what a lane returns that learns of another's fault
   */
  void warp(Instr.Intrinsic source, int peer) {
    Span span = source.span();
    Value lanesThere = there;
    if (lanesThere == null) {
      lanesThere = meet(constant(AT_WARP, span), span);
      Value nobody = compare(CompareOp.EQ, lanesThere, 0, span);
      Instr.Const word = new Instr.Const(out.fresh.value(Type.I32), peer, span);
      Edge leave = out.aside(List.of(word), exit(word.result(), span));
      Edge stay = new Edge(out.fresh.block(), List.of());
      out.end(new Terminator.Branch(nobody, leave, stay, Likely.FALSE, span));
      out.start(stay.target(), List.of());
      there = lanesThere;
    }
    List<Value> operands = new ArrayList<>(source.operands());
    operands.set(operands.size() - 1, lanesThere);
    out.add(
        new Instr.Intrinsic(source.results(), source.spelling(), operands, source.effects(), span));
  }

  /**
   * A barrier of the source, in the middle of a block.
   *
   * @param reduction PTX's word for its value; null where it has none
   * @param leave where a lane goes that learns of another's fault
   */
  void barrier(Instr.Intrinsic source, @Nullable String reduction, Edge leave) {
    Span span = source.span();
    there = null;
    Edge again = new Edge(out.fresh.block(), List.of());
    Edge over = new Edge(out.fresh.block(), List.of());
    Edge stay = new Edge(out.fresh.block(), List.of());
    Value brings = reduction == null ? constant(0, span) : brings(source, reduction);
    out.end(new Terminator.Jump(again, span));

    out.start(again.target(), List.of());
    Value count = meet(brings, span);
    Value none = compare(CompareOp.LT, count, 0, span);
    out.end(new Terminator.Branch(none, over, stay, Likely.FALSE, span));

    out.start(over.target(), List.of());
    Value others = compare(CompareOp.EQ, count, AGAIN, span);
    out.endAside(new Terminator.Branch(others, again, leave, Likely.FALSE, span));

    out.start(stay.target(), List.of());
    if (reduction != null) {
      value(source.results().getFirst(), reduction, count, span);
    }
  }

  /** A gone lane does not count, so every value is made of a count to which it adds nothing. */
  private Value brings(Instr.Intrinsic source, String reduction) {
    Span span = source.span();
    Value mine = source.operands().getFirst();
    if (reduction.equals("and.pred")) {
      Value not = out.fresh.value(Type.I1);
      out.add(new Instr.Unary(not, UnaryOp.NOT, mine, span));
      mine = not;
    }
    return select(mine, COUNT | COUNTS, COUNT, span);
  }

  private void value(Value result, String reduction, Value count, Span span) {
    Value zero = constant(0, span);
    switch (reduction) {
      case "popc.u32" ->
          out.add(new Instr.Binary(result, BinaryOp.OR, count, zero, span)); // a copy
      case "or.pred" -> out.add(new Instr.Compare(result, CompareOp.NE, count, zero, span));
      case "and.pred" -> out.add(new Instr.Compare(result, CompareOp.EQ, count, zero, span));
      default -> throw new IllegalStateException("a barrier that reduces by " + reduction);
    }
  }

  /** How a lane returns: it is gone from now on. */
  Terminator exit(Value result, Span span) {
    if (exitSpan == null) {
      exitSpan = span;
    }
    return new Terminator.Jump(new Edge(exit, List.of(result)), span);
  }

  /** Writes what {@link #exit} leads to; a fault of another lane is left to that one to report. */
  void finish() {
    Span span = exitSpan;
    if (span == null) {
      return;
    }
    Edge again = new Edge(out.fresh.block(), List.of());
    Edge home = new Edge(out.fresh.block(), List.of());
    Value result = out.fresh.value(Type.I32);
    out.start(exit, List.of(result));
    Value faulted = compare(CompareOp.NE, result, 0, span);
    Value brings = select(faulted, GONE | FAULTED, GONE, span);
    out.end(new Terminator.Jump(again, span));

    out.start(again.target(), List.of());
    Value over = compare(CompareOp.EQ, meet(brings, span), OVER, span);
    out.end(new Terminator.Branch(over, home, again, Likely.TRUE, span));

    out.start(home.target(), List.of());
    out.end(new Terminator.Return(List.of(result), span));
  }

  private Value meet(Value brings, Span span) {
    if (warps != 0) {
      Value all = out.fresh.value(Type.I32);
      out.add(new Instr.Binary(all, BinaryOp.OR, brings, constant(warps, span), span));
      brings = all;
    }
    Value count = out.fresh.value(Type.I32);
    out.add(new Instr.Call(List.of(count), MEET, List.of(constant(lanes, span), brings), span));
    return count;
  }

  private Value constant(int value, Span span) {
    return out.constant(Type.I32, value, span);
  }

  private Value select(Value condition, int ifTrue, int ifFalse, Span span) {
    Value a = constant(ifTrue, span);
    Value b = constant(ifFalse, span);
    Value result = out.fresh.value(Type.I32);
    out.add(new Instr.Ternary(result, TernaryOp.SELECT, condition, a, b, span));
    return result;
  }

  private Value compare(CompareOp op, Value a, int b, Span span) {
    Value to = constant(b, span);
    Value result = out.fresh.value(Type.I1);
    out.add(new Instr.Compare(result, op, a, to, span));
    return result;
  }
}
