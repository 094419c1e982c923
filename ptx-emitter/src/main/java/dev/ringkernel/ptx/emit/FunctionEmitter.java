package dev.ringkernel.ptx.emit;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Function.Kind;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Span;
import dev.ringkernel.ir.Terminator;
import dev.ringkernel.ir.Terminator.Branch;
import dev.ringkernel.ir.Terminator.Edge;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxDirective;
import dev.ringkernel.ptx.text.PtxFunction;
import dev.ringkernel.ptx.text.PtxLine;
import dev.ringkernel.ptx.text.PtxLine.Guard;
import dev.ringkernel.ptx.text.PtxLinkage;
import dev.ringkernel.ptx.text.PtxOperand;
import dev.ringkernel.ptx.text.PtxOperand.Addr;
import dev.ringkernel.ptx.text.PtxOperand.Imm;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import dev.ringkernel.ptx.text.PtxOperand.Sym;
import dev.ringkernel.ptx.text.PtxParam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * Turns one function into PTX. Each block parameter has a shadow register: predecessors write the
 * shadow before their branch, the block's head copies it to the parameter, so that no edge need be
 * split; {@link Coalescing} joins the two where that is safe.
 */
final class FunctionEmitter {
  /** From this many cases on, and where half of the range is used, a switch is a table. */
  private static final int TABLE_CASES = 8;

  private final Function function;
  private final Code code;
  private final FlowGraph graph;
  private final ValueFacts facts;
  private final Values values;
  private final Selector selector;
  private final Abi abi;
  private final List<Integer> order;
  private final int[] place;
  private final Map<Value, Reg> shadows = new HashMap<>();
  private int nextLabel;

  FunctionEmitter(
      Function function,
      Code code,
      java.util.function.Function<Instr.Call, String> callees,
      IntSupplier numbers) {
    this.function = function;
    this.code = code;
    this.graph = new FlowGraph(function);
    this.facts = new ValueFacts(graph);
    this.values = new Values(code, facts);
    this.abi = new Abi(code, values, callees, numbers);
    this.selector = new Selector(code, values, facts, abi);
    this.order = Layout.order(graph);
    this.place = new int[graph.size()];
    for (int i = 0; i < order.size(); i++) {
      place[order.get(i)] = i;
    }
  }

  PtxFunction emit(String name, List<PtxDirective> directives) {
    List<PtxLine> prologue = code.begin();
    List<PtxParam> params = parameters();
    // A definition stands before its uses in this order, whatever the order of the text.
    List<List<PtxLine>> bodies = new ArrayList<>();
    for (int b = 0; b < graph.size(); b++) {
      bodies.add(List.of());
      if (graph.reachable(b)) {
        for (Value p : graph.block(b).params()) {
          if (b != 0 && facts.needsRegister(p)) {
            values.define(p);
            shadows.put(p, code.fresh(p.type()));
          }
        }
        plan(b);
      }
    }
    for (int b : graph.order()) {
      bodies.set(b, code.begin());
      block(b);
    }
    List<List<PtxLine>> ordered = new ArrayList<>();
    for (int b : order) {
      ordered.add(bodies.get(b));
    }
    List<PtxLine> lines = new ArrayList<>(prologue);
    ordered.forEach(lines::addAll);
    Map<Reg, Reg> pairs = new HashMap<>();
    shadows.forEach((p, s) -> pairs.put(s, values.register(p)));
    Coalescing.Result joined = Coalescing.run(dropUnusedLabels(lines), pairs, code.registers());
    PtxParam result =
        function.results().isEmpty() || isKernel() ? null : Abi.slot("$R", function.results());
    return new PtxFunction(
        name,
        function.name(),
        isKernel() ? PtxFunction.Kind.ENTRY : PtxFunction.Kind.FUNCTION,
        isKernel() ? PtxLinkage.VISIBLE : PtxLinkage.MODULE,
        result,
        params,
        directives,
        selector.variables(),
        joined.registers(),
        joined.lines());
  }

  private boolean isKernel() {
    return function.kind() == Kind.KERNEL;
  }

  private List<PtxParam> parameters() {
    if (isKernel() && !function.results().isEmpty()) {
      throw new IllegalStateException("kernel " + function.name() + " returns a value");
    }
    if (!graph.predecessors(0).isEmpty()) {
      throw new IllegalStateException("a branch of " + function.name() + " leads to its entry");
    }
    List<PtxParam> params = new ArrayList<>();
    for (Value p : function.params()) {
      code.gate(p.type());
      String name = "$P" + params.size();
      String type = isKernel() ? Abi.kernelType(p.type()) : Abi.paramType(p.type());
      params.add(PtxParam.scalar(name, "." + type));
      if (!facts.needsRegister(p)) {
        continue;
      }
      Addr from = new Addr(new Sym(name), 0);
      if (!isKernel()) {
        abi.received(p, from);
      } else if (p.type() == Type.I1) {
        Reg bits = code.value(RegClass.B32, "ld.param.u8 d, [a]", from);
        code.into(values.define(p), "setp.ne.s32 p, a, b", bits, new Imm("0"));
      } else {
        code.into(values.define(p), "ld.param." + type + " d, [a]", from);
      }
    }
    return params;
  }

  /** Decides before selection which comparisons are computed the other way round. */
  private void plan(int b) {
    if (graph.block(b).terminator() instanceof Branch branch && wantsOpposite(b, branch)) {
      inverted.put(b, selector.invert(branch.condition()));
    }
  }

  /** Blocks whose branch goes by the opposite of its condition; whether the comparison gives it. */
  private final Map<Integer, Boolean> inverted = new HashMap<>();

  /**
   * A branch is taken on a true predicate; so the opposite is wanted where the true side follows,
   * or the false side is the loop.
   */
  private boolean wantsOpposite(int b, Branch branch) {
    int yes = graph.numberOf(branch.ifTrue().target());
    int no = graph.numberOf(branch.ifFalse().target());
    if (yes == no) {
      return false;
    }
    boolean noFollows = place[no] == place[b] + 1;
    boolean yesFollows = place[yes] == place[b] + 1;
    return !noFollows && (yesFollows || (place[no] <= place[b] && place[yes] > place[b]));
  }

  private String label(int b) {
    return "$B" + graph.block(b).id();
  }

  private void block(int b) {
    Block block = graph.block(b);
    values.startBlock();
    if (b != 0) {
      code.line(new PtxLine.Label(label(b)));
      code.at(Span.NONE);
      for (Value p : block.params()) {
        Reg shadow = shadows.get(p);
        if (shadow != null) {
          Reg r = values.register(p);
          code.into(r, Values.move(r.regClass()), shadow);
        }
      }
    }
    for (Instr i : block.body()) {
      if (facts.isLive(i)) {
        selector.select(i);
      }
    }
    code.at(block.terminator().span());
    switch (block.terminator()) {
      case Terminator.Jump j -> {
        copy(j.edge());
        jump(b, j.edge().target());
      }
      case Branch c -> branch(b, c);
      case Terminator.Switch s -> choose(s);
      case Terminator.Return r -> leave(r);
      case Terminator.Unreachable u -> code.op("trap");
      case Terminator.Fault f ->
          throw new IllegalStateException(
              "fault "
                  + f.kind()
                  + " at "
                  + f.span()
                  + " in "
                  + function.name()
                  + " is not lowered");
    }
  }

  /** Writes the shadows of the parameters of an edge's target. */
  private void copy(Edge edge) {
    List<Value> params = graph.block(graph.numberOf(edge.target())).params();
    for (int k = 0; k < params.size(); k++) {
      Reg shadow = shadows.get(params.get(k));
      if (shadow != null) {
        write(shadow, edge.args().get(k));
      }
    }
  }

  private void write(Reg to, Value v) {
    boolean literal = facts.constant(v).isPresent();
    PtxOperand from =
        literal ? Values.literal(v.type(), facts.constant(v).get().bits()) : values.use(v);
    code.into(to, Values.move(to.regClass()), from);
  }

  private void jump(int from, int targetId) {
    int target = graph.numberOf(targetId);
    if (place[target] != place[from] + 1) {
      code.op("bra t", new Sym(label(target)));
    }
  }

  private void branch(int b, Branch branch) {
    int yes = graph.numberOf(branch.ifTrue().target());
    int no = graph.numberOf(branch.ifFalse().target());
    Reg p = values.register(branch.condition());
    if (yes == no) {
      choose(p, branch);
      jump(b, branch.ifTrue().target());
      return;
    }
    Boolean done = inverted.get(b);
    boolean negative = done != null && !done;
    if (negative && place[no] <= place[b]) {
      // Not "@!%p bra": the assembler unrolls a loop only where its back edge is positive.
      p = code.value(RegClass.PRED, "not.pred d, a", p);
      negative = false;
    }
    Edge taken = done == null ? branch.ifTrue() : branch.ifFalse();
    Edge other = done == null ? branch.ifFalse() : branch.ifTrue();
    copy(taken);
    code.guarded(new Guard(p, negative), "bra t", new Sym(label(graph.numberOf(taken.target()))));
    copy(other);
    jump(b, other.target());
  }

  /** Both sides lead to one block: its parameters are selected. */
  private void choose(Reg p, Branch branch) {
    List<Value> params = graph.block(graph.numberOf(branch.ifTrue().target())).params();
    for (int k = 0; k < params.size(); k++) {
      Reg shadow = shadows.get(params.get(k));
      if (shadow != null) {
        write(shadow, branch.ifFalse().args().get(k));
        Value v = branch.ifTrue().args().get(k);
        PtxOperand from =
            Code.classOf(v.type()) == RegClass.B16 ? values.register(v) : values.use(v);
        code.guarded(new Guard(p, false), Values.move(shadow.regClass()), shadow, from);
      }
    }
  }

  private void leave(Terminator.Return r) {
    List<Type> types = function.results();
    if (r.values().size() != types.size()) {
      throw new IllegalStateException(
          function.name() + " returns " + r.values() + ", not " + types);
    }
    List<Integer> offsets = Abi.offsets(types);
    for (int k = 0; k < types.size(); k++) {
      code.op(
          "st.param." + Abi.paramType(types.get(k)) + " [a], b",
          new Addr(new Sym("$R"), offsets.get(k)),
          abi.stored(r.values().get(k)));
    }
    code.op("ret");
  }

  private void choose(Terminator.Switch s) {
    Map<Edge, String> labels = new HashMap<>();
    Map<Integer, Edge> first = new HashMap<>();
    List<Edge> trampolines = new ArrayList<>();
    for (Edge e : s.edges()) {
      if (labels.containsKey(e)) {
        continue;
      }
      // Two edges with different arguments to one block: the second writes the shadows on its way.
      Edge before = first.putIfAbsent(e.target(), e);
      int target = graph.numberOf(e.target());
      if (before == null || graph.block(target).params().stream().noneMatch(shadows::containsKey)) {
        labels.put(e, label(target));
      } else {
        labels.put(e, "$S" + graph.block(target).id() + "_" + nextLabel++);
        trampolines.add(e);
      }
    }
    // Straight edges write their shadows here; the trampolines overwrite them.
    first.values().stream()
        .sorted(java.util.Comparator.comparingInt(Edge::target))
        .forEach(this::copy);
    Type t = facts.root(s.selector()).type();
    PtxOperand selector = values.extended(s.selector(), true);
    List<Terminator.Case> cases = new ArrayList<>(s.cases());
    cases.replaceAll(c -> new Terminator.Case(Values.extend(c.value(), t.bits(), true), c.edge()));
    cases.sort(java.util.Comparator.comparingLong(Terminator.Case::value));
    String otherwise = labels.getOrDefault(s.otherwise(), "");
    if (cases.isEmpty()) {
      code.op("bra t", new Sym(otherwise));
    } else if (isTable(cases)) {
      table(cases, labels, otherwise, selector, t);
    } else {
      tree(cases, labels, otherwise, selector, t.bits() == 64 ? "s64" : "s32");
    }
    for (Edge e : trampolines) {
      code.line(new PtxLine.Label(labels.getOrDefault(e, "")));
      copy(e);
      code.op("bra t", new Sym(label(graph.numberOf(e.target()))));
    }
  }

  private static boolean isTable(List<Terminator.Case> cases) {
    long span = cases.getLast().value() - cases.getFirst().value();
    return cases.size() >= TABLE_CASES && span >= 0 && span < 2L * cases.size();
  }

  private void table(
      List<Terminator.Case> cases,
      Map<Edge, String> labels,
      String otherwise,
      PtxOperand selector,
      Type t) {
    boolean wide = t.bits() == 64;
    long low = cases.getFirst().value();
    int size = (int) (cases.getLast().value() - low) + 1;
    String sub = wide ? "sub.s64 d, a, b" : "sub.s32 d, a, b";
    RegClass c = wide ? RegClass.B64 : RegClass.B32;
    Reg index = code.value(c, sub, selector, new Imm(Long.toString(low)));
    Reg out =
        code.value(
            RegClass.PRED,
            "setp.gt." + (wide ? "u64" : "u32") + " p, a, b",
            index,
            new Imm(Integer.toString(size - 1)));
    code.guarded(new Guard(out, false), "bra t", new Sym(otherwise));
    List<String> targets = new ArrayList<>();
    for (int k = 0, next = 0; k < size; k++) {
      boolean hit = cases.get(next).value() == low + k;
      targets.add(hit ? labels.getOrDefault(cases.get(next).edge(), "") : otherwise);
      next += hit ? 1 : 0;
    }
    String name = "$T" + nextLabel++;
    code.line(new PtxLine.Targets(name, targets));
    Reg word = wide ? code.value(RegClass.B32, "cvt.u32.u64 d, a", index) : index;
    code.op("brx.idx a, t", word, new Sym(name));
  }

  /** Binary search down to three cases, which are compared one by one. */
  private void tree(
      List<Terminator.Case> cases,
      Map<Edge, String> labels,
      String otherwise,
      PtxOperand selector,
      String type) {
    if (cases.size() > 3) {
      int middle = cases.size() / 2;
      String upper = "$S" + nextLabel++;
      Imm pivot = new Imm(Long.toString(cases.get(middle).value()));
      Reg p = code.value(RegClass.PRED, "setp.ge." + type + " p, a, b", selector, pivot);
      code.guarded(new Guard(p, false), "bra t", new Sym(upper));
      tree(cases.subList(0, middle), labels, otherwise, selector, type);
      code.line(new PtxLine.Label(upper));
      tree(cases.subList(middle, cases.size()), labels, otherwise, selector, type);
      return;
    }
    for (Terminator.Case c : cases) {
      Imm value = new Imm(Long.toString(c.value()));
      Reg p = code.value(RegClass.PRED, "setp.eq." + type + " p, a, b", selector, value);
      code.guarded(new Guard(p, false), "bra t", new Sym(labels.getOrDefault(c.edge(), "")));
    }
    code.op("bra t", new Sym(otherwise));
  }

  private static List<PtxLine> dropUnusedLabels(List<PtxLine> lines) {
    Set<String> used = new HashSet<>();
    for (PtxLine line : lines) {
      if (line instanceof PtxLine.Targets t) {
        used.addAll(t.labels());
      } else if (line instanceof PtxLine.Instr i) {
        i.operands().forEach(o -> used.add(o instanceof Sym s ? s.text() : ""));
      }
    }
    return lines.stream()
        .filter(l -> !(l instanceof PtxLine.Label b) || used.contains(b.name()))
        .toList();
  }
}
