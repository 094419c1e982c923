package dev.ringkernel.ptx.text;

import dev.ringkernel.ir.Space;
import dev.ringkernel.ptx.isa.RegClass;
import dev.ringkernel.ptx.text.PtxOperand.Reg;
import dev.ringkernel.ptx.text.PtxOperand.Sym;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of a module, and of the function that is being read. */
final class SymbolTable {
  private static final int MOST_REGISTERS = 1 << 20;
  private static final int DEEPEST = 1000;

  private final Map<String, Named> module = new HashMap<>();
  private final Map<String, PtxVariable> variables = new LinkedHashMap<>();
  private final Map<String, PtxFunction> functions = new LinkedHashMap<>();
  private final Set<String> defined = new HashSet<>();

  private Scope scope = new Scope(null);
  private int depth;
  private final Map<RegClass, Integer> registers = new EnumMap<>(RegClass.class);

  /** Names of storage and labels that the function's lines use already. */
  private final Set<String> used = new HashSet<>();

  private final Map<String, Integer> suffixes = new HashMap<>();

  /** Names that the storage of the functions so far has in the model. */
  private final Set<String> own = new HashSet<>();

  /** What the name means here, or null where nothing declared has it. */
  @Nullable Named find(String name) {
    Named named = scope.find(name);
    return named != null ? named : module.get(name);
  }

  /** The module's variables, in order. */
  List<PtxVariable> variables() {
    return List.copyOf(variables.values());
  }

  /** The module's functions: those only declared first, else in the order of their definition. */
  List<PtxFunction> functions() {
    List<PtxFunction> all = new ArrayList<>();
    functions.values().stream().filter(f -> !isDefined(f.name())).forEach(all::add);
    functions.values().stream().filter(f -> isDefined(f.name())).forEach(all::add);
    return all;
  }

  @Nullable PtxFunction function(String name) {
    return functions.get(name);
  }

  boolean isDefined(String function) {
    return defined.contains(function);
  }

  /** Whether the name is one whose address is a constant of the whole module. */
  boolean isAddressable(String name) {
    PtxVariable variable = variables.get(name);
    return functions.containsKey(name)
        || (variable != null
            && (variable.space() == Space.GLOBAL || variable.space() == Space.CONST));
  }

  void declareVariable(PtxVariable variable, int at) {
    String name = variable.name();
    PtxVariable known = variables.get(name);
    boolean completes =
        known != null
            && (known.linkage() == PtxLinkage.EXTERN || variable.linkage() == PtxLinkage.EXTERN)
            && known.space() == variable.space()
            && known.type() == variable.type();
    if (module.containsKey(name) && !completes) {
      throw new Fault(at, "'" + name + "' is declared twice");
    }
    refuseOwn(name, at);
    module.put(name, new Named.Storage(new Sym(name)));
    if (known == null || known.linkage() == PtxLinkage.EXTERN) {
      variables.put(name, variable);
    }
  }

  /** The lines know no scopes, so a name of the module may not come after a function's own. */
  private void refuseOwn(String name, int at) {
    if (own.contains(name)) {
      throw new Fault(
          at, "'" + name + "' is the name of a function's variable above; declare it before that");
    }
  }

  /** A function's signature, with an empty body. */
  void declareFunction(PtxFunction head, int at) {
    PtxFunction known = functions.get(head.name());
    if (known != null && !sameSignature(known, head)) {
      throw new Fault(
          at, "'" + head.name() + "' is declared before with other parameters or another result");
    }
    if (known == null && module.containsKey(head.name())) {
      throw new Fault(at, "'" + head.name() + "' is declared twice");
    }
    if (known == null) {
      refuseOwn(head.name(), at);
      module.put(head.name(), new Named.Storage(new Sym(head.name())));
      functions.put(head.name(), head);
    }
  }

  void defineFunction(PtxFunction function, int at) {
    if (!defined.add(function.name())) {
      throw new Fault(at, "'" + function.name() + "' is defined twice");
    }
    functions.remove(function.name());
    functions.put(function.name(), function);
  }

  private static boolean sameSignature(PtxFunction a, PtxFunction b) {
    if (a.kind() != b.kind() || a.params().size() != b.params().size()) {
      return false;
    }
    for (int i = 0; i < a.params().size(); i++) {
      if (!sameShape(a.params().get(i), b.params().get(i))) {
        return false;
      }
    }
    return sameShape(a.result(), b.result());
  }

  static boolean sameShape(@Nullable PtxParam a, @Nullable PtxParam b) {
    return a == null ? b == null : b != null && a.size() == b.size();
  }

  void startFunction() {
    scope = new Scope(null);
    depth = 0;
    registers.clear();
    used.clear();
    suffixes.clear();
  }

  Map<RegClass, Integer> registers() {
    return registers;
  }

  Scope scope() {
    return scope;
  }

  void open(int at) {
    if (++depth > DEEPEST) {
      throw new Fault(at, "braces nest deeper than " + DEEPEST);
    }
    scope = new Scope(scope);
  }

  /** False where the brace closes the function itself. */
  boolean close() {
    Scope outer = scope.outer();
    if (outer == null) {
      return false;
    }
    depth--;
    scope = outer;
    return true;
  }

  private int count(RegClass c, long count, int at) {
    int first = registers.getOrDefault(c, 0);
    if (first + count > MOST_REGISTERS) {
      throw new Fault(at, "a function has no more than " + MOST_REGISTERS + " registers of a type");
    }
    if (count > 0) {
      registers.put(c, first + (int) count);
    }
    return first;
  }

  void declareRegister(String name, RegClass c, int lanes, int at) {
    int first = count(c, lanes, at);
    if (lanes == 1) {
      declare(name, new Named.One(new Reg(c, first)), at);
      return;
    }
    declare(name, new Named.Several(lanes(c, first, lanes)), at);
  }

  private static List<Reg> lanes(RegClass c, int first, int lanes) {
    Reg[] regs = new Reg[lanes];
    for (int i = 0; i < lanes; i++) {
      regs[i] = new Reg(c, first + i);
    }
    return List.of(regs);
  }

  /** Registers {@code prefix0} and so on. */
  void declareRegisters(String prefix, RegClass c, int lanes, int count, int at) {
    if (lanes > 1) {
      int first = count(c, (long) count * lanes, at);
      for (int i = 0; i < count; i++) {
        declare(prefix + i, new Named.Several(lanes(c, first + i * lanes, lanes)), at);
      }
      return;
    }
    if (!scope.declareFamily(prefix, new Named.Family(c, count(c, count, at), count))) {
      throw new Fault(at, "registers '" + prefix + "<…>' are declared twice");
    }
  }

  void declareParam(PtxParam param, int at) {
    declare(param.name(), new Named.Param(new Sym(param.name()), param), at);
  }

  /** Declares a function's own storage; gives it the name that it has in the model. */
  String declareStorage(String name, int at) {
    // The lines know no scopes: neither a variable of the module nor a slot may be taken for it.
    String unique = name;
    while (used.contains(unique)
        || module.containsKey(unique)
        || scope.find(unique) instanceof Named.Param) {
      unique = next(name);
    }
    used.add(unique);
    own.add(unique);
    declare(name, new Named.Storage(new Sym(unique)), at);
    return unique;
  }

  /** Another name of this beginning each time, so that many equal ones cost no more than few. */
  private String next(String name) {
    return name + "$" + suffixes.merge(name, 1, Integer::sum);
  }

  private void declare(String name, Named named, int at) {
    if (!scope.declare(name, named)) {
      throw new Fault(at, "'" + name + "' is declared twice in this scope");
    }
  }

  /** Declares a label in this scope and gives the name that is unique in the function. */
  String declareLabel(String name, Scope.Label.Kind kind, int at) {
    String unique = name;
    while (!used.add(unique)) {
      unique = next(name);
    }
    if (!scope.declareLabel(name, new Scope.Label(unique, kind))) {
      throw new Fault(at, "the label '" + name + "' stands twice in this scope");
    }
    return unique;
  }
}
