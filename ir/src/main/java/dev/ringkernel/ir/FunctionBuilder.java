package dev.ringkernel.ir;

import dev.ringkernel.ir.Label.PendingEdge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds one {@link Function} in a single walk over structured code: blocks are made, placed and
 * sealed; variables are written and read; SSA form with as few block parameters as possible comes
 * out (Braun et al., "Simple and Efficient Construction of Static Single Assignment Form", CC
 * 2013).
 *
 * <p>A block is <em>sealed</em> once no more edges to it will be made; a loop header is sealed
 * after its last back edge. Operations on constants are folded, and a branch on a constant becomes
 * a jump. After a terminator, or in a block that nothing reaches, everything may still be emitted;
 * it is dropped by {@link #build}. Instructions with operands of the wrong type throw {@link
 * IllegalStateException} at once. Not thread-safe; one builder makes one function.
 */
public final class FunctionBuilder {
  private final String name;
  private final Function.Kind kind;
  private final List<Type> results;
  private final Map<String, String> attributes = new TreeMap<>();
  private final List<Label> placed = new ArrayList<>();
  private final Label entry;
  private final Map<Value, Instr.Const> constants = new HashMap<>();

  /** Block parameters that turned out to be another value. */
  private final Map<Value, Value> replaced = new HashMap<>();

  private final Map<Value, Label> paramOwner = new HashMap<>();
  private final ArrayDeque<PendingParam> pendingParams = new ArrayDeque<>();
  private Label current;
  private Span span = Span.NONE;
  private int nextValue;
  private int nextLabel;
  private boolean built;

  private record PendingParam(Variable variable, Label block, Value param) {}

  /** A function whose entry block is placed, sealed and current. */
  public FunctionBuilder(String name, Function.Kind kind, List<Type> params, List<Type> results) {
    this.name = name;
    this.kind = kind;
    this.results = List.copyOf(results);
    entry = newBlock();
    entry.placed = true;
    entry.sealed = true;
    placed.add(entry);
    current = entry;
    for (Type type : params) {
      entry.params.add(newValue(type));
    }
  }

  /** The function's parameter {@code index}. */
  public Value param(int index) {
    return entry.params.get(index);
  }

  /** Sets the span of all that is emitted from now on. */
  public FunctionBuilder at(Span place) {
    span = place;
    return this;
  }

  /** The span that instructions get now. */
  public Span span() {
    return span;
  }

  /** Sets an attribute of the function. */
  public FunctionBuilder attribute(String key, String value) {
    attributes.put(key, value);
    return this;
  }

  // Blocks.

  /** A new block, not yet placed, not sealed. */
  public Label newBlock() {
    return new Label(nextLabel++);
  }

  /**
   * Emits into {@code block} from now on. The block that was current must be terminated or
   * unreachable.
   */
  public void place(Label block) {
    if (current.terminator == null && reachable()) {
      throw broken("block " + current + " is not terminated when " + block + " is placed");
    }
    if (block.placed) {
      throw broken("block " + block + " is placed twice");
    }
    block.placed = true;
    placed.add(block);
    current = block;
  }

  /** Says that no more edges to {@code block} will be made. */
  public void seal(Label block) {
    if (block.sealed) {
      return;
    }
    block.sealed = true;
    block.incomplete.forEach((v, p) -> pendingParams.add(new PendingParam(v, block, p)));
    block.incomplete.clear();
    completeParams();
  }

  /** The block that is emitted into. */
  public Label current() {
    return current;
  }

  /**
   * False when control cannot come here: after a terminator, or in a sealed block without
   * predecessors.
   */
  public boolean reachable() {
    return current.terminator == null && !isOrphan(current);
  }

  /** True when the current block has its terminator. */
  public boolean terminated() {
    return current.terminator != null;
  }

  private boolean isOrphan(Label block) {
    return block != entry && block.sealed && block.incoming.isEmpty();
  }

  /** The block to append to: a fresh one that nothing reaches if the current one is terminated. */
  private Label open() {
    if (built) {
      throw broken("emitted into after build()");
    }
    if (current.terminator != null) {
      Label dead = newBlock();
      dead.sealed = true;
      dead.placed = true;
      placed.add(dead);
      current = dead;
    }
    return current;
  }

  // Variables.

  /** A new variable, unwritten. */
  public Variable variable(Type type, String variableName) {
    return new Variable(type, variableName);
  }

  /** Assigns {@code value} to {@code variable} here. */
  public void write(Variable variable, Value value) {
    if (value.type() != variable.type()) {
      throw broken(
          "variable " + variable + " assigned " + value + " of type " + value.type().text());
    }
    open().definitions.put(variable, value);
  }

  /**
   * The value of {@code variable} here.
   *
   * @throws IllegalStateException if on some path from the entry it is not written (javac has
   *     checked definite assignment)
   */
  public Value read(Variable variable) {
    Value value = lookUp(variable, open());
    completeParams();
    return resolve(value);
  }

  /**
   * Finds the reaching definition along single predecessors; makes a parameter, to be completed
   * later, where paths join.
   */
  private Value lookUp(Variable variable, Label start) {
    List<Label> passed = new ArrayList<>();
    Label block = start;
    Value value;
    while (true) {
      Value defined = block.definitions.get(variable);
      if (defined != null) {
        value = resolve(defined);
        break;
      }
      passed.add(block);
      if (!block.sealed) {
        value = newParam(variable, block);
        block.incomplete.put(variable, value);
        break;
      }
      // More steps than there are blocks: a cycle that nothing enters.
      if (block.incoming.isEmpty() || passed.size() > nextLabel) {
        if (block == entry) {
          throw broken("variable " + variable + " is read but not written on some path");
        }
        Instr.Const zero = new Instr.Const(newValue(variable.type()), 0, span);
        block.body.addFirst(zero);
        constants.put(zero.result(), zero);
        value = zero.result();
        break;
      }
      if (block.incoming.size() > 1) {
        value = newParam(variable, block);
        pendingParams.add(new PendingParam(variable, block, value));
        break;
      }
      block = block.incoming.getFirst().from();
    }
    for (Label b : passed) {
      b.definitions.put(variable, value);
    }
    return value;
  }

  private Value newParam(Variable variable, Label block) {
    Value param = newValue(variable.type());
    block.params.add(param);
    paramOwner.put(param, block);
    for (PendingEdge edge : block.incoming) {
      // Filled when the parameter is completed.
      edge.args().add(param);
    }
    return param;
  }

  private void completeParams() {
    List<PendingParam> completed = new ArrayList<>();
    while (!pendingParams.isEmpty()) {
      PendingParam p = pendingParams.removeFirst();
      int index = p.block().params.indexOf(p.param());
      for (PendingEdge edge : p.block().incoming) {
        edge.args().set(index, lookUp(p.variable(), edge.from()));
      }
      completed.add(p);
    }
    for (PendingParam p : completed.reversed()) {
      replaceIfTrivial(p.param(), p.block());
    }
  }

  /** A parameter whose arguments are all one value, or itself, is that value. */
  private boolean replaceIfTrivial(Value param, Label block) {
    int index = block.params.indexOf(param);
    Value same = null;
    for (PendingEdge edge : block.incoming) {
      Value arg = resolve(edge.args().get(index));
      if (arg.equals(param) || arg.equals(same)) {
        continue;
      }
      if (same != null) {
        return false;
      }
      same = arg;
    }
    if (same == null) {
      return false;
    }
    replaced.put(param, same);
    return true;
  }

  private Value resolve(Value value) {
    Value end = value;
    for (Value next = replaced.get(end); next != null; next = replaced.get(end)) {
      end = next;
    }
    for (Value v = value; !v.equals(end); ) {
      Value next = replaced.put(v, end);
      v = next == null ? end : next;
    }
    return end;
  }

  // Instructions.

  /** A constant of any type by its bits; see {@link Instr.Const}. */
  public Value constant(Type type, long bits) {
    Instr.Const c = new Instr.Const(newValue(type), bits, span);
    open().body.add(c);
    constants.put(c.result(), c);
    return c.result();
  }

  /** An I32. */
  public Value iconst(int value) {
    return constant(Type.I32, value);
  }

  /** An I64. */
  public Value lconst(long value) {
    return constant(Type.I64, value);
  }

  /** An F32. */
  public Value fconst(float value) {
    return constant(Type.F32, Float.floatToRawIntBits(value));
  }

  /** An F64. */
  public Value dconst(double value) {
    return constant(Type.F64, Double.doubleToRawLongBits(value));
  }

  /** An I1. */
  public Value bool(boolean value) {
    return constant(Type.I1, value ? 1 : 0);
  }

  /** The bits of {@code value} if it is a constant, else null. */
  public @Nullable Long constantBits(Value value) {
    Instr.Const c = constants.get(resolve(value));
    return c == null ? null : Long.valueOf(c.bits());
  }

  /** A constant that linking supplies; see {@link Instr.Symbol}. */
  public Value symbol(Type type, String symbolName) {
    return emit(new Instr.Symbol(newValue(type), symbolName, span));
  }

  /** {@code op a}. */
  public Value unary(UnaryOp op, Value a) {
    Instr.Unary instr = check(new Instr.Unary(newValue(a.type()), op, a, span));
    Long x = constantBits(a);
    Long folded = x == null ? null : ConstantFolder.unary(op, a.type(), x);
    return folded == null ? emit(instr) : constant(a.type(), folded);
  }

  /** {@code a op b}. The divisor of an integer division must have been tested. */
  public Value binary(BinaryOp op, Value a, Value b) {
    Instr.Binary instr = check(new Instr.Binary(newValue(a.type()), op, a, b, span));
    Long x = constantBits(a);
    Long y = constantBits(b);
    Long folded = (x == null || y == null) ? null : ConstantFolder.binary(op, a.type(), x, y);
    return folded == null ? emit(instr) : constant(a.type(), folded);
  }

  /** {@code op(a, b, c)}, of the type of {@code c}. */
  public Value ternary(TernaryOp op, Value a, Value b, Value c) {
    Instr.Ternary instr = check(new Instr.Ternary(newValue(c.type()), op, a, b, c, span));
    Long x = constantBits(a);
    if (op == TernaryOp.SELECT && x != null) {
      return x != 0 ? b : c;
    }
    return emit(instr);
  }

  /** {@code condition ? a : b} without control flow. */
  public Value select(Value condition, Value a, Value b) {
    return ternary(TernaryOp.SELECT, condition, a, b);
  }

  /** {@code a op b}, an I1. */
  public Value compare(CompareOp op, Value a, Value b) {
    Instr.Compare instr = check(new Instr.Compare(newValue(Type.I1), op, a, b, span));
    Long x = constantBits(a);
    Long y = constantBits(b);
    Boolean folded = (x == null || y == null) ? null : ConstantFolder.compare(op, a.type(), x, y);
    return folded == null ? emit(instr) : bool(folded);
  }

  /** {@code a} as {@code to}. */
  public Value convert(ConvertOp op, Value a, Type to) {
    Instr.Convert instr = check(new Instr.Convert(newValue(to), op, a, span));
    Long x = constantBits(a);
    Long folded = x == null ? null : ConstantFolder.convert(op, a.type(), to, x);
    return folded == null ? emit(instr) : constant(to, folded);
  }

  /** {@code pointer + index × scale + offset} bytes. */
  public Value ptrAdd(Value pointer, Value index, int scale, long offset) {
    return emit(new Instr.PtrAdd(newValue(pointer.type()), pointer, index, scale, offset, span));
  }

  /** {@code pointer + offset} bytes. */
  public Value ptrAdd(Value pointer, long offset) {
    return offset == 0 ? pointer : ptrAdd(pointer, iconst(0), 1, offset);
  }

  /** A weak load. */
  public Value load(Type type, Value pointer, long offset) {
    return emit(new Instr.Load(newValue(type), pointer, offset, span));
  }

  /** A weak store. */
  public void store(Value pointer, long offset, Value value) {
    add(new Instr.Store(resolve(pointer), offset, value, span));
  }

  /** Storage in {@link Space#LOCAL} or {@link Space#SHARED}. */
  public Value alloca(Space space, int bytes, int align) {
    return emit(new Instr.Alloca(newValue(Type.pointer(space)), bytes, align, span));
  }

  /** One target instruction; see {@link Instr.Intrinsic}. The results in order. */
  public List<Value> intrinsic(
      List<Type> types, String spelling, List<Value> operands, Effects effects) {
    List<Value> values = newValues(types);
    add(new Instr.Intrinsic(values, spelling, operands, effects, span));
    return values;
  }

  /** A direct call. The results in order. */
  public List<Value> call(String callee, List<Type> types, List<Value> operands) {
    List<Value> values = newValues(types);
    add(new Instr.Call(values, callee, operands, span));
    return values;
  }

  private Value emit(Instr instr) {
    add(instr);
    return instr.results().getFirst();
  }

  private void add(Instr instr) {
    open().body.add(check(instr));
  }

  private <I extends Instr> I check(I instr) {
    String violation = TypeRules.violation(instr);
    if (violation != null) {
      throw broken(violation + " at " + instr.span());
    }
    return instr;
  }

  // Terminators.

  /** Goes to {@code target}. */
  public void jump(Label target) {
    terminate(List.of(target), new Terminator.Jump(edge(target), span));
  }

  /** Goes to {@code ifTrue} or {@code ifFalse}, with no hint. */
  public void branch(Value condition, Label ifTrue, Label ifFalse) {
    branch(condition, ifTrue, ifFalse, Terminator.Likely.UNKNOWN);
  }

  /** Goes to {@code ifTrue} or {@code ifFalse}. */
  public void branch(Value condition, Label ifTrue, Label ifFalse, Terminator.Likely likely) {
    if (condition.type() != Type.I1) {
      throw broken("branch on " + condition.type().text() + " at " + span);
    }
    Long known = constantBits(condition);
    if (known != null) {
      jump(known != 0 ? ifTrue : ifFalse);
      return;
    }
    terminate(
        List.of(ifTrue, ifFalse),
        new Terminator.Branch(condition, edge(ifTrue), edge(ifFalse), likely, span));
  }

  /**
   * Goes to the label of the case that equals {@code selector}, else to {@code otherwise}. Cases
   * keep the map's order.
   */
  public void switchOn(Value selector, Map<Long, Label> cases, Label otherwise) {
    if (!selector.type().isInteger()) {
      throw broken("switch on " + selector.type().text() + " at " + span);
    }
    Long known = constantBits(selector);
    if (known != null) {
      jump(cases.getOrDefault(known, otherwise));
      return;
    }
    List<Label> targets = new ArrayList<>(cases.values());
    targets.add(otherwise);
    List<Terminator.Case> list = new ArrayList<>();
    new LinkedHashMap<>(cases)
        .forEach((value, label) -> list.add(new Terminator.Case(value, edge(label))));
    terminate(targets, new Terminator.Switch(selector, list, edge(otherwise), span));
  }

  /** Returns. */
  public void ret(Value... values) {
    ret(Arrays.asList(values));
  }

  /** Returns {@code values}, one for each result type of the function. */
  public void ret(List<Value> values) {
    List<Type> types = values.stream().map(Value::type).toList();
    if (!types.equals(results)) {
      throw broken("returns " + types + ", declared " + results + " at " + span);
    }
    terminate(List.of(), new Terminator.Return(values, span));
  }

  /** Leaves the handler or kernel with a fault. */
  public void fault(FaultKind faultKind) {
    terminate(List.of(), new Terminator.Fault(faultKind, span));
  }

  /** Says that control never comes here. */
  public void unreachable() {
    terminate(List.of(), new Terminator.Unreachable(span));
  }

  /** Stands for an edge until {@link #build} knows its arguments. */
  private static Terminator.Edge edge(Label target) {
    return new Terminator.Edge(target.number, List.of());
  }

  private void terminate(List<Label> targets, Terminator terminator) {
    Label block = open();
    block.terminator = terminator;
    if (isOrphan(block)) {
      return;
    }
    for (Label target : targets) {
      if (target.sealed) {
        throw broken(
            "edge from " + block + " to " + target + ", which is sealed, at " + terminator.span());
      }
      PendingEdge edge = new PendingEdge(block, target);
      // A parameter made before this edge is completed when the block is sealed.
      edge.args().addAll(target.params);
      block.outgoing.add(edge);
      target.incoming.add(edge);
    }
  }

  // The result.

  /**
   * The function: blocks in the order they were placed, without those that nothing reaches and
   * without parameters that have one value; blocks and values are numbered in that order.
   */
  public Function build() {
    if (built) {
      throw broken("built twice");
    }
    if (reachable()) {
      throw broken("block " + current + " is not terminated");
    }
    for (Label block : placed) {
      seal(block);
    }
    Set<Label> live = liveBlocks();
    built = true;
    dropDeadEdges(live);
    removeTrivialParams(live);
    return new Function(name, kind, results, rename(live), attributes);
  }

  private Set<Label> liveBlocks() {
    Set<Label> live = new HashSet<>();
    ArrayDeque<Label> work = new ArrayDeque<>();
    work.add(entry);
    live.add(entry);
    while (!work.isEmpty()) {
      Label block = work.removeLast();
      if (!block.placed) {
        throw broken("block " + block + " is jumped to but never placed");
      }
      if (block.terminator == null) {
        throw broken("block " + block + " is not terminated");
      }
      for (PendingEdge edge : block.outgoing) {
        if (live.add(edge.to())) {
          work.add(edge.to());
        }
      }
    }
    return live;
  }

  private static void dropDeadEdges(Set<Label> live) {
    for (Label block : live) {
      block.incoming.removeIf(e -> !live.contains(e.from()));
    }
  }

  private void removeTrivialParams(Set<Label> live) {
    Map<Value, List<Value>> users = new HashMap<>();
    ArrayDeque<Value> work = new ArrayDeque<>();
    for (Label block : placed) {
      if (block == entry || !live.contains(block)) {
        continue;
      }
      for (int i = 0; i < block.params.size(); i++) {
        Value param = block.params.get(i);
        if (replaced.containsKey(param)) {
          continue;
        }
        work.add(param);
        for (PendingEdge edge : block.incoming) {
          Value arg = resolve(edge.args().get(i));
          if (paramOwner.containsKey(arg)) {
            users.computeIfAbsent(arg, a -> new ArrayList<>()).add(param);
          }
        }
      }
    }
    while (!work.isEmpty()) {
      Value param = work.removeFirst();
      Label owner = paramOwner.get(param);
      if (owner == null || replaced.containsKey(param) || !replaceIfTrivial(param, owner)) {
        continue;
      }
      List<Value> affected = users.getOrDefault(param, List.of());
      work.addAll(affected);
      Value now = resolve(param);
      if (paramOwner.containsKey(now)) {
        users.computeIfAbsent(now, a -> new ArrayList<>()).addAll(affected);
      }
    }
  }

  private List<Block> rename(Set<Label> live) {
    List<Label> order = placed.stream().filter(live::contains).toList();
    Map<Integer, Integer> ids = new HashMap<>();
    Map<Value, Value> names = new HashMap<>();
    for (Label block : order) {
      ids.put(block.number, ids.size());
      for (Value param : block.params) {
        if (!replaced.containsKey(param)) {
          names.put(param, new Value(names.size(), param.type()));
        }
      }
      for (Instr instr : block.body) {
        for (Value result : instr.results()) {
          names.put(result, new Value(names.size(), result.type()));
        }
      }
    }
    Rewrite rewrite =
        new Rewrite(
            v -> {
              Value renamed = names.get(resolve(v));
              if (renamed == null) {
                throw broken("value " + v + " is used but not defined in a reachable block");
              }
              return renamed;
            });
    List<Block> blocks = new ArrayList<>();
    for (Label block : order) {
      List<Value> params =
          block.params.stream().filter(p -> !replaced.containsKey(p)).map(rewrite::value).toList();
      List<Instr> body = block.body.stream().map(rewrite::instr).toList();
      blocks.add(
          new Block(ids.getOrDefault(block.number, -1), params, body, finish(block, rewrite, ids)));
    }
    return blocks;
  }

  private Terminator finish(Label block, Rewrite rewrite, Map<Integer, Integer> ids) {
    if (block.terminator == null) {
      throw broken("block " + block + " is not terminated");
    }
    List<Terminator.Edge> edges = new ArrayList<>();
    for (PendingEdge edge : block.outgoing) {
      List<Value> args = new ArrayList<>();
      for (int i = 0; i < edge.args().size(); i++) {
        if (!replaced.containsKey(edge.to().params.get(i))) {
          args.add(rewrite.value(edge.args().get(i)));
        }
      }
      edges.add(new Terminator.Edge(ids.getOrDefault(edge.to().number, -1), args));
    }
    return rewrite.terminator(block.terminator, edges);
  }

  private Value newValue(Type type) {
    return new Value(nextValue++, type);
  }

  private List<Value> newValues(List<Type> types) {
    return types.stream().map(this::newValue).toList();
  }

  private IllegalStateException broken(String what) {
    return new IllegalStateException("function " + name + ": " + what);
  }
}
