package dev.ringkernel.ir;

import java.util.List;
import java.util.Optional;

/**
 * Functions that are compiled together.
 *
 * @param name for people: the binary name of the class it came from
 * @param sources source files in the order that fault words index them
 */
public record Module(String name, List<String> sources, List<Function> functions) {
  public Module {
    sources = List.copyOf(sources);
    functions = List.copyOf(functions);
  }

  public Optional<Function> function(String functionName) {
    return functions.stream().filter(f -> f.name().equals(functionName)).findFirst();
  }
}
