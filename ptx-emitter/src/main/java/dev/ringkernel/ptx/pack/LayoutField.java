package dev.ringkernel.ptx.pack;

/**
 * One leaf of a layout.
 *
 * @param name component or field name; leaves of a nested record are dotted ({@code at.x}), those
 *     of an array of records indexed ({@code points[2].x})
 * @param type text of a {@link WireType}; of the element for an array
 * @param offset bytes from the start of the message or state
 * @param count 0 for a scalar, else the fixed number of elements, which follow each other without
 *     gaps
 */
public record LayoutField(String name, String type, int offset, int count) {
  public LayoutField {
    if (offset < 0 || count < 0) {
      throw new IllegalArgumentException(
          "field " + name + ": offset " + offset + ", count " + count + " must not be negative");
    }
    WireType.of(type);
  }

  /** Its form in memory. */
  public WireType wireType() {
    return WireType.of(type);
  }

  /** Whether it is an array of a fixed number of elements. */
  public boolean isArray() {
    return count > 0;
  }

  /** Elements: 1 for a scalar. */
  public int elements() {
    return Math.max(1, count);
  }

  /** Bytes covered. */
  public int bytes() {
    return wireType().bytes() * elements();
  }
}
