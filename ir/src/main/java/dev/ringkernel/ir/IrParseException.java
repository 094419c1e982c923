package dev.ringkernel.ir;

/** IR text that cannot be read; the message begins with {@code line:column}. */
public final class IrParseException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final int line;
  private final int column;

  IrParseException(int line, int column, String message) {
    super(line + ":" + column + ": " + message);
    this.line = line;
    this.column = column;
  }

  /** 1-based. */
  public int line() {
    return line;
  }

  /** 1-based, in UTF-16 units. */
  public int column() {
    return column;
  }
}
