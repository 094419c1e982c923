package dev.ringkernel.compiler.front;

import static dev.ringkernel.compiler.diag.DiagnosticCode.*;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.CallableDeclaration;
import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.FunctionBuilder;
import dev.ringkernel.ir.Space;
import dev.ringkernel.ir.Type;
import dev.ringkernel.ptx.pack.Layout;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the functions of one class: those it is asked for, and all they call, each once for each
 * way it is used.
 */
final class ModuleLowering {
  final TypeIndex index;
  final ValueTypes types;
  final Layouts layouts;
  final Diagnostics diagnostics;

  private final AttributionCache attributions;
  private final Map<Callee, Unit> units = new LinkedHashMap<>();
  private final Deque<Unit> open = new ArrayDeque<>();
  private final Set<String> names = new HashSet<>();
  private final Map<String, Layout> states = new HashMap<>();
  private final Set<String> refusedStates = new HashSet<>();
  private final Set<String> sources = new LinkedHashSet<>();
  private final Set<String> classes = new LinkedHashSet<>();
  private boolean refused;

  /** One function: what it is made of and what it does that its callers' manifests list. */
  private static final class Unit {
    final Callee callee;
    final String name;
    final List<Object> events = new ArrayList<>();
    final Map<Callee, Site> calls = new LinkedHashMap<>();
    @Nullable Function function;

    Unit(Callee callee, String name) {
      this.callee = callee;
      this.name = name;
    }
  }

  private record Site(SourceFile file, Node node) {}

  ModuleLowering(
      TypeIndex index,
      AttributionCache attributions,
      Layouts layouts,
      ValueTypes types,
      Diagnostics diagnostics) {
    this.index = index;
    this.attributions = attributions;
    this.layouts = layouts;
    this.types = types;
    this.diagnostics = diagnostics;
  }

  void noteRefused(Refused e) {
    refused = true;
  }

  /** True when some function has a reported problem, so that none may be used. */
  boolean isRefused() {
    return refused;
  }

  void state(TypeInfo actor, @Nullable Layout layout) {
    if (layout == null) {
      refusedStates.add(actor.binaryName());
      refused = true;
    } else {
      states.put(actor.binaryName(), layout);
    }
  }

  @Nullable Layout stateLayout(String owner) {
    return states.get(owner);
  }

  boolean stateRefused(String owner) {
    return refusedStates.contains(owner);
  }

  LayoutAccess access(FunctionContext f) {
    return new LayoutAccess(f);
  }

  boolean isValueType(JType type) {
    return types.flatten(type, Collections.nCopies(types.arrays(type), Space.GLOBAL)) != null;
  }

  /** IR types of a method's result; null when it has none on the device. */
  @Nullable List<Type> resultTypes(MethodInfo method) {
    return types.flatten(method.result(), List.of());
  }

  /** The name of the function for {@code callee}, which is lowered later if it is new. */
  String require(Callee callee, FunctionContext caller, Node at) {
    Unit from = units.get(caller.callee);
    if (from != null) {
      from.events.add(callee);
      from.calls.putIfAbsent(callee, new Site(caller.file, at));
    }
    return require(callee);
  }

  String require(Callee callee) {
    Unit unit = units.get(callee);
    if (unit == null) {
      unit = new Unit(callee, uniqueName(callee));
      units.put(callee, unit);
      open.add(unit);
    }
    return unit.name;
  }

  private String uniqueName(Callee callee) {
    String base = callee.method().owner().binaryName() + "." + callee.method().name();
    String signature = callee.method().signature();
    String spaces = String.join(",", callee.spaces().stream().map(Space::text).toList());
    if (callee.method().annotation(KnownTypes.NO_INLINE) != null) {
      // It stays, and modules that are linked may each have it: the name says all that tells two of
      // them apart.
      base = signature + "@" + spaces + (callee.bounds() ? "" : "#unchecked");
    }
    List<String> candidates =
        List.of(base, signature, signature + "@" + spaces, signature + "@" + spaces + "#unchecked");
    for (String name : candidates) {
      if (names.add(name)) {
        return name;
      }
    }
    throw new IllegalStateException("no unique name for " + callee);
  }

  private static String inlining(MethodInfo method) {
    return method.annotation(KnownTypes.NO_INLINE) == null ? "always" : "never";
  }

  void noteSend(FunctionContext f, Layout message) {
    Unit unit = units.get(f.callee);
    if (unit != null) {
      unit.events.add(message);
    }
  }

  /** Lowers all that is required and not lowered yet. */
  void lowerAll() {
    while (!open.isEmpty()) {
      Unit unit = open.remove();
      unit.function = lower(unit.callee, unit.name);
    }
    refuseRecursion();
  }

  /** Functions made so far, in the order they were asked for. */
  List<Function> functions() {
    List<Function> all = new ArrayList<>();
    for (Unit unit : units.values()) {
      if (unit.function != null) {
        all.add(unit.function);
      }
    }
    return all;
  }

  /**
   * Announces a function with a name of its own, before anything is lowered: calls of it use that
   * name.
   */
  void declare(Callee callee, String name) {
    if (!names.add(name)) {
      throw new IllegalStateException("function name " + name + " is taken");
    }
    units.put(callee, new Unit(callee, name));
  }

  /** Makes the function of a declared callee: a kernel, a handler or an export. */
  void define(Callee callee, FunctionBuilder b, BodyStart start) {
    Unit unit = units.get(callee);
    if (unit == null) {
      throw new IllegalStateException(callee + " was not declared");
    }
    if (callee.method().annotation(KnownTypes.NO_INLINE) != null) {
      b.attribute(Function.Attribute.INLINE, "never");
    }
    unit.function = lowerAs(callee, b, start);
  }

  /** Binds a function's parameters to the variables of its body. */
  interface BodyStart {
    void bind(FunctionContext f, List<LocalVar> params);
  }

  private @Nullable Function lower(Callee callee, String name) {
    MethodInfo method = callee.method();
    boolean instance = !method.isStatic();
    boolean ofRecord = instance && method.owner().isRecord();
    List<Type> paramTypes = new ArrayList<>();
    int[] next = new int[1];
    if (ofRecord) {
      types.flatten(method.owner().type(), callee.spaces(), next, paramTypes, 0);
    } else if (instance) {
      paramTypes.add(Type.I64);
    }
    List<JType> holes = new ArrayList<>();
    for (JType type : method.paramTypes()) {
      if (isValueType(type)) {
        types.flatten(type, callee.spaces(), next, paramTypes, 0);
      } else {
        holes.add(type);
      }
    }
    List<Type> results = resultTypes(method);
    boolean hasResult = results != null;
    CallableDeclaration<?> declaration = java.util.Objects.requireNonNull(method.declaration());
    SourceFile file = java.util.Objects.requireNonNull(method.owner().file());
    if (results == null) {
      if (!method.result().isError()) {
        boolean array = types.arrays(method.result()) > 0;
        diagnostics.report(
            array ? ARRAY_ESCAPES : NO_VALUE_TYPE,
            file,
            declaration.getName(),
            array ? "returned" : method.result().text());
      }
      refused = true;
      results = List.of();
    }
    if (Modifier.isSynchronized(method.flags())) {
      diagnostics.report(SYNCHRONIZED, file, declaration.getName());
      refused = true;
    }
    int before = diagnostics.count();
    FunctionBuilder b = new FunctionBuilder(name, Function.Kind.DEVICE, paramTypes, results);
    b.attribute(Function.Attribute.INLINE, inlining(method));
    Function function =
        lowerAs(
            callee,
            b,
            (f, params) -> {
              int[] at = new int[1];
              if (!hasResult) {
                f.onReturn = value -> noteRefused(new Refused());
              }
              if (ofRecord) {
                f.self = types.fromParams(b, method.owner().type(), at);
              } else if (instance) {
                f.prepareState(b.param(at[0]++));
              }
              for (LocalVar p : params) {
                if (isValueType(p.type())) {
                  f.declare(p, types.fromParams(b, p.type(), at));
                }
              }
            });
    if (!holes.isEmpty()) {
      refused = true;
      if (diagnostics.count() == before) {
        for (int i = 0; i < method.params().size(); i++) {
          JType type = method.params().get(i).type();
          if (!isValueType(type) && !type.isError()) {
            diagnostics.report(
                NO_VALUE_TYPE, file, declaration.getParameter(i).getType(), type.text());
          }
        }
      }
      return null;
    }
    return function;
  }

  private @Nullable Function lowerAs(Callee callee, FunctionBuilder b, BodyStart start) {
    MethodInfo method = callee.method();
    SourceFile file = java.util.Objects.requireNonNull(method.owner().file());
    sources.add(file.path());
    classes.add(method.owner().binaryName());
    int before = diagnostics.count();
    Attribution attribution = attributions.of(method);
    if (attributions.hasErrors(method) || diagnostics.count() > before) {
      refused = true;
    }
    b.at(file.span(java.util.Objects.requireNonNull(method.declaration()).getName()));
    b.attribute(Function.Attribute.BOUNDS, Boolean.toString(callee.bounds()));
    FunctionContext f = new FunctionContext(this, b, attribution, file, callee);
    List<LocalVar> params =
        method.declaration().getParameters().stream().map(attribution::local).toList();
    start.bind(f, params);
    boolean before2 = refused;
    refused = false;
    method
        .declaration()
        .toMethodDeclaration()
        .flatMap(d -> d.getBody())
        .ifPresent(f.statements::statement);
    boolean broken = refused;
    refused |= before2;
    if (broken || attributions.hasErrors(method)) {
      return null;
    }
    b.at(file.span(method.declaration().getName()));
    if (!b.terminated()) {
      if (method.result() == JType.Special.VOID) {
        f.returned(new Rep.Nothing());
      } else {
        b.unreachable();
      }
    }
    f.placeFaults();
    return b.build();
  }

  // Facts over the call graph.

  /**
   * Messages that a method sends, directly or through what it calls, in order of first appearance.
   */
  List<Layout> sends(Callee root) {
    Map<String, Layout> found = new LinkedHashMap<>();
    collectSends(root, found, new HashSet<>());
    return List.copyOf(found.values());
  }

  private void collectSends(Callee callee, Map<String, Layout> found, Set<Callee> seen) {
    Unit unit = units.get(callee);
    if (unit == null || !seen.add(callee)) {
      return;
    }
    for (Object event : unit.events) {
      if (event instanceof Layout l) {
        found.putIfAbsent(l.name(), l);
      } else if (event instanceof Callee c) {
        collectSends(c, found, seen);
      }
    }
  }

  private void refuseRecursion() {
    Set<Callee> done = new HashSet<>();
    for (Callee callee : units.keySet()) {
      findCycle(callee, new ArrayList<>(), done);
    }
  }

  private void findCycle(Callee callee, List<Callee> path, Set<Callee> done) {
    Unit unit = units.get(callee);
    if (unit == null || done.contains(callee)) {
      return;
    }
    path.add(callee);
    for (Map.Entry<Callee, Site> call : unit.calls.entrySet()) {
      int start = path.indexOf(call.getKey());
      if (start >= 0) {
        List<String> cycle = new ArrayList<>();
        path.subList(start, path.size()).forEach(c -> cycle.add(c.method().name()));
        cycle.add(call.getKey().method().name());
        Site site = call.getValue();
        diagnostics.report(
            RECURSION,
            site.file(),
            site.node(),
            call.getKey().method().name(),
            String.join(" → ", cycle));
        refused = true;
      } else {
        findCycle(call.getKey(), path, done);
      }
    }
    path.removeLast();
    done.add(callee);
  }

  /** Source files of the functions, in order of first use. */
  List<String> sources() {
    return List.copyOf(sources);
  }

  /** Binary names of the classes whose code is in the functions, in order of first use. */
  List<String> classes() {
    return List.copyOf(classes);
  }
}
