package dev.ringkernel.runtime.cuda;

import org.jspecify.annotations.Nullable;

/** The arguments or the answer of a {@link HostCall}, read by position and type. */
final class Values {
  private final @Nullable Object[] values;

  Values(@Nullable Object[] values) {
    this.values = values;
  }

  /** Returns a value that may be absent. */
  <T> @Nullable T orNull(int index, Class<T> type) {
    var value = index < values.length ? values[index] : null;
    if (value != null && !type.isInstance(value)) {
      throw new IllegalStateException(
          "Value " + index + " is a " + value.getClass().getName() + ", not a " + type.getName());
    }
    return type.cast(value);
  }

  <T> T get(int index, Class<T> type) {
    var value = orNull(index, type);
    if (value == null) {
      throw new IllegalStateException(
          "Value " + index + " of " + values.length + " is missing, a " + type.getName() + ".");
    }
    return value;
  }

  long longAt(int index) {
    return get(index, Long.class);
  }

  int intAt(int index) {
    return get(index, Integer.class);
  }

  boolean is(int index) {
    return get(index, Boolean.class);
  }
}
