package dev.ringkernel.compiler.cli;

/** How the command line ends. */
enum Exit {
  // @formatter:off
  OK(0,            "all went well"),
  INPUT(1,         "the input is wrong"),
  USAGE(2,         "the command line is wrong"),
  ENVIRONMENT(3,   "something is missing on this machine"),
  INTERRUPTED(130, "interrupted");
  // @formatter:on

  private final int code;
  private final String text;

  Exit(int code, String text) {
    this.code = code;
    this.text = text;
  }

  int code() {
    return code;
  }

  String text() {
    return text;
  }
}
