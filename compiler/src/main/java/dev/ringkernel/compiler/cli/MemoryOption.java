package dev.ringkernel.compiler.cli;

import dev.ringkernel.ptx.sim.SimMemoryOrder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The option {@code --memory} of the commands that run kernels on the simulator. */
final class MemoryOption {
  private final OptionSpec option;

  MemoryOption(String description) {
    option = Syntax.value("--memory", "ORDER", String.class, description);
  }

  OptionSpec option() {
    return option;
  }

  /** The order asked for, or null where none is. */
  @Nullable SimMemoryOrder order(CommandSpec spec) {
    String name = option.getValue();
    return switch (name) {
      case null -> null;
      case "strong" -> SimMemoryOrder.STRONG;
      case "weak" -> SimMemoryOrder.WEAK;
      case String other ->
          throw new ParameterException(
              spec.commandLine(), "--memory is strong or weak, not '" + other + "'");
    };
  }
}
