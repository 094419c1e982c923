package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.Effects;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Terminator.Likely;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.UnaryOp;
import dev.ringkernel.ir.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The barriers of a handler for many lanes. As in a kernel they wait for the lanes that have not
 * returned; but a handler's lanes live on after it, so that one that returned ("gone") keeps coming
 * to the others' barriers until all are gone. Each meeting of the lanes is
 *
 * <pre>{@code
 * gone = barrier.popc(I am gone)        0: all go on, with one barrier; all lanes: all leave
 * fault = barrier.or(I faulted)         true: all leave
 * value = barrier.popc(what I bring)    of the lanes that are not gone
 * }</pre>
 *
 * where the second and third are met only while some lanes are gone and some are not, but for the
 * value of a barrier that has one. All lanes see the same counts, so they agree on what they meet
 * next.
 */
final class HandlerBarriers {
  private static final Effects EFFECTS =
      new Effects(true, true, true, true, Effects.Order.ACQ_REL, Effects.Scope.CTA);

  /** PTX's word for how the values that lanes bring become one. */
  private static final String OR = "or.pred";

  private static final String AND = "and.pred";
  private static final String COUNT = "popc.u32";

  private final BlockWriter out;
  private final int threads;
  private final int exit;
  private @Nullable Span exitSpan;

  HandlerBarriers(BlockWriter out, int threads) {
    this.out = out;
    this.threads = threads;
    this.exit = out.fresh.block();
  }

  /**
   * A barrier of the source, in the middle of a block.
   *
   * @param reduction PTX's word for its value; null where it has none
   * @param leave where a lane goes that learns of another's fault
   */
  void barrier(Instr.Intrinsic source, @Nullable String reduction, Edge leave) {
    Span span = source.span();
    Edge mixed = new Edge(out.fresh.block(), List.of());
    Edge go = new Edge(out.fresh.block(), List.of());
    Value gone = meet(COUNT, out.constant(Type.I1, 0, span), span);
    Value some = compare(CompareOp.NE, gone, 0, span);
    out.end(new Terminator.Branch(some, mixed, go, Likely.FALSE, span));

    out.start(mixed.target(), List.of());
    Value fault = meet(OR, out.constant(Type.I1, 0, span), span);
    Edge stay = reduction == null ? new Edge(out.fresh.block(), List.of()) : go;
    out.endAside(new Terminator.Branch(fault, leave, stay, Likely.FALSE, span));
    if (reduction == null) {
      out.start(stay.target(), List.of());
      meet(COUNT, out.constant(Type.I1, 0, span), span);
      out.endAside(new Terminator.Jump(go, span));
    }

    out.start(go.target(), List.of());
    if (reduction != null) {
      value(source, reduction);
    }
  }

  /** A gone lane brings nothing, so every value is made of a count to which it adds nothing. */
  private void value(Instr.Intrinsic source, String reduction) {
    Span span = source.span();
    Value result = source.results().getFirst();
    Value mine = source.operands().getFirst();
    switch (reduction) {
      case COUNT ->
          out.add(
              new Instr.Intrinsic(List.of(result), spelling(COUNT), List.of(mine), EFFECTS, span));
      case OR ->
          out.add(
              new Instr.Compare(
                  result,
                  CompareOp.NE,
                  meet(COUNT, mine, span),
                  out.constant(Type.I32, 0, span),
                  span));
      case AND -> {
        Value not = out.fresh.value(Type.I1);
        out.add(new Instr.Unary(not, UnaryOp.NOT, mine, span));
        Value against = meet(COUNT, not, span);
        Value none = out.constant(Type.I32, 0, span);
        out.add(new Instr.Compare(result, CompareOp.EQ, against, none, span));
      }
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
    Edge loop = new Edge(out.fresh.block(), List.of());
    Edge mixed = new Edge(out.fresh.block(), List.of());
    Edge again = new Edge(out.fresh.block(), List.of());
    Edge home = new Edge(out.fresh.block(), List.of());
    Value result = out.fresh.value(Type.I32);
    out.start(exit, List.of(result));
    Value faulted = compare(CompareOp.NE, result, 0, span);
    out.end(new Terminator.Jump(loop, span));

    out.start(loop.target(), List.of());
    Value gone = meet(COUNT, out.constant(Type.I1, 1, span), span);
    Value all = compare(CompareOp.EQ, gone, threads, span);
    out.end(new Terminator.Branch(all, home, mixed, Likely.TRUE, span));

    out.start(home.target(), List.of());
    out.end(new Terminator.Return(List.of(result), span));

    out.start(mixed.target(), List.of());
    Value fault = meet(OR, faulted, span);
    out.endAside(new Terminator.Branch(fault, home, again, Likely.FALSE, span));

    out.start(again.target(), List.of());
    meet(COUNT, out.constant(Type.I1, 0, span), span);
    out.endAside(new Terminator.Jump(loop, span));
  }

  /** The handler's lanes only: warps of the block that run no handler come to no barrier of it. */
  private String spelling(String reduction) {
    return "barrier.cta.red." + reduction + " d, 1, " + threads + ", a";
  }

  private Value meet(String reduction, Value mine, Span span) {
    Type type = reduction.equals(COUNT) ? Type.I32 : Type.I1;
    return out.intrinsic(type, spelling(reduction), List.of(mine), EFFECTS, span);
  }

  private Value compare(CompareOp op, Value a, long b, Span span) {
    Value to = out.constant(Type.I32, b, span);
    Value result = out.fresh.value(Type.I1);
    out.add(new Instr.Compare(result, op, a, to, span));
    return result;
  }
}
