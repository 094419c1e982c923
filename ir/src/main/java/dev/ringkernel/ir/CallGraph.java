package dev.ringkernel.ir;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who calls whom in a module. */
public final class CallGraph {
  private final Map<String, Function> functions = new LinkedHashMap<>();
  private final Map<String, Set<String>> callees = new HashMap<>();
  private final List<Function> calleesFirst = new ArrayList<>();
  private List<String> cycle = List.of();

  private CallGraph(Module module) {
    for (Function f : module.functions()) {
      functions.put(f.name(), f);
    }
    for (Function f : module.functions()) {
      Set<String> names = new LinkedHashSet<>();
      for (Block b : f.blocks()) {
        for (Instr i : b.body()) {
          if (i instanceof Instr.Call c && functions.containsKey(c.callee())) {
            names.add(c.callee());
          }
        }
      }
      callees.put(f.name(), names);
    }
    Set<String> done = new HashSet<>();
    for (String f : functions.keySet()) {
      visit(f, done);
    }
  }

  private record Frame(String function, Iterator<String> callees) {}

  private void visit(String root, Set<String> done) {
    if (!done.add(root)) {
      return;
    }
    ArrayDeque<Frame> stack = new ArrayDeque<>();
    Set<String> path = new LinkedHashSet<>(List.of(root));
    stack.push(new Frame(root, callees(root).iterator()));
    while (!stack.isEmpty()) {
      Frame top = stack.element();
      if (!top.callees().hasNext()) {
        stack.pop();
        path.remove(top.function());
        calleesFirst.add(functions.get(top.function()));
        continue;
      }
      String callee = top.callees().next();
      if (path.contains(callee) && cycle.isEmpty()) {
        List<String> names = new ArrayList<>(path);
        cycle = new ArrayList<>(names.subList(names.indexOf(callee), names.size()));
        cycle.add(callee);
      }
      if (done.add(callee)) {
        path.add(callee);
        stack.push(new Frame(callee, callees(callee).iterator()));
      }
    }
  }

  /** The call graph of {@code module}. */
  public static CallGraph of(Module module) {
    return new CallGraph(module);
  }

  /** The functions of the module that {@code function} calls, in order of first call. */
  public Set<String> callees(String function) {
    return Collections.unmodifiableSet(callees.getOrDefault(function, Set.of()));
  }

  /** All functions, each after those it calls unless they call each other. */
  public List<Function> calleesFirst() {
    return Collections.unmodifiableList(calleesFirst);
  }

  /** Names along one cycle of calls, the first again at the end; empty if there is no recursion. */
  public List<String> recursion() {
    return Collections.unmodifiableList(cycle);
  }
}
