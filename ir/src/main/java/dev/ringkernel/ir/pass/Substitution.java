package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Rewrite;
import dev.ringkernel.ir.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values that stand for others, followed to the end. */
final class Substitution {
  private final Map<Value, Value> replaced = new HashMap<>();

  void put(Value old, Value replacement) {
    replaced.put(old, replacement);
  }

  boolean isEmpty() {
    return replaced.isEmpty();
  }

  boolean contains(Value value) {
    return replaced.containsKey(value);
  }

  Value get(Value value) {
    Value end = value;
    for (Value next = replaced.get(end); next != null; next = replaced.get(end)) {
      end = next;
    }
    Value v = value;
    while (!v.equals(end)) {
      Value next = replaced.put(v, end);
      v = next == null ? end : next;
    }
    return end;
  }

  List<Value> get(List<Value> values) {
    return values.isEmpty() ? values : values.stream().map(this::get).toList();
  }

  Rewrite rewrite() {
    return new Rewrite(this::get);
  }
}
