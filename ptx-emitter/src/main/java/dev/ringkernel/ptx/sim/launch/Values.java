package dev.ringkernel.ptx.sim.launch;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Values of one type in memory.
 *
 * @param type their type
 * @param memory where they lie, one after the other, little-endian
 */
public record Values(ValueType type, MemorySegment memory) {

  static Values zeros(ValueType type, int count) {
    return new Values(
        type, MemorySegment.ofArray(new byte[Math.multiplyExact(count, type.bytes())]));
  }

  /** Returns how many there are. */
  public int count() {
    return (int) (memory.byteSize() / type.bytes());
  }

  /** Returns the bits of one; unused high bits are zero. */
  public long bits(int index) {
    return switch (type.bytes()) {
      case 1 -> memory.get(ValueLayout.JAVA_BYTE, index) & 0xffL;
      case 2 -> memory.get(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * index) & 0xffffL;
      case 4 -> memory.get(ValueLayout.JAVA_INT_UNALIGNED, 4L * index) & 0xffffffffL;
      default -> memory.get(ValueLayout.JAVA_LONG_UNALIGNED, 8L * index);
    };
  }

  void set(int index, long bits) {
    switch (type.bytes()) {
      case 1 -> memory.set(ValueLayout.JAVA_BYTE, index, (byte) bits);
      case 2 -> memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, 2L * index, (short) bits);
      case 4 -> memory.set(ValueLayout.JAVA_INT_UNALIGNED, 4L * index, (int) bits);
      default -> memory.set(ValueLayout.JAVA_LONG_UNALIGNED, 8L * index, bits);
    }
  }

  /** Returns one as it is written. */
  public String text(int index) {
    return type.text(bits(index));
  }
}
