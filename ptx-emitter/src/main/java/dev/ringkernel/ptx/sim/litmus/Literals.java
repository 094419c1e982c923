package dev.ringkernel.ptx.sim.litmus;

/** Integer literals. */
final class Literals {
  private Literals() {}

  static boolean isLiteral(String text) {
    int start = text.startsWith("-") ? 1 : 0;
    return text.length() > start && Character.isDigit(text.charAt(start));
  }

  /** The bits of a decimal or hexadecimal number. */
  static long parse(String text) {
    boolean negative = text.startsWith("-");
    String digits = negative ? text.substring(1) : text;
    try {
      long value =
          digits.startsWith("0x") || digits.startsWith("0X")
              ? Long.parseUnsignedLong(digits.substring(2), 16)
              : Long.parseUnsignedLong(digits);
      return negative ? -value : value;
    } catch (NumberFormatException e) {
      throw new LitmusException("'" + text + "' is no integer");
    }
  }
}
