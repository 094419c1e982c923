package dev.ringkernel.ptx.sim;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Functions that CUDA's own run time provides to kernels, as nvcc declares them: the sizes of their
 * arguments and of their result (0 for none).
 */
enum SystemFunction {
  // @formatter:off
  VPRINTF   ("vprintf",      4, List.of(8, 8)),
  MALLOC    ("malloc",       8, List.of(8)),
  FREE      ("free",         0, List.of(8)),
  ASSERTFAIL("__assertfail", 0, List.of(8, 8, 4, 8, 8));
  // @formatter:on

  private final String spelling;
  final int resultBytes;
  final List<Integer> argumentBytes;

  SystemFunction(String spelling, int resultBytes, List<Integer> argumentBytes) {
    this.spelling = spelling;
    this.resultBytes = resultBytes;
    this.argumentBytes = argumentBytes;
  }

  /** The function of this name, or empty. */
  static Optional<SystemFunction> of(String name) {
    for (SystemFunction function : values()) {
      if (function.spelling.equals(name)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /** Its name in PTX. */
  @Override
  public String toString() {
    return spelling;
  }

  /** Executes it; gives its result. */
  long call(Lane t, long[] arguments) {
    return switch (this) {
      case VPRINTF -> print(t, arguments[0], arguments[1]);
      case MALLOC -> t.block.launch.device.heap().allocate(arguments[0]);
      case FREE -> {
        t.block.launch.device.heap().free(arguments[0]);
        yield 0;
      }
      case ASSERTFAIL ->
          throw new LaneFault(
              SimFault.Kind.ASSERT,
              text(t, arguments[1])
                  + ":"
                  + arguments[2]
                  + ": "
                  + text(t, arguments[3])
                  + ": assertion `"
                  + text(t, arguments[0])
                  + "` failed");
    };
  }

  private static long print(Lane t, long format, long values) {
    Printf printf = new Printf(text(t, format), address -> text(t, address));
    Reach reach = new Reach(false);
    String text =
        printf.print((offset, bytes) -> Where.GENERIC.locate(t, values, offset, bytes, reach));
    t.block.launch.device.machine().options().output().accept(text);
    return printf.count();
  }

  /** The C string at a generic address. */
  private static String text(Lane t, long address) {
    Reach reach = new Reach(false);
    byte[] bytes = new byte[64];
    int length = 0;
    for (byte next; (next = Raw.get8(reach.generic(t, address + length, 1))) != 0; length++) {
      if (length == bytes.length) {
        bytes = java.util.Arrays.copyOf(bytes, 2 * length);
      }
      bytes[length] = next;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }
}
