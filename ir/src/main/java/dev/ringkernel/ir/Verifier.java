package dev.ringkernel.ir;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Checks what every part of the compiler may rely on.
 *
 * <p>In a function:
 *
 * <ol>
 *   <li>block ids are distinct;
 *   <li>every edge leads to a block of the function;
 *   <li>no edge leads to the entry block;
 *   <li>every block is reached from the entry;
 *   <li>an edge carries one argument for each parameter of its target, of the same type;
 *   <li>every value id is defined once, by an instruction or as a block parameter;
 *   <li>every use has the type of its definition;
 *   <li>the definition of every value used is earlier in the same block or in a block that
 *       dominates this one;
 *   <li>operands and results have the types that their opcode demands;
 *   <li>the condition of a branch is an i1; a switch selects on an integer, by distinct values that
 *       this integer can have;
 *   <li>a return gives one value for each result of the function, of its type;
 *   <li>a kernel has no results; a handler has one, the i32 fault word;
 *   <li>a kernel's parameters are not pointers to shared or local memory.
 * </ol>
 *
 * <p>In a module:
 *
 * <ol start="14">
 *   <li>function names are distinct;
 *   <li>a call of a function of the module passes its parameter types and takes its result types;
 *   <li>nothing calls a kernel.
 * </ol>
 *
 * <p>1 to 4 are checked first; where one fails in a function, the rest of it is not looked at.
 * Linear in the size of the function, but for the dominators.
 */
public final class Verifier {
  /**
   * One broken invariant.
   *
   * @param invariant its number in the list above
   * @param place function, block and instruction, for people
   */
  public record Violation(int invariant, String place, String message) {
    @Override
    public String toString() {
      return place + ": " + message + " (invariant " + invariant + ")";
    }
  }

  private final Function function;
  private final List<Violation> violations = new ArrayList<>();
  private @Nullable Numbering names;

  /** By value id: the definition, and the position of its block. */
  private @Nullable Value[] definitions = new Value[0];

  private int[] definedIn = new int[0];

  /** Block and instruction that are looked at, printed only when something is wrong. */
  private @Nullable Block block;

  private @Nullable Object instruction;

  private Verifier(Function function) {
    this.function = function;
  }

  /** How the values are printed; worth making only when something is wrong. */
  private Numbering names() {
    if (names == null) {
      names = Numbering.of(function);
    }
    return names;
  }

  /** What is wrong with {@code function}; empty if nothing is. */
  public static List<Violation> verify(Function function) {
    Verifier v = new Verifier(function);
    v.signature();
    ControlFlow flow = v.structure();
    if (flow != null) {
      v.values(flow);
    }
    return List.copyOf(v.violations);
  }

  /** What is wrong with {@code module} and its functions; empty if nothing is. */
  public static List<Violation> verify(Module module) {
    List<Violation> all = new ArrayList<>();
    Map<String, Function> functions = new HashMap<>();
    for (Function f : module.functions()) {
      all.addAll(verify(f));
      if (functions.put(f.name(), f) != null) {
        all.add(new Violation(14, f.name(), "defined twice"));
      }
    }
    for (Function f : module.functions()) {
      for (Block b : f.blocks()) {
        for (Instr i : b.body()) {
          if (i instanceof Instr.Call c) {
            call(f, c, functions.get(c.callee()), all);
          }
        }
      }
    }
    return all;
  }

  private static void call(
      Function caller, Instr.Call c, @Nullable Function callee, List<Violation> all) {
    if (callee == null) {
      return;
    }
    Signature called = Signature.of(c);
    boolean fits = called.equals(Signature.of(callee));
    if (fits && callee.kind() != Function.Kind.KERNEL) {
      return;
    }
    String at = caller.name() + ": " + IrPrinter.instr(c, Numbering.of(caller));
    if (callee.kind() == Function.Kind.KERNEL) {
      all.add(new Violation(16, at, "calls a kernel"));
    }
    if (!fits) {
      all.add(
          new Violation(15, at, "called as " + called + ", defined as " + Signature.of(callee)));
    }
  }

  /**
   * Throws if {@code after} is broken.
   *
   * @throws IllegalStateException naming the pass, what is wrong, and the IR before and after
   */
  public static void verifyOrThrow(String passName, Module before, Module after) {
    List<Violation> found = verify(after);
    if (found.isEmpty()) {
      return;
    }
    StringBuilder message = new StringBuilder("pass " + passName + " broke " + after.name() + ":");
    found.forEach(v -> message.append("\n  ").append(v));
    for (Function f : after.functions()) {
      if (found.stream().anyMatch(v -> (v.place() + ":").startsWith(f.name() + ":"))) {
        before
            .function(f.name())
            .ifPresent(old -> message.append("\nbefore:\n").append(IrPrinter.print(old)));
        message.append("\nafter:\n").append(IrPrinter.print(f));
      }
    }
    throw new IllegalStateException(message.toString());
  }

  private void report(int invariant, String message) {
    StringBuilder place = new StringBuilder(function.name());
    if (block != null) {
      place.append(": ").append(names().blockName(block.id()));
    }
    switch (instruction) {
      case Instr i -> place.append(": ").append(IrPrinter.instr(i, names()));
      case Terminator t -> place.append(": ").append(IrPrinter.terminator(t, names()));
      case null, default -> {}
    }
    violations.add(new Violation(invariant, place.toString(), message));
  }

  private void signature() {
    if (function.kind() == Function.Kind.KERNEL) {
      if (!function.results().isEmpty()) {
        report(12, "a kernel has no results");
      }
      for (Value p : function.params()) {
        if (p.type() == Type.PTR_SHARED || p.type() == Type.PTR_LOCAL) {
          report(13, "kernel parameter of type " + p.type().text());
        }
      }
    }
    if (function.kind() == Function.Kind.HANDLER && !function.results().equals(List.of(Type.I32))) {
      report(12, "a handler has one i32 result");
    }
  }

  /** The edges, if 1 to 4 hold. */
  private @Nullable ControlFlow structure() {
    Set<Integer> ids = new HashSet<>();
    for (Block b : function.blocks()) {
      if (!ids.add(b.id())) {
        block = b;
        report(1, "block defined twice");
      }
    }
    for (Block b : function.blocks()) {
      block = b;
      for (Terminator.Edge e : b.terminator().edges()) {
        if (!ids.contains(e.target())) {
          report(2, "edge to a block that does not exist");
        } else if (e.target() == function.entry().id()) {
          report(3, "edge to the entry block");
        }
      }
    }
    if (violations.stream().anyMatch(x -> x.invariant() <= 4)) {
      return null;
    }
    ControlFlow flow = ControlFlow.of(function);
    boolean allReached = true;
    for (int i = 0; i < flow.size(); i++) {
      if (!flow.isReachable(i)) {
        block = flow.block(i);
        report(4, "block is not reached");
        allReached = false;
      }
    }
    block = null;
    return allReached ? flow : null;
  }

  private void values(ControlFlow flow) {
    Dominators dominators = Dominators.of(flow);
    for (int i = 0; i < flow.size(); i++) {
      Block b = flow.block(i);
      block = b;
      define(b.params(), i);
      for (Instr instr : b.body()) {
        define(instr.results(), i);
      }
    }
    BitSet seen = new BitSet();
    for (int i = 0; i < flow.size(); i++) {
      Block b = flow.block(i);
      block = b;
      b.params().forEach(p -> seen.set(p.id()));
      for (Instr instr : b.body()) {
        instruction = instr;
        use(instr.operands(), i, seen, dominators);
        String violation = TypeRules.violation(instr);
        if (violation != null) {
          report(9, violation);
        }
        instr.results().forEach(r -> seen.set(r.id()));
      }
      instruction = b.terminator();
      use(b.terminator().operands(), i, seen, dominators);
      terminator(b.terminator(), flow);
    }
  }

  private void define(List<Value> values, int home) {
    for (Value v : values) {
      if (v.id() >= definitions.length) {
        int length = Math.max(64, 2 * v.id());
        definitions = Arrays.copyOf(definitions, length);
        definedIn = Arrays.copyOf(definedIn, length);
      }
      if (definitions[v.id()] != null) {
        report(6, v + " is defined twice");
        continue;
      }
      definitions[v.id()] = v;
      definedIn[v.id()] = home;
    }
  }

  private void use(List<Value> values, int here, BitSet seen, Dominators dominators) {
    for (Value v : values) {
      Value definition = v.id() < definitions.length ? definitions[v.id()] : null;
      if (definition == null) {
        report(8, v + " is not defined");
        continue;
      }
      if (definition.type() != v.type()) {
        report(
            7,
            names().name(definition)
                + " is used as "
                + v.type().text()
                + ", defined as "
                + definition.type().text());
      }
      int home = definedIn[v.id()];
      boolean visible = home == here ? seen.get(v.id()) : dominators.dominates(home, here);
      if (!visible) {
        report(8, names().name(definition) + " does not dominate this use");
      }
    }
  }

  private void terminator(Terminator t, ControlFlow flow) {
    for (Terminator.Edge e : t.edges()) {
      Block target = flow.block(flow.position(e.target()));
      if (!sameTypes(e.args(), target.params())) {
        report(
            5,
            "edge to "
                + names().blockName(e.target())
                + " passes "
                + text(types(e.args()))
                + ", needs "
                + text(types(target.params())));
      }
    }
    switch (t) {
      case Terminator.Branch b -> {
        if (b.condition().type() != Type.I1) {
          report(10, "branch on " + b.condition().type().text());
        }
      }
      case Terminator.Switch s -> selector(s);
      case Terminator.Return r -> {
        if (!types(r.values()).equals(function.results())) {
          report(
              11, "returns " + text(types(r.values())) + ", declared " + text(function.results()));
        }
      }
      case Terminator.Jump j -> {}
      case Terminator.Fault f -> {}
      case Terminator.Unreachable u -> {}
    }
  }

  private void selector(Terminator.Switch s) {
    Type type = s.selector().type();
    if (!type.isInteger()) {
      report(10, "switch on " + type.text());
      return;
    }
    Set<Long> distinct = new HashSet<>();
    for (Terminator.Case c : s.cases()) {
      if (type.canonical(c.value()) != c.value()) {
        report(10, "case " + c.value() + " of a switch on " + type.text());
      }
      if (!distinct.add(c.value())) {
        report(10, "case " + c.value() + " occurs twice");
      }
    }
  }

  private static boolean sameTypes(List<Value> given, List<Value> needed) {
    boolean same = given.size() == needed.size();
    for (int i = 0; same && i < given.size(); i++) {
      same = given.get(i).type() == needed.get(i).type();
    }
    return same;
  }

  private static List<Type> types(List<Value> values) {
    return values.stream().map(Value::type).toList();
  }

  private static String text(List<Type> types) {
    return "(" + String.join(", ", types.stream().map(Type::text).toList()) + ")";
  }
}
