package dev.ringkernel.runtime.driver;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a kernel, typed, in native memory that is made once and filled for each launch.
 *
 * <p>The values lie in one block in order, each at its natural alignment, as the parameters of a
 * {@code .entry} do; beside it lies an array of their addresses. Setting a value and launching
 * allocate nothing. A launch copies the values, so they may be changed as soon as it returns. One
 * thread at a time; the memory is freed with the object.
 */
public final class KernelParams {

  /** The type of a parameter, with its PTX spelling and size. */
  public enum Type {
    /** {@code .b32} */
    I32(4),
    /** {@code .b64}, also addresses */
    I64(8),
    /** {@code .f32} */
    F32(4),
    /** {@code .f64} */
    F64(8);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    /** Returns the size, which is also the alignment. */
    public int bytes() {
      return bytes;
    }
  }

  private final List<Type> types;
  private final long[] offsets;
  private final MemorySegment values;
  private final MemorySegment addresses;

  private KernelParams(List<Type> types) {
    this.types = types;
    this.offsets = new long[types.size()];
    long end = 0;
    for (int i = 0; i < offsets.length; i++) {
      int bytes = types.get(i).bytes();
      offsets[i] = (end + bytes - 1) / bytes * bytes;
      end = offsets[i] + bytes;
    }
    // Freed with the object: a launch reads these by address only while it runs.
    var arena = Arena.ofAuto();
    this.values = arena.allocate(Math.max(end, 8), 8);
    this.addresses = arena.allocate(8L * Math.max(offsets.length, 1), 8);
    for (int i = 0; i < offsets.length; i++) {
      addresses.setAtIndex(ValueLayout.JAVA_LONG, i, values.address() + offsets[i]);
    }
  }

  /** Makes parameters of these types, all zero. */
  public static KernelParams of(Type... types) {
    return new KernelParams(List.of(types));
  }

  /** Makes {@code .b64} parameters with these values, the commonest case. */
  public static KernelParams ofLongs(long... values) {
    var types = new Type[values.length];
    Arrays.fill(types, Type.I64);
    var params = of(types);
    for (int i = 0; i < values.length; i++) {
      params.setLong(i, values[i]);
    }
    return params;
  }

  /** Returns the types in order. */
  public List<Type> types() {
    return types;
  }

  /** Returns where a parameter lies in {@link #values}, in bytes. */
  public long offset(int index) {
    return offsets[index];
  }

  /** Sets an {@code I32}. */
  public void setInt(int index, int value) {
    check(index, Type.I32);
    values.set(ValueLayout.JAVA_INT, offsets[index], value);
  }

  /** Sets an {@code I64}. */
  public void setLong(int index, long value) {
    check(index, Type.I64);
    values.set(ValueLayout.JAVA_LONG, offsets[index], value);
  }

  /** Sets an {@code F32}. */
  public void setFloat(int index, float value) {
    check(index, Type.F32);
    values.set(ValueLayout.JAVA_FLOAT, offsets[index], value);
  }

  /** Sets an {@code F64}. */
  public void setDouble(int index, double value) {
    check(index, Type.F64);
    values.set(ValueLayout.JAVA_DOUBLE, offsets[index], value);
  }

  /** Returns the block of values, laid out as the entry's parameters are. */
  public MemorySegment values() {
    return values;
  }

  /** Returns the array of the values' native addresses, one 8-byte word each. */
  public MemorySegment addresses() {
    return addresses;
  }

  /**
   * Throws unless arguments have the number and sizes of an entry's parameters.
   *
   * @param params the arguments; null for none
   * @param kernel the entry's name
   * @param sizes the parameters' sizes in bytes
   * @throws IllegalArgumentException with the parameter and both sizes
   */
  public static void check(@Nullable KernelParams params, String kernel, long[] sizes) {
    int given = params == null ? 0 : params.types().size();
    if (given != sizes.length) {
      throw new IllegalArgumentException(
          kernel + " takes " + sizes.length + " parameters, not " + given + ".");
    }
    for (int i = 0; i < given && params != null; i++) {
      var type = params.types().get(i);
      if (type.bytes() != sizes[i]) {
        throw new IllegalArgumentException(
            "Parameter " + i + " of " + kernel + " has " + sizes[i] + " bytes, not " + type + ".");
      }
    }
  }

  private void check(int index, Type type) {
    if (index < 0 || index >= types.size()) {
      throw new IllegalArgumentException(
          "There is no parameter " + index + ": the kernel was given " + types + ".");
    }
    if (types.get(index) != type) {
      throw new IllegalArgumentException(
          "Parameter " + index + " is " + types.get(index) + ", not " + type + ".");
    }
  }
}
