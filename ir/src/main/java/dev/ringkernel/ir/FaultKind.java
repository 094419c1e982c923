package dev.ringkernel.ir;

/**
 * Why a handler or kernel ended early. The code is the top four bits of a fault word: {@code kind:4
 * | file:8 | line:20}, where file indexes {@link Module#sources()}; a zero word means no fault.
 */
public enum FaultKind {
  // @formatter:off
  THROWN(1,          "throw statement"),
  ASSERTION(2,       "assertion failed"),
  INDEX(3,           "array index out of bounds"),
  DIVIDE(4,          "integer division by zero"),
  STOPPED(5,         "stopped while it ran"),
  SLICE(6,           "ran longer than its slice"),
  PEER(7,            "another lane of the block faulted"),
  UNHANDLED(8,       "message type not handled"),
  NEGATIVE_SIZE(9,   "negative array size"),
  KILLED(10,         "killed");
  // @formatter:on

  private final int code;
  private final String text;

  FaultKind(int code, String text) {
    this.code = code;
    this.text = text;
  }

  /** 1 to 15. */
  public int code() {
    return code;
  }

  /** A phrase for people. */
  public String text() {
    return text;
  }

  /** The kind with {@code code}. */
  public static FaultKind of(int code) {
    for (FaultKind k : values()) {
      if (k.code == code) {
        return k;
      }
    }
    throw new IllegalArgumentException("no fault kind has code " + code);
  }

  /** The fault word for this kind at a line (lines past 2^20 - 1 are held there) of a source. */
  public int word(int file, int line) {
    return code << 28 | (file & 0xff) << 20 | Math.min(line, 0xfffff);
  }
}
