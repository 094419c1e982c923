package dev.ringkernel.runtime.driver;

import org.jspecify.annotations.Nullable;

/**
 * A driver call that failed, with everything the driver said about it and what to do.
 *
 * <p>The message reads {@code call: NAME (code): the driver's text. What to do.} and holds the
 * assembler's log where there is one.
 */
public final class DriverException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String message;
  private final String call;
  private final int code;
  private final String name;
  private final String text;
  private final String advice;
  private final boolean fatal;

  /**
   * Describes a failed call.
   *
   * @param call the driver function or the operation, such as {@code cuModuleLoadDataEx}
   * @param code the driver's result code; −1 where the failure is not the driver's
   * @param name the code's name, such as {@code CUDA_ERROR_ILLEGAL_ADDRESS}
   * @param text the driver's own text, or its log
   * @param advice what to do, a full sentence
   * @param fatal whether the context is lost with it
   * @param cause what led to it, if anything
   */
  public DriverException(
      String call,
      int code,
      String name,
      String text,
      String advice,
      boolean fatal,
      @Nullable Throwable cause) {
    super(cause);
    this.message = message(call, code, name, text, advice);
    this.call = call;
    this.code = code;
    this.name = name;
    this.text = text;
    this.advice = advice;
    this.fatal = fatal;
  }

  /** Describes a failure that is not a driver's result code. */
  public static DriverException of(String call, String text, String advice) {
    return new DriverException(call, -1, "", text, advice, false, null);
  }

  /** Returns what every later call on a device's handles throws, whose context this lost. */
  public DriverException lost() {
    return new DriverException(
        "Gpu",
        code,
        name,
        "The device's context was lost earlier, in " + call,
        "Close this system and open a new one.",
        true,
        this);
  }

  private static String message(String call, int code, String name, String text, String advice) {
    var message = new StringBuilder(call).append(": ");
    if (!name.isEmpty()) {
      message.append(name).append(" (").append(code).append("): ");
    }
    message.append(text);
    if (!text.endsWith(".") && !text.endsWith("\n")) {
      message.append('.');
    }
    if (!advice.isEmpty()) {
      message.append(' ').append(advice);
    }
    return message.toString();
  }

  /** Returns the whole sentence, with what to do. */
  @Override
  public String getMessage() {
    return message;
  }

  /** Returns the driver function or operation that failed. */
  public String call() {
    return call;
  }

  /** Returns the driver's result code, or −1. */
  public int code() {
    return code;
  }

  /** Returns the result code's name, or an empty string. */
  public String name() {
    return name;
  }

  /** Returns the driver's own text or log. */
  public String text() {
    return text;
  }

  /** Returns what to do about it. */
  public String advice() {
    return advice;
  }

  /** Says whether the device's context is lost: every later call on its handles fails. */
  public boolean fatal() {
    return fatal;
  }
}
