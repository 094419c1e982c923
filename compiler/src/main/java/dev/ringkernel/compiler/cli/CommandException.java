package dev.ringkernel.compiler.cli;

/** Ends a command with a sentence for people and an exit code. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Exit exit;

  CommandException(Exit exit, String message) {
    super(message);
    this.exit = exit;
  }

  Exit exit() {
    return exit;
  }
}
