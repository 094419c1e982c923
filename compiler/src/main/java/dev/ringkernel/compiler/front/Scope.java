package dev.ringkernel.compiler.front;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The local variables in scope, innermost block first. */
final class Scope {
  private final Deque<Map<String, LocalVar>> blocks = new ArrayDeque<>();

  Scope() {
    enter();
  }

  void enter() {
    blocks.push(new HashMap<>());
  }

  void leave() {
    blocks.pop();
  }

  void declare(LocalVar local) {
    blocks.element().put(local.name(), local);
  }

  @Nullable LocalVar find(String name) {
    for (Map<String, LocalVar> block : blocks) {
      LocalVar local = block.get(name);
      if (local != null) {
        return local;
      }
    }
    return null;
  }
}
