package dev.ringkernel.ptx.sim.launch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a kernel, or the contents of a variable.
 *
 * <pre>
 * u32:5                             a number by value
 * value f32[3]:1,2,3                a structure by value
 * f32[1024]:iota                    memory, by its address
 * out u32[64]                       zeroed memory, printed at the end
 * out u32[4] == 1,2,3,4             the same, compared
 * inout f32[8]:1 == 2 within 1e-6   filled, then compared with a tolerance
 * </pre>
 *
 * @param role what it is for
 * @param type the type of its values
 * @param count how many values it has
 * @param contents what it holds at first
 * @param expected what it must hold at the end, or null
 * @param tolerance how far off a value may be: relative above 1, absolute below
 */
record Argument(
    Role role,
    ValueType type,
    int count,
    Contents contents,
    @Nullable Contents expected,
    double tolerance) {

  /** What an argument is for. */
  enum Role {
    /** Passed by value. */
    VALUE,
    /** Memory that the kernel reads. */
    IN,
    /** Memory whose contents at the end matter. */
    OUT,
    /** Memory that is filled first, and whose contents at the end matter. */
    INOUT
  }

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(?<role>value|inout|in|out)\\s+)?(?<type>\\w+)\\s*(?<array>\\[(?<count>[^\\]]*)\\])?\\s*"
              + "(?::(?<contents>.*?))?"
              + "(?:==(?<expected>.*?)(?:\\bwithin\\b(?<within>.*))?)?");

  private static final String EXAMPLES =
      "write it as u32:5, f32[1024]:iota, out u32[64] or inout f32[8]:1 == 2 within 1e-6";

  /**
   * Reads one.
   *
   * @param folder where relative file names start
   */
  static Argument parse(String text, Path folder) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new LaunchException("'" + text + "' is not an argument: " + EXAMPLES);
    }
    ValueType type = ValueType.of(form.group("type"));
    boolean array = form.group("array") != null;
    Role role = role(form.group("role"), array, text);
    String contents = form.group("contents");
    String expected = form.group("expected");
    if (contents == null && role != Role.OUT) {
      throw new LaunchException("'" + text + "' has no contents after a ':': " + EXAMPLES);
    }
    if (expected != null && (role == Role.VALUE || role == Role.IN)) {
      throw new LaunchException(
          "'"
              + text
              + "' is not written by the kernel, so nothing can be expected: say out or inout");
    }
    Contents first =
        contents == null ? new Contents.All(0) : Contents.parse(contents.strip(), type, folder);
    Contents last = expected == null ? null : Contents.parse(expected.strip(), type, folder);
    return new Argument(
        role,
        type,
        array ? count(form.group("count").strip(), first, last, text) : 1,
        first,
        last,
        tolerance(form.group("within")));
  }

  private static Role role(@Nullable String word, boolean array, String text) {
    if (!array) {
      if (word != null && !word.equals("value")) {
        throw new LaunchException(
            "'" + text + "' is one number by value; memory has a length, as in out u32[64]");
      }
      return Role.VALUE;
    }
    return word == null ? Role.IN : Role.valueOf(word.toUpperCase(Locale.ROOT));
  }

  private static int count(String text, Contents first, @Nullable Contents last, String whole) {
    if (text.isEmpty()) {
      int known = Math.max(first.count(), last == null ? -1 : last.count());
      if (known < 0) {
        throw new LaunchException("'" + whole + "' does not say how many values it has");
      }
      return known;
    }
    try {
      int product = 1;
      for (String factor : text.split("\\*")) {
        product = Math.multiplyExact(product, Integer.parseInt(factor.strip()));
      }
      if (product < 1) {
        throw new LaunchException("'" + whole + "' must have at least one value");
      }
      return product;
    } catch (NumberFormatException | ArithmeticException e) {
      throw new LaunchException(
          "'" + text + "' in '" + whole + "' is not a number of values below 2^31", e);
    }
  }

  private static double tolerance(@Nullable String text) {
    if (text == null) {
      return 0;
    }
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw new LaunchException("'" + text.strip() + "' is not a tolerance", e);
    }
    throw new LaunchException("a tolerance cannot be " + text.strip());
  }

  /** Whether the kernel gets the address of memory. */
  boolean inMemory() {
    return role != Role.VALUE;
  }

  /** Whether its contents matter at the end. */
  boolean isResult() {
    return role == Role.OUT || role == Role.INOUT;
  }

  /** What it is, for people. */
  @Override
  public String toString() {
    String array = inMemory() || count != 1 ? "[" + count + "]" : "";
    return role.name().toLowerCase(Locale.ROOT) + " " + type.text() + array;
  }
}
