package dev.ringkernel.ir.link;

import dev.ringkernel.ir.Block;
import dev.ringkernel.ir.CallGraph;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Instr;
import dev.ringkernel.ir.Label;
import dev.ringkernel.ir.Module;
import dev.ringkernel.ir.Signature;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ir.Value;
import dev.ringkernel.ir.pass.PassRunner;
import dev.ringkernel.ir.pass.PassTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Composes one resident kernel from the runtime's module and the modules of the handlers. */
public final class Linker {
  /** The kernel that is kept. */
  public static final String MAIN = "rk_main";

  /** The function that linking makes. */
  public static final String DISPATCH = "rk.dispatch";

  /** What the symbols for wire ids begin with. */
  public static final String TYPE = "type:";

  /**
   * Parameters of a handler: context, state, message base, its length, its first word, reply, its
   * length.
   */
  static final Signature HANDLER =
      new Signature(
          List.of(
              Type.I64, Type.I64, Type.PTR_SHARED, Type.I32, Type.I32, Type.PTR_LOCAL, Type.I32),
          List.of(Type.I32));

  /** A handler's parameters with behaviour and type after the context. */
  static final Signature DISPATCHER =
      new Signature(
          List.of(
              Type.I64,
              Type.I32,
              Type.I32,
              Type.I64,
              Type.PTR_SHARED,
              Type.I32,
              Type.I32,
              Type.PTR_LOCAL,
              Type.I32),
          List.of(Type.I32));

  private final LinkPlan plan;
  private final PassRunner runner;
  private final List<String> reasons = new ArrayList<>();

  private Linker(LinkPlan plan, PassRunner runner) {
    this.plan = plan;
    this.runner = runner;
  }

  /** {@link #link(Module, List, LinkPlan, PassRunner)} with a runner of its own. */
  public static Module link(Module runtime, List<Module> handlerModules, LinkPlan plan) {
    return link(runtime, handlerModules, plan, new PassRunner());
  }

  /**
   * One module with the kernel {@link #MAIN}, everything inlined, symbols bound, optimized, ready
   * for selection.
   *
   * @param runtime defines {@link #MAIN} and the functions that handlers call, as device functions
   * @param handlerModules as {@link PassTable#COMPILE} leaves them: faults not yet lowered; kernels
   *     in them are left out
   * @param runner for its observer and timings
   * @throws LinkException if something is missing, defined twice, or has another signature than its
   *     callers assume
   */
  public static Module link(
      Module runtime, List<Module> handlerModules, LinkPlan plan, PassRunner runner) {
    return new Linker(plan, runner).link(runtime, handlerModules);
  }

  private Module link(Module runtime, List<Module> handlerModules) {
    Map<String, Function> functions = new LinkedHashMap<>();
    Set<String> sources = new LinkedHashSet<>(runtime.sources());
    for (Function f : runtime.functions()) {
      define(functions, f);
    }
    List<Function> handlers = new ArrayList<>();
    for (Module m : handlerModules) {
      sources.addAll(m.sources());
      for (Function f : m.functions()) {
        if (f.kind() != Function.Kind.KERNEL) {
          handlers.add(f);
        }
        if (f.attributes().containsKey(Function.Attribute.FAULTS_LOWERED)) {
          reasons.add(
              "the faults of " + f.name() + " are lowered already; linking takes kernel.ir");
        }
      }
    }
    Set<String> names = new HashSet<>(functions.keySet());
    handlers.stream()
        .filter(f -> !names.add(f.name()))
        .forEach(f -> reasons.add(f.name() + " is defined twice"));
    stopIfWrong();
    // Fault words index the sources of the whole system, so faults are lowered only here.
    Module lowered =
        runner.run(PassTable.HANDLERS, new Module("handlers", List.copyOf(sources), handlers));
    for (Function f : lowered.functions()) {
      define(functions, f);
    }
    checkHandlers(functions);
    stopIfWrong();
    define(functions, dispatch());
    Map<String, Function> called = reachable(functions);
    stopIfWrong();
    List<Function> bound = called.values().stream().map(this::bind).toList();
    stopIfWrong();
    Module whole = new Module("system", lowered.sources(), bound);
    List<String> cycle = CallGraph.of(whole).recursion();
    if (!cycle.isEmpty()) {
      throw new LinkException(List.of("functions call each other: " + String.join(" -> ", cycle)));
    }
    Module inlined = runner.run(PassTable.CALLS, whole);
    Map<String, Function> all = new LinkedHashMap<>();
    inlined.functions().forEach(f -> all.put(f.name(), f));
    List<Function> kept = reachable(all).values().stream().map(Linker::alone).toList();
    return runner.run(PassTable.SYSTEM, new Module(inlined.name(), inlined.sources(), kept));
  }

  /**
   * Says of the kernel that an SM holds one block of it. Unasked, the assembler saves registers so
   * that more would fit, and spills what is live across calls: on sm_90 to 72 registers and 60
   * bytes of spill stores, where 108 hold it all.
   */
  private static Function alone(Function f) {
    return f.kind() == Function.Kind.KERNEL
        ? f.withAttribute(Function.Attribute.MIN_BLOCKS, "1")
        : f;
  }

  private void stopIfWrong() {
    if (!reasons.isEmpty()) {
      throw new LinkException(reasons);
    }
  }

  /** Handlers become device functions, so that they go away where they are inlined. */
  private void define(Map<String, Function> functions, Function f) {
    boolean keepsKind = f.kind() != Function.Kind.HANDLER;
    Function linked =
        keepsKind
            ? f
            : new Function(f.name(), Function.Kind.DEVICE, f.results(), f.blocks(), f.attributes());
    if (functions.put(f.name(), linked) != null) {
      reasons.add(f.name() + " is defined twice");
    }
  }

  private void checkHandlers(Map<String, Function> functions) {
    for (LinkPlan.Behaviour b : plan.behaviours()) {
      Set<String> messages = new HashSet<>();
      for (LinkPlan.Handler h : b.handlers()) {
        Function f = functions.get(h.function());
        if (f == null) {
          reasons.add("handler " + h.function() + " of " + b.className() + " is in no module");
        } else if (!Signature.of(f).equals(HANDLER)) {
          reasons.add(
              "handler " + h.function() + " is " + Signature.of(f) + ", must be " + HANDLER);
        }
        if (!messages.add(h.message())) {
          reasons.add(b.className() + " handles " + h.message() + " twice");
        }
        if (!plan.typeIds().containsKey(h.message())) {
          reasons.add("no wire id for message " + h.message());
        }
      }
    }
  }

  private Function dispatch() {
    FunctionBuilder b =
        new FunctionBuilder(
            DISPATCH, Function.Kind.DEVICE, DISPATCHER.params(), DISPATCHER.results());
    List<Value> passed = new ArrayList<>(List.of(b.param(0)));
    for (int i = 3; i < DISPATCHER.params().size(); i++) {
      passed.add(b.param(i));
    }
    Label unhandled = b.newBlock();
    Map<Long, Label> behaviours = new LinkedHashMap<>();
    for (int i = 0; i < plan.behaviours().size(); i++) {
      behaviours.put(i + 1L, b.newBlock());
    }
    b.switchOn(b.param(1), behaviours, unhandled);
    for (int i = 0; i < plan.behaviours().size(); i++) {
      Label behaviour = behaviours.getOrDefault(i + 1L, unhandled);
      b.seal(behaviour);
      b.place(behaviour);
      Map<Long, Label> types = new LinkedHashMap<>();
      Map<Label, String> functions = new LinkedHashMap<>();
      for (LinkPlan.Handler h : plan.behaviours().get(i).handlers()) {
        Label label = b.newBlock();
        types.put((long) plan.typeId(h.message()), label);
        functions.put(label, h.function());
      }
      b.switchOn(b.param(2), types, unhandled);
      functions.forEach(
          (label, function) -> {
            b.seal(label);
            b.place(label);
            b.ret(b.call(function, HANDLER.results(), passed));
          });
    }
    b.seal(unhandled);
    b.place(unhandled);
    b.ret(b.iconst(FaultKind.UNHANDLED.word(0, 0)));
    return b.build();
  }

  /**
   * What {@link #MAIN} needs, in the order it was defined. Reports what is missing or called with
   * another signature.
   */
  private Map<String, Function> reachable(Map<String, Function> functions) {
    Function main = functions.get(MAIN);
    if (main == null || main.kind() != Function.Kind.KERNEL) {
      reasons.add("the runtime has no kernel " + MAIN);
      return Map.of();
    }
    Set<String> reached = new HashSet<>(List.of(MAIN));
    ArrayDeque<Function> work = new ArrayDeque<>(List.of(main));
    Set<String> reported = new HashSet<>();
    while (!work.isEmpty()) {
      Function caller = work.removeFirst();
      for (Block block : caller.blocks()) {
        for (Instr instr : block.body()) {
          if (!(instr instanceof Instr.Call call)) {
            continue;
          }
          Function callee = functions.get(call.callee());
          String wrong = wrong(caller, call, callee);
          if (!wrong.isEmpty()) {
            if (reported.add(wrong)) {
              reasons.add(wrong);
            }
          } else if (callee != null && reached.add(callee.name())) {
            work.add(callee);
          }
        }
      }
    }
    Map<String, Function> kept = new LinkedHashMap<>();
    functions.forEach(
        (name, f) -> {
          if (reached.contains(name)) {
            kept.put(name, f);
          }
        });
    return kept;
  }

  private static String wrong(Function caller, Instr.Call call, @Nullable Function callee) {
    Signature assumed = Signature.of(call);
    if (callee == null) {
      return caller.name()
          + " calls "
          + call.callee()
          + " "
          + assumed
          + ", which no module defines";
    }
    if (callee.kind() == Function.Kind.KERNEL) {
      return caller.name() + " calls " + call.callee() + ", which is a kernel";
    }
    Signature defined = Signature.of(callee);
    return assumed.equals(defined)
        ? ""
        : caller.name() + " calls " + call.callee() + " as " + assumed + ", it is " + defined;
  }

  private Function bind(Function f) {
    List<Block> blocks = new ArrayList<>();
    for (Block b : f.blocks()) {
      List<Instr> body = new ArrayList<>();
      for (Instr instr : b.body()) {
        body.add(
            instr instanceof Instr.Symbol s
                ? new Instr.Const(s.result(), bits(f, s), s.span())
                : instr);
      }
      blocks.add(new Block(b.id(), b.params(), body, b.terminator()));
    }
    return f.withBlocks(blocks);
  }

  private long bits(Function f, Instr.Symbol s) {
    Integer id =
        s.name().startsWith(TYPE) ? plan.typeIds().get(s.name().substring(TYPE.length())) : null;
    if (id == null) {
      reasons.add(f.name() + " needs symbol " + s.name() + ", which the system does not define");
      return 0;
    }
    return id;
  }
}
