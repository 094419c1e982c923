package dev.ringkernel.benchmarks;

import dev.ringkernel.runtime.Backends;
import dev.ringkernel.runtime.driver.GpuDriver;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options of a main class; a wrong one prints the usage and ends the JVM with 2. */
final class Arguments {
  private final String usage;
  private final Map<String, String> values = new HashMap<>();

  /**
   * Reads them.
   *
   * @param flags options without a value
   * @param valued options with a value
   */
  Arguments(String[] args, String usage, Set<String> flags, Set<String> valued) {
    this.usage = usage;
    Deque<String> rest = new ArrayDeque<>(List.of(args));
    while (!rest.isEmpty()) {
      String option = rest.pop();
      if (flags.contains(option)) {
        values.put(option, "");
      } else if (valued.contains(option) && !rest.isEmpty()) {
        values.put(option, rest.pop());
      } else {
        if (option.equals("--help")) {
          System.out.print(usage);
          System.exit(0);
        }
        refuse("unknown option, or one without its value: " + option);
      }
    }
  }

  boolean has(String option) {
    return values.containsKey(option);
  }

  String text(String option, String otherwise) {
    return values.getOrDefault(option, otherwise);
  }

  /** The name of the backend that {@code --backend} means here; by default what auto takes. */
  String backend() {
    String name = text("--backend", Backends.AUTO);
    if (!Backends.names().contains(name)) {
      refuse("--backend: there is no " + name + "; there are " + Backends.names());
    }
    return Backends.driver(name).map(GpuDriver::name).orElse(Backends.CPU);
  }

  int number(String option, int otherwise) {
    String value = values.get(option);
    if (value == null) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(value);
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      refuse(option + " takes a whole number, not " + value);
    }
    refuse(option + " must not be negative: " + value);
    return otherwise;
  }

  private void refuse(String reason) {
    System.err.println(reason);
    System.err.print(usage);
    System.exit(2);
  }
}
