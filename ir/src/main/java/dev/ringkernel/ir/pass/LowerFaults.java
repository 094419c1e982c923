package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.CompareOp;
import dev.ringkernel.ir.Effects;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.TernaryOp;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns faults into what the machine does ({@code docs/decisions/003}).
 *
 * <ul>
 *   <li>A handler returns the fault word.
 *   <li>A kernel writes it to the word whose address is its last parameter, if that is not 0 and
 *       the word is 0, and returns.
 *   <li>In a handler for more than one thread, and in a kernel with both a barrier and a fault,
 *       every block barrier carries "some lane faulted", as does one more barrier at each exit; a
 *       lane that learns it so leaves too, a handler's with {@link FaultKind#PEER}. All lanes must
 *       come to the same barriers, as ever.
 * </ul>
 *
 * A function that is lowered says so by its attribute {@link Function.Attribute#FAULTS_LOWERED} and
 * is left alone from then on.
 */
final class LowerFaults {
  static final String CAS = "atom.relaxed.sys.global.cas.b32 d, [a], b, c";

  /** The barriers of the whole block, without a result and with one. */
  private static final Pattern BARRIER =
      Pattern.compile(
          "(?:bar|barrier|barrier\\.cta)\\.(?:sync\\s+0|red\\.(or\\.pred|and\\.pred|popc\\.u32)\\s+\\w+\\s*,\\s*0\\s*,\\s*\\w+)\\s*");

  private static final Effects CAS_EFFECTS =
      new Effects(true, true, false, true, Effects.Order.RELAXED, Effects.Scope.SYS);
  private static final Effects BARRIER_EFFECTS =
      new Effects(true, true, true, true, Effects.Order.ACQ_REL, Effects.Scope.CTA);

  private final Function function;
  private final SourceTable sources;
  private final Fresh fresh;
  private final boolean handler;
  private final String threads;

  /**
   * The instruction that synchronizes the lanes and tells them of a fault; empty where barriers
   * stay what they are.
   */
  private final String reduction;

  private final List<Block> blocks = new ArrayList<>();

  /** Blocks out of the way, after all others. */
  private final List<Block> aside = new ArrayList<>();

  private List<Instr> body = new ArrayList<>();

  private static final String BLOCK_SIZE = "mov.u32 d, %ntid.x";

  private LowerFaults(Function function, SourceTable sources) {
    this.function = function;
    this.sources = sources;
    fresh = new Fresh(function);
    handler = function.kind() == Function.Kind.HANDLER;
    threads = function.attributes().getOrDefault(Function.Attribute.THREADS, "1");
    if (handler) {
      reduction = threads.equals("1") ? "" : handlersBarrier("or.pred", threads);
    } else {
      boolean barriers =
          function.blocks().stream()
              .flatMap(b -> b.body().stream())
              .anyMatch(LowerFaults::isBarrier);
      reduction = barriers ? "barrier.cta.red.or.pred d, 0, a" : "";
    }
  }

  static Module run(Module module) {
    SourceTable sources = new SourceTable(module);
    List<Function> functions = new ArrayList<>();
    for (Function f : module.functions()) {
      boolean faults =
          f.blocks().stream().anyMatch(b -> b.terminator() instanceof Terminator.Fault);
      boolean lowers =
          switch (f.kind()) {
            case HANDLER -> !f.attributes().containsKey(Function.Attribute.FAULTS_LOWERED);
            case KERNEL -> faults;
            case DEVICE -> false;
          };
      functions.add(lowers ? new LowerFaults(f, sources).run() : f);
    }
    return new Module(module.name(), sources.sources(), functions);
  }

  /**
   * To a handler its lanes are the block: the block's size is theirs, whatever else the block
   * holds.
   */
  private Instr ofHandlersBlock(Instr instr) {
    if (instr instanceof Instr.Intrinsic i && i.spelling().equals(BLOCK_SIZE)) {
      return new Instr.Const(i.results().getFirst(), Long.parseLong(threads), i.span());
    }
    return instr;
  }

  private static boolean isBarrier(Instr instr) {
    return instr instanceof Instr.Intrinsic i && BARRIER.matcher(i.spelling()).matches();
  }

  private Function run() {
    for (Block b : function.blocks()) {
      int id = b.id();
      List<Value> params = b.params();
      body = new ArrayList<>();
      for (Instr instr : b.body()) {
        if (reduction.isEmpty() || !isBarrier(instr)) {
          body.add(handler ? ofHandlersBlock(instr) : instr);
          continue;
        }
        Value faulted = reduce(constant(Type.I1, 0, instr.span()), instr.span());
        int next = fresh.block();
        Edge leave = new Edge(fresh.block(), List.of());
        Edge stay = new Edge(next, List.of());
        aside.add(leave(leave.target(), instr.span()));
        Terminator t =
            new Terminator.Branch(faulted, leave, stay, Terminator.Likely.FALSE, instr.span());
        blocks.add(new Block(id, params, body, t));
        id = next;
        params = List.of();
        body = new ArrayList<>();
        reductionOfItsOwn(instr);
      }
      Terminator t =
          switch (b.terminator()) {
            case Terminator.Fault f -> handler ? handlerFault(f) : kernelFault(f);
            case Terminator.Return r -> reduction.isEmpty() ? r : exit(r);
            case Terminator.Jump j -> j;
            case Terminator.Branch x -> x;
            case Terminator.Switch s -> s;
            case Terminator.Unreachable u -> u;
          };
      blocks.add(new Block(id, params, body, t));
    }
    blocks.addAll(aside);
    return function.withBlocks(blocks).withAttribute(Function.Attribute.FAULTS_LOWERED, "true");
  }

  /** The handler's lanes only: warps of the block that run no handler come to no barrier of it. */
  private static String handlersBarrier(String reduction, String threads) {
    return "barrier.cta.red." + reduction + " d, 1, " + threads + ", a";
  }

  /** A barrier that gives a value comes second, when all lanes are known to go on. */
  private void reductionOfItsOwn(Instr barrier) {
    if (barrier instanceof Instr.Intrinsic i && !i.results().isEmpty()) {
      Matcher m = BARRIER.matcher(i.spelling());
      String spelling =
          handler && m.matches() ? handlersBarrier(m.group(1), threads) : i.spelling();
      body.add(new Instr.Intrinsic(i.results(), spelling, i.operands(), i.effects(), i.span()));
    }
  }

  private Value constant(Type type, long bits, Span span) {
    Instr.Const c = new Instr.Const(fresh.value(type), bits, span);
    body.add(c);
    return c.result();
  }

  private Value reduce(Value mine, Span span) {
    Value any = fresh.value(Type.I1);
    body.add(new Instr.Intrinsic(List.of(any), reduction, List.of(mine), BARRIER_EFFECTS, span));
    return any;
  }

  /** Where a lane goes that learns at a barrier that another faulted. */
  private Block leave(int id, Span span) {
    if (!handler) {
      return new Block(id, List.of(), List.of(), new Terminator.Return(List.of(), span));
    }
    Instr.Const word = new Instr.Const(fresh.value(Type.I32), word(FaultKind.PEER, span), span);
    return new Block(
        id, List.of(), List.of(word), new Terminator.Return(List.of(word.result()), span));
  }

  private long word(FaultKind kind, Span span) {
    return ((long) kind.code() << 28) | sources.place(span);
  }

  private Terminator handlerFault(Terminator.Fault f) {
    Value word = constant(Type.I32, word(f.kind(), f.span()), f.span());
    if (!reduction.isEmpty()) {
      reduce(constant(Type.I1, 1, f.span()), f.span());
    }
    return new Terminator.Return(List.of(word), f.span());
  }

  /** Writes the fault word in a block of its own, then leaves. */
  private Terminator kernelFault(Terminator.Fault f) {
    Span span = f.span();
    List<Value> params = function.params();
    if (params.isEmpty() || params.getLast().type() != Type.I64) {
      throw new IllegalStateException(
          "kernel "
              + function.name()
              + " can fault at "
              + span
              + " but its last parameter is not the i64 address of a fault word");
    }
    Value address = params.getLast();
    Value none = constant(Type.I64, 0, span);
    Value wanted = fresh.value(Type.I1);
    body.add(new Instr.Compare(wanted, CompareOp.NE, address, none, span));
    Edge write = new Edge(fresh.block(), List.of());
    Edge out = new Edge(fresh.block(), List.of());

    Instr.Const free = new Instr.Const(fresh.value(Type.I32), 0, span);
    Instr.Const word = new Instr.Const(fresh.value(Type.I32), word(f.kind(), span), span);
    List<Value> operands = List.of(address, free.result(), word.result());
    Instr cas =
        new Instr.Intrinsic(List.of(fresh.value(Type.I32)), CAS, operands, CAS_EFFECTS, span);
    aside.add(
        new Block(
            write.target(), List.of(), List.of(free, word, cas), new Terminator.Jump(out, span)));

    List<Instr> last = new ArrayList<>();
    if (!reduction.isEmpty()) {
      Instr.Const yes = new Instr.Const(fresh.value(Type.I1), 1, span);
      last.add(yes);
      last.add(
          new Instr.Intrinsic(
              List.of(fresh.value(Type.I1)),
              reduction,
              List.of(yes.result()),
              BARRIER_EFFECTS,
              span));
    }
    aside.add(new Block(out.target(), List.of(), last, new Terminator.Return(List.of(), span)));
    return new Terminator.Branch(wanted, write, out, Terminator.Likely.UNKNOWN, span);
  }

  /**
   * The last barrier of a lane that did not fault, or of a handler's lane that was told to stop.
   */
  private Terminator exit(Terminator.Return r) {
    Span span = r.span();
    if (!handler) {
      reduce(constant(Type.I1, 0, span), span);
      return r;
    }
    Value own = r.values().getFirst();
    Value mine = fresh.value(Type.I1);
    body.add(new Instr.Compare(mine, CompareOp.NE, own, constant(Type.I32, 0, span), span));
    Value any = reduce(mine, span);
    Value peer = constant(Type.I32, word(FaultKind.PEER, span), span);
    Value told = fresh.value(Type.I32);
    body.add(new Instr.Ternary(told, TernaryOp.SELECT, any, peer, own, span));
    Value result = fresh.value(Type.I32);
    body.add(new Instr.Ternary(result, TernaryOp.SELECT, mine, own, told, span));
    return new Terminator.Return(List.of(result), span);
  }
}
