package dev.ringkernel.ir.pass;

import dev.ringkernel.ir.Function;
import dev.ringkernel.ir.Module;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A named function from module to module.
 *
 * @param name as in {@code --dump=NAME}
 * @param what one line for people
 * @param after passes that must come before this one where both run
 * @param body the function; it neither verifies nor prints
 */
public record Pass(String name, String what, List<String> after, UnaryOperator<Module> body) {
  public Pass {
    after = List.copyOf(after);
  }

  static Pass of(String name, String what, List<String> after, UnaryOperator<Module> body) {
    return new Pass(name, what, after, body);
  }

  static Pass ofFunctions(
      String name, String what, List<String> after, UnaryOperator<Function> body) {
    return new Pass(
        name,
        what,
        after,
        m -> new Module(m.name(), m.sources(), m.functions().stream().map(body).toList()));
  }
}
