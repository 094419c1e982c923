package dev.ringkernel.ptx.text;

/** The initial value of one element of a module's variable. */
public sealed interface PtxInit {

  /** The value as printed. */
  String text();

  /**
   * A number.
   *
   * @param bits the element's bits, those above its width zero
   * @param text the literal as it is printed
   */
  record Number(long bits, String text) implements PtxInit {}

  /**
   * An address of a variable or function.
   *
   * @param symbol its name
   * @param addend bytes added to it
   * @param generic whether the generic address is meant, else the one within the symbol's space
   * @param mask 0 for the address itself; else {@code 0xff} shifted left by 0 to 56: only these
   *     bits, shifted down to bit 0, are the element
   */
  record Address(String symbol, long addend, boolean generic, long mask) implements PtxInit {
    @Override
    public String text() {
      String address = (generic ? "generic(" + symbol + ")" : symbol);
      address = addend == 0 ? address : address + "+" + addend;
      return mask == 0 ? address : "0x" + Long.toHexString(mask) + "(" + address + ")";
    }

    /** What of the address's bits is the element. */
    public long element(long address) {
      return mask == 0 ? address : (address & mask) >>> Long.numberOfTrailingZeros(mask);
    }
  }
}
