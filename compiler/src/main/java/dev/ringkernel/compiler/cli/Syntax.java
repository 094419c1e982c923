package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.pipeline.CompilerVersion;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The shapes of commands, options and parameters in picocli's own model. Its annotations say the
 * same, but reading them by reflection takes longer than parsing a source file.
 */
final class Syntax {
  private Syntax() {}

  /**
   * A command that {@code action} (a {@code Runnable} or {@code Callable<Integer>}) carries out;
   * its help keeps the order in which options are added.
   */
  static CommandSpec command(String name, Object action, String description) {
    return described(CommandSpec.wrapWithoutInspection(action), name, description);
  }

  /** A command that is nothing without one of those to be added to it. */
  static CommandSpec commands(String name, String description) {
    return described(CommandSpec.create(), name, description);
  }

  private static CommandSpec described(CommandSpec spec, String name, String description) {
    spec.name(name).version("ringkernel " + CompilerVersion.TEXT);
    spec.usageMessage().description(description).sortOptions(false);
    return spec;
  }

  /** Adds {@code --help} and {@code --version}, which stand last. */
  static CommandSpec withHelp(CommandSpec spec) {
    return spec.addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help message and exit.")
                .build())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Print version information and exit.")
                .build());
  }

  /** An option without a value. */
  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .initialValue(false)
        .description(description)
        .build();
  }

  /** An option without a value, which the help does not show. */
  static OptionSpec hiddenFlag(String name) {
    return OptionSpec.builder(name).type(boolean.class).initialValue(false).hidden(true).build();
  }

  /** An option with one text. */
  static OptionSpec text(
      String name, String longName, String label, String initial, String description) {
    return OptionSpec.builder(name, longName)
        .type(String.class)
        .initialValue(initial)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An option with a value; null where it is not given. */
  static OptionSpec value(String name, String label, Class<?> type, String description) {
    return OptionSpec.builder(name).type(type).paramLabel(label).description(description).build();
  }

  /** An option that may be given again, with a text each time. */
  static OptionSpec repeated(String name, String label, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .initialValue(List.of())
        .paramLabel(label)
        .description(description)
        .build();
  }

  /**
   * An option with one of some names, which its description may list; null where it is not given.
   */
  static OptionSpec named(String name, String label, Iterable<String> names, String description) {
    return OptionSpec.builder(name)
        .type(String.class)
        .completionCandidates(names)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** An option with several values, between commas or given again. */
  static OptionSpec list(String name, String label, Class<?> type, String description) {
    return OptionSpec.builder(name)
        .type(List.class)
        .auxiliaryTypes(type)
        .splitRegex(",")
        .initialValue(List.of())
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** A parameter with one text, which must be given. */
  static PositionalParamSpec needed(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .type(String.class)
        .required(true)
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** A parameter with one text, empty where it is not given. */
  static PositionalParamSpec optional(String label, String description) {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("0..1")
        .type(String.class)
        .initialValue("")
        .paramLabel(label)
        .description(description)
        .build();
  }

  /** The texts at {@code index}, such as {@code 1..*}; at least one where {@code required}. */
  static PositionalParamSpec rest(
      String index, boolean required, String label, String description) {
    return PositionalParamSpec.builder()
        .index(index)
        .arity(required ? "1..*" : "0..*")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .required(required)
        .initialValue(List.of())
        .paramLabel(label)
        .description(description)
        .build();
  }
}
