package dev.ringkernel.ptx.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;
import java.util.function.IntUnaryOperator;

/**
 * A kernel of the CUDA C++ corpus with its launch, and what it does as Java.
 *
 * @param tolerance the greatest difference of floats, relative above 1 and absolute below; 0 for
 *     the same bits
 * @param reference makes of the arguments what the kernel does
 */
record ForeignKernel(
    String file,
    String entry,
    SimGrid grid,
    List<Object> arguments,
    double tolerance,
    Consumer<ForeignArgs> reference) {

  static ForeignKernel of(String file, String entry, SimGrid grid) {
    return new ForeignKernel(file, entry, grid, List.of(), 0, a -> {});
  }

  private ForeignKernel with(Object argument) {
    List<Object> all = new ArrayList<>(arguments);
    all.add(argument);
    return new ForeignKernel(file, entry, grid, List.copyOf(all), tolerance, reference);
  }

  ForeignKernel ints(int count, IntUnaryOperator value) {
    int[] all = new int[count];
    java.util.Arrays.setAll(all, value);
    return with(all);
  }

  ForeignKernel ints(int count) {
    return with(new int[count]);
  }

  ForeignKernel longs(int count, IntToLongFunction value) {
    long[] all = new long[count];
    java.util.Arrays.setAll(all, value);
    return with(all);
  }

  ForeignKernel longs(int count) {
    return with(new long[count]);
  }

  ForeignKernel floats(int count, IntToDoubleFunction value) {
    float[] all = new float[count];
    for (int i = 0; i < count; i++) {
      all[i] = (float) value.applyAsDouble(i);
    }
    return with(all);
  }

  ForeignKernel floats(int count) {
    return with(new float[count]);
  }

  ForeignKernel doubles(int count, IntToDoubleFunction value) {
    double[] all = new double[count];
    java.util.Arrays.setAll(all, value);
    return with(all);
  }

  ForeignKernel doubles(int count) {
    return with(new double[count]);
  }

  /** Bits of {@code half}. */
  ForeignKernel halves(int count, IntToDoubleFunction value) {
    return shorts(count, i -> Float.floatToFloat16((float) value.applyAsDouble(i)));
  }

  /** Bits of {@code __nv_bfloat16}, of values that one has. */
  ForeignKernel bfloats(int count, IntToDoubleFunction value) {
    return shorts(count, i -> Float.floatToRawIntBits((float) value.applyAsDouble(i)) >>> 16);
  }

  ForeignKernel shorts(int count, IntUnaryOperator value) {
    short[] all = new short[count];
    for (int i = 0; i < count; i++) {
      all[i] = (short) value.applyAsInt(i);
    }
    return with(all);
  }

  ForeignKernel shorts(int count) {
    return with(new short[count]);
  }

  ForeignKernel bytes(int count, IntUnaryOperator value) {
    byte[] all = new byte[count];
    for (int i = 0; i < count; i++) {
      all[i] = (byte) value.applyAsInt(i);
    }
    return with(all);
  }

  ForeignKernel number(long value) {
    return with(value);
  }

  ForeignKernel within(double difference) {
    return new ForeignKernel(file, entry, grid, arguments, difference, reference);
  }

  ForeignKernel as(Consumer<ForeignArgs> meaning) {
    return new ForeignKernel(file, entry, grid, arguments, tolerance, meaning);
  }

  @Override
  public String toString() {
    return entry;
  }
}
