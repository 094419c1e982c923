package dev.ringkernel.ptx.sim;

import static java.lang.constant.ConstantDescs.BSM_CLASS_DATA_AT;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;
import static java.lang.constant.ConstantDescs.CD_long;
import static java.lang.constant.ConstantDescs.CD_void;
import static java.lang.constant.ConstantDescs.DEFAULT_NAME;

import dev.ringkernel.ptx.text.PtxLine;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.DynamicConstantDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes the method of one stretch. Registers are local variables: those that are read are loaded
 * on entry, those that were written and are read later are saved where the stretch is left, and
 * around instructions that work on the lane's array themselves.
 */
final class StretchCode {
  static final ClassDesc LANE = Lane.class.describeConstable().orElseThrow();
  static final ClassDesc REACH = Reach.class.describeConstable().orElseThrow();
  static final ClassDesc RAW = Raw.class.describeConstable().orElseThrow();
  private static final ClassDesc OP = Op.class.describeConstable().orElseThrow();
  private static final ClassDesc BLOCKS = Blocks.class.describeConstable().orElseThrow();
  private static final ClassDesc FAULT = LaneFault.class.describeConstable().orElseThrow();
  private static final ClassDesc TRANSLATION = Translation.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc STEP = MethodTypeDesc.of(CD_int, LANE, CD_int);
  private static final MethodTypeDesc FAULTED =
      MethodTypeDesc.of(FAULT, FAULT, LANE, CD_int, CD_int, BLOCKS);

  private static final int T = 1;
  private static final int LEFT = 2;
  private static final int PC = 3;
  private static final int R = 4;
  private static final int NEXT = 5;
  private static final int FRESH = 6;
  private static final int AT = 7;
  private static final int VALUE = 9;
  private static final int REGISTERS = 11;

  /** Where the stretch is left: to the head {@code pc}. */
  private record Exit(int pc, boolean endsTurn) {}

  private static final class Stub {
    final Label label;
    final BitSet saved = new BitSet();

    Stub(Label label) {
      this.label = label;
    }
  }

  final CodeBuilder c;
  private final SimCode code;
  private final Op[] ops;
  private final Blocks blocks;
  private final Liveness live;
  private final long[] template;
  private final Stretch stretch;
  private final List<Object> constants;
  private final Map<Object, Integer> constantAt = new HashMap<>();
  private final Map<Integer, Integer> slots = new HashMap<>();
  private final Map<Integer, Label> labels = new HashMap<>();
  private final Map<Exit, Stub> exits = new LinkedHashMap<>();

  private BitSet[] liveNow = {};
  private BitSet unsaved = new BitSet();
  private int head;
  private int end;
  private int pc;

  /**
   * @param constants takes the objects that the code refers to
   */
  StretchCode(
      CodeBuilder c,
      SimCode code,
      Liveness live,
      long[] template,
      Stretch stretch,
      List<Object> constants) {
    this.c = c;
    this.code = code;
    this.ops = code.ops();
    this.blocks = code.blocks();
    this.live = live;
    this.template = template;
    this.stretch = stretch;
    this.constants = constants;
  }

  void write() {
    Label start = c.newLabel();
    Label last = c.newLabel();
    for (int h : stretch.heads()) {
      labels.put(h, c.newLabel());
    }
    c.loadConstant(stretch.entry()).istore(PC);
    c.labelBinding(start);
    c.aload(T).getfield(LANE, "r", CD_long.arrayType()).astore(R);
    Map<Integer, BitSet> unsavedAt = stretch.unsaved(ops, blocks);
    BitSet loaded = referenced();
    loaded.and(live.at(stretch.entry()));
    loaded.stream().forEach(this::reload);
    if (stretch.heads().getFirst() != stretch.entry()) {
      c.goto_(label(stretch.entry()));
    }
    for (int h : stretch.heads()) {
      BitSet before = unsavedAt.get(h);
      if (before == null) {
        throw new IllegalStateException("no block " + h);
      }
      unsaved = (BitSet) before.clone();
      block(h);
    }
    exits.forEach(this::stub);
    c.labelBinding(last);
    Label handler = c.newBoundLabel();
    c.exceptionCatch(start, last, handler, FAULT);
    c.aload(T).iload(PC).iload(LEFT);
    constant(blocks, BLOCKS);
    c.invokestatic(TRANSLATION, "faulted", FAULTED).athrow();
  }

  /** Registers of all blocks that are no constants. */
  private BitSet referenced() {
    BitSet all = new BitSet();
    for (int h : stretch.heads()) {
      for (int at = h; at < blocks.end(h); at++) {
        Operands operands = Operands.of(ops[at]);
        all.or(operands.reads);
        all.or(operands.writes);
      }
    }
    all.and(live.written);
    return all;
  }

  private Label label(int h) {
    Label label = labels.get(h);
    if (label == null) {
      throw new IllegalStateException("no block " + h);
    }
    return label;
  }

  private void block(int at) {
    head = at;
    end = blocks.end(at);
    liveNow = live.inBlock(at);
    c.labelBinding(label(at));
    if (blocks.head(at).yields) {
      c.iload(LEFT).ifle(exit(at, false));
    }
    c.iinc(LEFT, at - end);
    for (pc = at; pc < end; pc++) {
      instruction(ops[pc]);
      Stretch.step(ops[pc], unsaved);
    }
    pc = end - 1;
    boolean gone = Stretch.leaves(ops[pc]) && !(ops[pc] instanceof Guarded);
    if (!gone && Blocks.next(ops[pc], pc).contains(end)) {
      go(end);
    }
  }

  /** Goes on at a head, in the stretch or outside. */
  private void go(int target) {
    c.goto_(target(target));
  }

  private Label target(int to) {
    Label inside = labels.get(to);
    return inside != null ? inside : exit(to, false);
  }

  /** The place where the stretch is left for a head. */
  private Label exit(int to, boolean endsTurn) {
    Stub stub = exits.computeIfAbsent(new Exit(to, endsTurn), e -> new Stub(c.newLabel()));
    BitSet saved = (BitSet) unsaved.clone();
    saved.and(live.at(to));
    stub.saved.or(saved);
    return stub.label;
  }

  private void stub(Exit exit, Stub stub) {
    c.labelBinding(stub.label);
    stub.saved.stream().forEach(this::save);
    c.aload(T).loadConstant(exit.endsTurn() ? ~exit.pc() : exit.pc());
    c.putfield(LANE, "pc", CD_int);
    c.iload(LEFT).ireturn();
  }

  private void instruction(Op op) {
    if (Stretch.byItself(op)) {
      byItself(op);
      return;
    }
    switch (op) {
      case Flow.Branch b -> go(b.target());
      case Flow.BranchIf b -> {
        // After the instruction nothing else is unsaved.
        load(b.predicate());
        compare(b.when());
        c.ifeq(target(b.target()));
      }
      case Guarded g -> {
        Label over = c.newLabel();
        load(g.predicate());
        compare(g.runs());
        c.ifne(over);
        instruction(g.op());
        c.labelBinding(over);
      }
      case Pure p -> pure(p);
      case Move m -> new MoveCode(this).write(m);
      case Memory m -> new MemoryCode(this).write(m);
      case Atomic a -> new MemoryCode(this).write(a);
      case Fence f ->
          c.invokestatic(
              VarHandle.class.describeConstable().orElseThrow(),
              "fullFence",
              MethodTypeDesc.of(CD_void));
      case Nothing n -> {}
      case Flow f -> throw new IllegalStateException(f + " executes itself");
      case WeakOp w -> throw new IllegalStateException(w + " executes itself");
      case Checked k -> throw new IllegalStateException(k + " executes itself");
      case MbarrierOp m -> throw new IllegalStateException(m + " executes itself");
      case AsyncOp a -> throw new IllegalStateException(a + " executes itself");
      case Meeting m -> throw new IllegalStateException(m + " executes itself");
      case BlockBarrier b -> throw new IllegalStateException(b + " executes itself");
      case ClusterBarrierOp b -> throw new IllegalStateException(b + " executes itself");
      case Sleep s -> throw new IllegalStateException(s + " executes itself");
    }
  }

  /** Compares the predicate on the stack: 0 where it is {@code when}. */
  private void compare(long when) {
    c.loadConstant(when).lcmp();
  }

  /** An instruction that works on the lane's array, and says itself what is next. */
  private void byItself(Op op) {
    Op inner = op;
    Label over = c.newLabel();
    if (op instanceof Guarded g) {
      inner = g.op();
      load(g.predicate());
      compare(g.runs());
      c.ifne(over);
    }
    BitSet saved = (BitSet) unsaved.clone();
    saved.and(liveNow[pc - head]);
    saved.stream().forEach(this::save);
    mayFault();
    constant(inner, OP);
    c.aload(T).loadConstant(pc).invokeinterface(OP, "step", STEP);
    c.istore(NEXT);
    Label leave = c.newLabel();
    if (inner instanceof Flow.BranchTable table) {
      c.iload(NEXT);
      List<SwitchCase> cases = new ArrayList<>();
      for (int target : new TreeSet<>(table.targets())) {
        Label inside = labels.get(target);
        if (inside != null) {
          cases.add(SwitchCase.of(target, inside));
        }
      }
      c.lookupswitch(leave, cases);
    } else if (!(inner instanceof Flow) || inner instanceof Flow.CallSystem) {
      c.iload(NEXT).iflt(leave);
      BitSet changed = Operands.of(inner).writes;
      changed.and(liveNow[pc + 1 - head]);
      changed.stream().forEach(this::reload);
      c.goto_(over);
    }
    c.labelBinding(leave);
    c.aload(T).iload(NEXT).putfield(LANE, "pc", CD_int);
    c.iload(LEFT);
    if (pc + 1 < end) {
      c.loadConstant(end - pc - 1).iadd();
    }
    c.ireturn();
    c.labelBinding(over);
  }

  private void pure(Pure op) {
    switch (op) {
      case Pure.Several s -> s.parts().forEach(this::meaning);
      case Pure p -> {
        if (!direct(p)) {
          meaning(p);
        }
      }
    }
  }

  /** Where there is code for the form itself. */
  private boolean direct(Pure op) {
    int[] in = inputs(op);
    if (!(code.lines()[pc] instanceof PtxLine.Instr instr)
        || instr.form().inputs().size() != in.length) {
      return false;
    }
    PureCode.Emitter emitter = PureCode.of(instr.form()).orElse(null);
    PureCode.Inputs given =
        new PureCode.Inputs() {
          @Override
          public void load(int i) {
            StretchCode.this.load(in[i]);
          }

          @Override
          public Optional<Long> constant(int i) {
            return live.written.get(in[i]) ? Optional.empty() : Optional.of(template[in[i]]);
          }
        };
    if (emitter == null || (emitter instanceof PureCode.ShiftEmitter s && !s.takes(given))) {
      return false;
    }
    emitter.emit(c, given);
    store(result(op));
    return true;
  }

  private void meaning(Pure op) {
    int[] in = inputs(op);
    Object meaning =
        switch (op) {
          case Pure.Unary p -> p.f();
          case Pure.Binary p -> p.f();
          case Pure.Ternary p -> p.f();
          case Pure.Quaternary p -> p.f();
          case Pure.Quinary p -> p.f();
          case Pure.Several s -> throw new IllegalStateException("parts within a part: " + s);
        };
    ClassDesc type =
        ClassDesc.of(
            "dev.ringkernel.ptx.sim.alu",
            "Meaning$"
                + List.of("Unary", "Binary", "Ternary", "Quaternary", "Quinary")
                    .get(in.length - 1));
    constant(meaning, type);
    ClassDesc[] types = new ClassDesc[in.length];
    for (int i = 0; i < in.length; i++) {
      load(in[i]);
      types[i] = CD_long;
    }
    c.invokeinterface(type, "of", MethodTypeDesc.of(CD_long, types));
    store(result(op));
  }

  private static int[] inputs(Pure op) {
    return switch (op) {
      case Pure.Unary p -> new int[] {p.a()};
      case Pure.Binary p -> new int[] {p.a(), p.b()};
      case Pure.Ternary p -> new int[] {p.a(), p.b(), p.c()};
      case Pure.Quaternary p -> new int[] {p.a(), p.b(), p.c(), p.e()};
      case Pure.Quinary p -> new int[] {p.a(), p.b(), p.c(), p.e(), p.g()};
      case Pure.Several s -> throw new IllegalStateException("several results: " + s);
    };
  }

  private static int result(Pure op) {
    return switch (op) {
      case Pure.Unary p -> p.d();
      case Pure.Binary p -> p.d();
      case Pure.Ternary p -> p.d();
      case Pure.Quaternary p -> p.d();
      case Pure.Quinary p -> p.d();
      case Pure.Several s -> throw new IllegalStateException("several results: " + s);
    };
  }

  /** Says where the lane is, before what can fault. */
  void mayFault() {
    c.loadConstant(pc).istore(PC);
  }

  /** An object as a constant of the class. */
  void constant(Object object, ClassDesc type) {
    int at =
        constantAt.computeIfAbsent(
            new Same(object),
            o -> {
              constants.add(object);
              return constants.size() - 1;
            });
    c.loadConstant(DynamicConstantDesc.ofNamed(BSM_CLASS_DATA_AT, DEFAULT_NAME, type, at));
  }

  /** Equal for the same object only: records that are equal may hold places of their own. */
  private record Same(Object object) {
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Same same && same.object == object;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(object);
    }
  }

  /** Pushes a register. */
  void load(int register) {
    if (live.written.get(register)) {
      c.lload(slot(register));
    } else {
      c.loadConstant(template[register]);
    }
  }

  /** Pops a register. */
  void store(int register) {
    c.lstore(slot(register));
  }

  private int slot(int register) {
    return slots.computeIfAbsent(register, r -> REGISTERS + 2 * slots.size());
  }

  private void save(int register) {
    c.aload(R).loadConstant(register).lload(slot(register)).lastore();
  }

  private void reload(int register) {
    c.aload(R).loadConstant(register).laload().lstore(slot(register));
  }

  /** For the address of an access. */
  int addressSlot() {
    return AT;
  }

  /** For an element. */
  int valueSlot() {
    return VALUE;
  }

  /** For whether a look saw something new. */
  int freshSlot() {
    return FRESH;
  }

  void lane() {
    c.aload(T);
  }

  /** After a look that saw nothing new if {@link #freshSlot} is 0. */
  void looked() {
    Label on = c.newLabel();
    c.aload(T).iload(FRESH).loadConstant(pc + 1);
    c.invokevirtual(LANE, "looked", MethodTypeDesc.of(CD_int, CD_boolean, CD_int));
    c.ifge(on);
    BitSet before = (BitSet) unsaved.clone();
    unsaved.or(Operands.of(ops[pc]).writes);
    c.goto_(exit(pc + 1, true));
    unsaved = before;
    c.labelBinding(on);
  }
}
