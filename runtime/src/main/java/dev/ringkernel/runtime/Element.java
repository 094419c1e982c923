package dev.ringkernel.runtime;

import dev.ringkernel.ptx.pack.WireType;
import dev.ringkernel.runtime.driver.KernelParams;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What arrays of kernels consist of and scalar arguments are: Java's primitive types. */
enum Element {
  // @formatter:off
  BOOLEAN(boolean.class, boolean[].class, Boolean.class,   WireType.BOOLEAN, ValueLayout.JAVA_BYTE,   KernelParams.Type.I32),
  BYTE(byte.class,       byte[].class,    Byte.class,      WireType.BYTE,    ValueLayout.JAVA_BYTE,   KernelParams.Type.I32),
  SHORT(short.class,     short[].class,   Short.class,     WireType.SHORT,   ValueLayout.JAVA_SHORT,  KernelParams.Type.I32),
  CHAR(char.class,       char[].class,    Character.class, WireType.CHAR,    ValueLayout.JAVA_CHAR,   KernelParams.Type.I32),
  INT(int.class,         int[].class,     Integer.class,   WireType.INT,     ValueLayout.JAVA_INT,    KernelParams.Type.I32),
  LONG(long.class,       long[].class,    Long.class,      WireType.LONG,    ValueLayout.JAVA_LONG,   KernelParams.Type.I64),
  FLOAT(float.class,     float[].class,   Float.class,     WireType.FLOAT,   ValueLayout.JAVA_FLOAT,  KernelParams.Type.F32),
  DOUBLE(double.class,   double[].class,  Double.class,    WireType.DOUBLE,  ValueLayout.JAVA_DOUBLE, KernelParams.Type.F64);
  // @formatter:on

  private final Class<?> type;
  private final Class<?> array;
  private final Class<?> boxed;
  private final WireType wire;
  private final ValueLayout layout;
  private final KernelParams.Type parameter;

  Element(
      Class<?> type,
      Class<?> array,
      Class<?> boxed,
      WireType wire,
      ValueLayout layout,
      KernelParams.Type parameter) {
    this.type = type;
    this.array = array;
    this.boxed = boxed;
    this.wire = wire;
    this.layout = layout;
    this.parameter = parameter;
  }

  /**
   * The element of an array class.
   *
   * @throws IllegalArgumentException if it is no array of primitives
   */
  static Element ofArray(Class<?> array) {
    for (Element e : values()) {
      if (e.array == array) {
        return e;
      }
    }
    throw new IllegalArgumentException(
        array.getTypeName()
            + " is not an array that kernels take: write boolean[].class, byte[].class,"
            + " short[].class, char[].class, int[].class, long[].class, float[].class or"
            + " double[].class.");
  }

  /** The primitive type that a manifest names; empty for the numeric types that Java lacks. */
  static Optional<Element> ofText(String text) {
    for (Element e : values()) {
      if (e.wire.text().equals(text)) {
        return Optional.of(e);
      }
    }
    return Optional.empty();
  }

  /** The type of a boxed value that is known to be one. */
  static Element ofBoxed(Object value) {
    for (Element e : values()) {
      if (e.boxed.isInstance(value)) {
        return e;
      }
    }
    throw new IllegalStateException(value.getClass() + " is no boxed primitive");
  }

  /** Java's name, such as {@code float}. */
  String text() {
    return wire.text();
  }

  int bytes() {
    return wire.bytes();
  }

  /** The primitive class, or its array's. */
  Class<?> type(boolean ofArray) {
    return ofArray ? array : type;
  }

  /** How a scalar is passed: what Java computes with, a boolean as 0 or 1. */
  KernelParams.Type parameter() {
    return parameter;
  }

  /** Copies {@code count} elements of an array into memory. */
  void toMemory(Object source, int from, MemorySegment to, int count) {
    if (source instanceof boolean[] booleans) {
      for (int i = 0; i < count; i++) {
        to.set(ValueLayout.JAVA_BYTE, i, (byte) (booleans[from + i] ? 1 : 0));
      }
    } else {
      MemorySegment.copy(source, from, to, layout, 0, count);
    }
  }

  /** Copies {@code count} elements out of memory into an array. */
  void fromMemory(MemorySegment from, Object target, int at, int count) {
    if (target instanceof boolean[] booleans) {
      for (int i = 0; i < count; i++) {
        booleans[at + i] = from.get(ValueLayout.JAVA_BYTE, i) != 0;
      }
    } else {
      MemorySegment.copy(from, layout, 0, target, at, count);
    }
  }

  /** The value as this type, by Java's widening conversions; null if there is none. */
  @Nullable Object widen(Object value) {
    if (boxed.isInstance(value)) {
      return value;
    }
    Number number;
    int from; // what it can become at least: its place in this enum
    switch (value) {
      case Byte b -> {
        number = b;
        from = SHORT.ordinal();
      }
      case Short s -> {
        number = s;
        from = INT.ordinal();
      }
      case Character c -> {
        number = (int) c;
        from = INT.ordinal();
      }
      case Integer i -> {
        number = i;
        from = LONG.ordinal();
      }
      case Long l -> {
        number = l;
        from = FLOAT.ordinal();
      }
      case Float f -> {
        number = f;
        from = DOUBLE.ordinal();
      }
      default -> {
        return null;
      }
    }
    if (ordinal() < from) {
      return null;
    }
    return switch (this) {
      case SHORT -> number.shortValue();
      case INT -> number.intValue();
      case LONG -> number.longValue();
      case FLOAT -> number.floatValue();
      case DOUBLE -> number.doubleValue();
      case BOOLEAN, BYTE, CHAR -> null;
    };
  }

  /** Puts a value of this type into a launch's parameters. */
  void set(KernelParams params, int index, Object value) {
    switch (this) {
      case BOOLEAN -> params.setInt(index, (Boolean) value ? 1 : 0);
      case CHAR -> params.setInt(index, (Character) value);
      case BYTE, SHORT, INT -> params.setInt(index, ((Number) value).intValue());
      case LONG -> params.setLong(index, (Long) value);
      case FLOAT -> params.setFloat(index, (Float) value);
      case DOUBLE -> params.setDouble(index, (Double) value);
    }
  }
}
