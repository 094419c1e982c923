package dev.ringkernel.ptx.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A launch as a PTX file of the corpus states it:
 *
 * <pre>
 * // run: NAME&lt;&lt;&lt;BLOCKS, THREADS [, shared=BYTES] [, cluster=BLOCKS] [, cooperative]&gt;&gt;&gt;(ARGUMENT, …)
 * </pre>
 *
 * Blocks and threads are {@code 4} or {@code 4x2x1}. An argument is a number ({@code -5}, {@code
 * 0xff}, {@code 1.5f}, {@code 1.5d}) or a buffer: {@code u32{1 2 3}}, also {@code u8}, {@code u16},
 * {@code u64}, {@code f32} and {@code f64}; {@code 7*32} repeats, {@code 0..31} counts.
 */
public record RunLine(String kernel, SimGrid grid, List<Argument> arguments) {

  /** A number (its bits, by its size in the kernel) or what a buffer holds. */
  public record Argument(long number, byte[] buffer) {
    public boolean isBuffer() {
      return buffer != null;
    }
  }

  private static final Pattern LINE = Pattern.compile("([\\w$]+)<<<([^>]*)>>>\\((.*)\\)");
  private static final Pattern BUFFER = Pattern.compile("([uf])(\\d+)\\{([^}]*)}");

  public static RunLine parse(String text) {
    Matcher m = LINE.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException("no run: " + text);
    }
    String[] shape = m.group(2).split(",");
    SimGrid grid = SimGrid.of(extents(shape[0]), extents(shape[1]));
    for (int i = 2; i < shape.length; i++) {
      String[] option = shape[i].strip().split("=");
      grid =
          switch (option[0]) {
            case "shared" -> grid.withDynamicShared(Integer.parseInt(option[1]));
            case "cluster" -> grid.withCluster(extents(option[1]));
            case "cooperative" -> grid.asCooperative();
            default -> throw new IllegalArgumentException("no option " + shape[i]);
          };
    }
    List<Argument> arguments = new ArrayList<>();
    for (String part : m.group(3).split(",")) {
      if (!part.isBlank()) {
        arguments.add(argument(part.strip()));
      }
    }
    return new RunLine(m.group(1), grid, arguments);
  }

  private static Dim3 extents(String text) {
    String[] parts = text.strip().split("x");
    int[] n = {1, 1, 1};
    for (int i = 0; i < parts.length; i++) {
      n[i] = Integer.parseInt(parts[i]);
    }
    return new Dim3(n[0], n[1], n[2]);
  }

  private static Argument argument(String text) {
    return text.endsWith("}")
        ? new Argument(0, bytes(text))
        : new Argument(bits(text, text.endsWith("d") ? 64 : 32), null);
  }

  /** What {@code u32{…}} holds. */
  static byte[] bytes(String text) {
    Matcher m = BUFFER.matcher(text.strip());
    if (!m.matches()) {
      throw new IllegalArgumentException("no buffer: " + text);
    }
    int bits = Integer.parseInt(m.group(2));
    boolean floats = m.group(1).equals("f");
    List<Long> values = new ArrayList<>();
    for (String word : m.group(3).strip().split("\\s+")) {
      int times = word.indexOf('*');
      int range = word.indexOf("..");
      if (times > 0) {
        long value = element(word.substring(0, times), bits, floats);
        for (int i = Integer.parseInt(word.substring(times + 1)); i > 0; i--) {
          values.add(value);
        }
      } else if (range > 0) {
        long last = Long.decode(word.substring(range + 2));
        for (long v = Long.decode(word.substring(0, range)); v <= last; v++) {
          values.add(v);
        }
      } else if (!word.isEmpty()) {
        values.add(element(word, bits, floats));
      }
    }
    ByteBuffer out = ByteBuffer.allocate(values.size() * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      for (int i = 0; i < bits / 8; i++) {
        out.put((byte) (value >> (8 * i)));
      }
    }
    return out.array();
  }

  private static long element(String word, int bits, boolean floats) {
    return floats ? bits(word + (bits == 64 ? "d" : "f"), bits) : bits(word, bits);
  }

  private static long bits(String text, int width) {
    boolean hex = text.startsWith("0x") || text.startsWith("-0x");
    if (!hex && (text.endsWith("f") || text.endsWith("d"))) {
      String digits = text.substring(0, text.length() - 1);
      return width == 64
          ? Double.doubleToRawLongBits(Double.parseDouble(digits))
          : Float.floatToRawIntBits(Float.parseFloat(digits));
    }
    return text.startsWith("0x")
        ? Long.parseUnsignedLong(text.substring(2), 16)
        : Long.parseLong(text);
  }
}
