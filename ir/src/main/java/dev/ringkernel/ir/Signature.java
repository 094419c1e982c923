package dev.ringkernel.ir;

import java.util.List;

/** Parameter and result types, printed as {@code (i64, i32) -> (i32)}. */
public record Signature(List<Type> params, List<Type> results) {
  public Signature {
    params = List.copyOf(params);
    results = List.copyOf(results);
  }

  /** The signature of {@code function}. */
  public static Signature of(Function function) {
    return new Signature(function.params().stream().map(Value::type).toList(), function.results());
  }

  /** The signature that {@code call} assumes. */
  public static Signature of(Instr.Call call) {
    return new Signature(
        call.operands().stream().map(Value::type).toList(),
        call.results().stream().map(Value::type).toList());
  }

  @Override
  public String toString() {
    return text(params) + " -> " + text(results);
  }

  private static String text(List<Type> types) {
    return "(" + String.join(", ", types.stream().map(Type::text).toList()) + ")";
  }
}
