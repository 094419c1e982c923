package dev.ringkernel.ptx.text;

/** Ends the reading of one statement; the reader records it and goes on behind the statement. */
final class Fault extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A message quotes the text, which may be anything. */
  private static final int LONGEST = 500;

  private final int offset;

  Fault(int offset, String message) {
    super(
        message.length() > LONGEST ? message.substring(0, LONGEST) + "…" : message,
        null,
        false,
        false);
    this.offset = offset;
  }

  /** Where in the text. */
  int offset() {
    return offset;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
