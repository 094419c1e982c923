package dev.ringkernel.compiler.cli;

import dev.ringkernel.compiler.javac.JavaCheck;

/** What the commands need of this machine. */
final class Environment {
  private Environment() {}

  static void needCompiler() {
    if (!JavaCheck.available()) {
      throw new CommandException(
          Exit.ENVIRONMENT,
          "this Java runtime ("
              + System.getProperty("java.home")
              + ") has no javac; install a JDK 25 or newer and set JAVA_HOME to it");
    }
  }
}
