package dev.ringkernel.ptx.sim;

import static java.util.Map.entry;

import dev.ringkernel.ptx.isa.PtxType;
import dev.ringkernel.ptx.sim.alu.FormMeaning;
import dev.ringkernel.ptx.sim.alu.Meaning;
import dev.ringkernel.ptx.sim.alu.Meanings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** From an instruction's opcode to what executes it. */
final class OpTable {
  private static final Meaning.Unary NEGATION = a -> a ^ 1;
  private static final Meaning.Unary IDENTITY = a -> a;

  private OpTable() {}

  // @formatter:off
  private static final Map<String, Function<Site, Op>> BY_BASE =
      Map.ofEntries(
          entry("mov",             MoveOps::mov),
          entry("cvta",            MoveOps::cvta),
          entry("isspacep",        MoveOps::isspacep),
          entry("mapa",            MoveOps::mapa),
          entry("getctarank",      MoveOps::getctarank),
          entry("stacksave",       s -> new Move.StackSave(s.result(0))),
          entry("stackrestore",    s -> new Move.StackRestore(s.input(0))),
          entry("alloca",          MoveOps::alloca),

          entry("ld",              MemoryOps::load),
          entry("st",              MemoryOps::store),
          entry("atom",            AtomicOps::make),
          entry("red",             AtomicOps::make),
          entry("prefetch",        s -> new Nothing()),
          entry("prefetchu",       s -> new Nothing()),
          entry("applypriority",   s -> new Nothing()),
          // What discarded memory holds then is open, so it may be what it held.
          entry("discard",         s -> new Nothing()),
          entry("membar",          WeakOps::fence),
          entry("fence",           WeakOps::fence),

          entry("bra",             FlowOps::bra),
          entry("brx",             FlowOps::brx),
          entry("ret",             s -> s.function().end()),
          entry("exit",            s -> new Flow.Exit()),
          entry("trap",            s -> new Flow.Trap("the kernel executed trap")),
          entry("brkpt",           s -> new Flow.Trap("the kernel executed brkpt, and there is no debugger")),
          entry("nanosleep",       s -> new Sleep(s.input(0))),
          entry("pmevent",         s -> new Nothing()),
          // Registers are no scarce thing here.
          entry("setmaxnreg",      s -> new Nothing()),
          // No launch starts before those it depends on have ended.
          entry("griddepcontrol",  s -> new Nothing()),

          entry("bar",             WarpOps::barrier),
          entry("barrier",         WarpOps::barrier),
          entry("shfl",            WarpOps::shfl),
          entry("vote",            WarpOps::vote),
          entry("match",           WarpOps::match),
          entry("redux",           WarpOps::redux),
          entry("elect",           WarpOps::elect),
          entry("mbarrier",        MbarrierOp::make),
          entry("mma",             MatrixOps::mma),
          entry("wmma",            MatrixOps::wmma),
          entry("ldmatrix",        MatrixOps::ldmatrix),
          entry("stmatrix",        MatrixOps::stmatrix),
          entry("movmatrix",       MatrixOps::movmatrix),

          entry("cp",              AsyncOps::copy),
          entry("clusterlaunchcontrol", AsyncOps::clusterLaunchControl),
          entry("activemask",      s -> new ActiveMask(s.result(0))));
  // @formatter:on

  /** The operation of an instruction; refuses what there is none for. */
  static Op make(Site site) {
    Function<Site, Op> maker = BY_BASE.get(site.form().row().base());
    return maker == null ? pure(site) : maker.apply(site);
  }

  /** Extends a signed result that is narrower than its register. */
  private static Optional<Meaning.Unary> widening(Site site, int i) {
    PtxType type = site.resultFormal(i).type();
    long mask = site.resultMask(i);
    int up = 64 - type.bits();
    return type.kind() != PtxType.Kind.SIGNED || mask == -1L >>> up
        ? Optional.empty()
        : Optional.of(a -> a << up >> up & mask);
  }

  /** By the table of meanings. */
  static Op pure(Site site) {
    Optional<FormMeaning> known = Meanings.of(site.form());
    if (known.isEmpty()) {
      throw site.unknown();
    }
    List<Meaning> meanings = known.get().results();
    List<Pure> parts = new ArrayList<>();
    RegisterFile registers = site.function().registers();
    List<Integer> in = new ArrayList<>();
    for (int i = 0; i < site.inputCount(); i++) {
      int register = site.input(i);
      if (site.inputFormal(i).negated()) {
        int negation = registers.scratch();
        parts.add(new Pure.Unary(NEGATION, negation, register));
        register = negation;
      }
      in.add(register);
    }
    if (meanings.getFirst().arity() == in.size() + 1) {
      in.add(registers.carry());
    }
    List<Pure> copies = new ArrayList<>();
    int[] inputs = in.stream().mapToInt(Integer::intValue).toArray();
    for (int i = 0; i < meanings.size(); i++) {
      int d = i < site.resultCount() ? site.result(i) : registers.carry();
      boolean early = i < meanings.size() - 1 && in.contains(d);
      int to = early ? registers.scratch() : d;
      if (early) {
        copies.add(new Pure.Unary(IDENTITY, d, to));
      }
      parts.add(Pure.of(meanings.get(i), to, inputs));
      if (i < site.resultCount()) {
        widening(site, i).ifPresent(f -> parts.add(new Pure.Unary(f, to, to)));
      }
    }
    parts.addAll(copies);
    return parts.size() == 1 ? parts.getFirst() : new Pure.Several(parts);
  }
}
