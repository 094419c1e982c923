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
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns faults into what the machine does ({@code docs/decisions/003}).
 *
 * <ul>
 *   <li>A handler returns the fault word.
 *   <li>A kernel writes it to the word whose address is its last parameter, if that is not 0 and
 *       the word is 0, and returns.
 *   <li>In a kernel with both a barrier and a fault every block barrier carries "some lane
 *       faulted", as does one more barrier after a fault; a lane that learns it so leaves too. A
 *       lane that has returned is one that has ended, for which no barrier waits. Where there are
 *       warp operations, a lane that faulted just ends, as the others of its warp may be waiting
 *       for it there and not at a barrier.
 *   <li>In a handler for more than one thread the lanes go on after it, so that one that returned
 *       must neither be waited for nor leave the others waiting: {@link HandlerBarriers}.
 * </ul>
 *
 * A function that is lowered says so by its attribute {@link Function.Attribute#FAULTS_LOWERED} and
 * is left alone from then on.
 */
final class LowerFaults {
  private static final String BLOCK_SIZE = "mov.u32 d, %ntid.x";
  private static final String REDUCTION = "barrier.cta.red.or.pred d, 0, a";
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
  private final BlockWriter out;
  private final boolean handler;
  private final String threads;

  /** Of a handler for more than one thread. */
  private final @Nullable HandlerBarriers barriers;

  /**
   * Whether a kernel's barriers are the instruction {@link #REDUCTION}, which also tells its lanes
   * of a fault.
   */
  private final boolean reduces;

  private LowerFaults(Function function, SourceTable sources) {
    this.function = function;
    this.sources = sources;
    out = new BlockWriter(new Fresh(function));
    handler = function.kind() == Function.Kind.HANDLER;
    threads = function.attributes().getOrDefault(Function.Attribute.THREADS, "1");
    barriers =
        handler && !threads.equals("1")
            ? new HandlerBarriers(function, out, Integer.parseInt(threads))
            : null;
    List<Instr> all = function.blocks().stream().flatMap(b -> b.body().stream()).toList();
    reduces =
        !handler
            && all.stream().anyMatch(LowerFaults::isBarrier)
            && all.stream().noneMatch(HandlerBarriers::isOfWarp);
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
  private Instr ofHandlersBlock(Instr.Intrinsic i) {
    return i.spelling().equals(BLOCK_SIZE)
        ? new Instr.Const(i.results().getFirst(), Long.parseLong(threads), i.span())
        : i;
  }

  private static boolean isBarrier(Instr instr) {
    return instr instanceof Instr.Intrinsic i && BARRIER.matcher(i.spelling()).matches();
  }

  private Function run() {
    for (Block b : function.blocks()) {
      out.start(b.id(), b.params());
      if (barriers != null) {
        barriers.start();
      }
      for (Instr instr : b.body()) {
        if (!(instr instanceof Instr.Intrinsic i)) {
          out.add(instr);
          continue;
        }
        Matcher barrier = BARRIER.matcher(i.spelling());
        if (barriers != null && barrier.matches()) {
          barriers.barrier(i, barrier.group(1), leave(i.span()));
        } else if (barriers != null && barriers.isOfWholeWarp(i)) {
          barriers.warp(i, (int) word(FaultKind.PEER, i.span()));
        } else if (reduces && barrier.matches()) {
          kernelBarrier(i);
        } else {
          out.add(handler ? ofHandlersBlock(i) : i);
        }
      }
      switch (b.terminator()) {
        case Terminator.Fault f when handler ->
            out.end(exit(out.constant(Type.I32, word(f.kind(), f.span()), f.span()), f.span()));
        case Terminator.Fault f -> kernelFault(f);
        case Terminator.Return r when handler -> out.end(exit(r.values().getFirst(), r.span()));
        case Terminator.Return r -> out.end(r);
        case Terminator.Jump j -> out.end(j);
        case Terminator.Branch x -> out.end(x);
        case Terminator.Switch s -> out.end(s);
        case Terminator.Unreachable u -> out.end(u);
      }
    }
    if (barriers != null) {
      barriers.finish();
    }
    return function
        .withBlocks(out.blocks())
        .withAttribute(Function.Attribute.FAULTS_LOWERED, "true");
  }

  private Terminator exit(Value result, Span span) {
    return barriers == null
        ? new Terminator.Return(List.of(result), span)
        : barriers.exit(result, span);
  }

  /** A barrier that gives a value comes second, when all lanes are known to go on. */
  private void kernelBarrier(Instr.Intrinsic barrier) {
    Span span = barrier.span();
    Value faulted = reduce(0, span);
    Edge stay = new Edge(out.fresh.block(), List.of());
    out.end(new Terminator.Branch(faulted, leave(span), stay, Terminator.Likely.FALSE, span));
    out.start(stay.target(), List.of());
    if (!barrier.results().isEmpty()) {
      out.add(barrier);
    }
  }

  private Value reduce(long mine, Span span) {
    Value faulted = out.constant(Type.I1, mine, span);
    return out.intrinsic(Type.I1, REDUCTION, List.of(faulted), BARRIER_EFFECTS, span);
  }

  /** Where a lane goes that learns at a barrier that another faulted. */
  private Edge leave(Span span) {
    if (!handler) {
      return out.aside(List.of(), new Terminator.Return(List.of(), span));
    }
    Instr.Const word = new Instr.Const(out.fresh.value(Type.I32), word(FaultKind.PEER, span), span);
    return out.aside(List.of(word), new Terminator.Return(List.of(word.result()), span));
  }

  private long word(FaultKind kind, Span span) {
    return ((long) kind.code() << 28) | sources.place(span);
  }

  /** Writes the fault word in a block of its own, then leaves. */
  private void kernelFault(Terminator.Fault f) {
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
    Value none = out.constant(Type.I64, 0, span);
    Value wanted = out.fresh.value(Type.I1);
    out.add(new Instr.Compare(wanted, CompareOp.NE, address, none, span));
    Edge write = new Edge(out.fresh.block(), List.of());
    Edge end = new Edge(out.fresh.block(), List.of());
    out.end(new Terminator.Branch(wanted, write, end, Terminator.Likely.UNKNOWN, span));

    out.start(write.target(), List.of());
    Value free = out.constant(Type.I32, 0, span);
    Value word = out.constant(Type.I32, word(f.kind(), span), span);
    out.intrinsic(Type.I32, CAS, List.of(address, free, word), CAS_EFFECTS, span);
    out.endAside(new Terminator.Jump(end, span));

    out.start(end.target(), List.of());
    if (reduces) {
      reduce(1, span);
    }
    out.endAside(new Terminator.Return(List.of(), span));
  }
}
