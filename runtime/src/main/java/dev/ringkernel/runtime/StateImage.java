package dev.ringkernel.runtime;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.ptx.pack.Layout;
import dev.ringkernel.ptx.pack.LayoutField;
import dev.ringkernel.ptx.pack.WireType;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The fields that a Java constructor left, as the bytes a device slot starts from, or as a snapshot
 * to return to on the JVM.
 */
final class StateImage {
  private StateImage() {}

  /**
   * The bytes of an object's state in its layout, as words.
   *
   * @throws IllegalArgumentException where a field cannot be sent to the device: null, or an array
   *     of another length than its capacity
   */
  static long[] of(@Nullable Object instance, @Nullable Layout layout, Addresses addresses) {
    if (instance == null || layout == null || layout.size() == 0) {
      return new long[0];
    }
    ByteBuffer bytes = ByteBuffer.allocate(layout.size()).order(ByteOrder.LITTLE_ENDIAN);
    for (LayoutField field : layout.fields()) {
      write(bytes, field, value(instance, field), addresses);
    }
    long[] words = new long[layout.size() / 8];
    bytes.rewind();
    bytes.asLongBuffer().get(words);
    return words;
  }

  /** Follows a dotted name with indices, such as {@code points[2].x}. */
  private static @Nullable Object value(Object instance, LayoutField of) {
    @Nullable Object at = instance;
    StringBuilder path = new StringBuilder(instance.getClass().getName());
    for (String step : of.name().split("\\.", -1)) {
      if (at == null) {
        break;
      }
      int bracket = step.indexOf('[');
      at = member(at, bracket < 0 ? step : step.substring(0, bracket));
      path.append('.').append(step);
      if (bracket >= 0 && at != null) {
        at = Array.get(at, Integer.parseInt(step.substring(bracket + 1, step.length() - 1)));
      }
    }
    if (at == null && !(isAddress(of) && path.toString().endsWith("." + of.name()))) {
      throw new IllegalArgumentException(
          path
              + " is null after construction; only addresses may be null on the device: give it a"
              + " value.");
    }
    return at;
  }

  private static boolean isAddress(LayoutField field) {
    return field.wireType() == WireType.ACTOR && !field.isArray();
  }

  private static @Nullable Object member(Object of, String name) {
    try {
      if (of instanceof Record) {
        Method accessor = of.getClass().getDeclaredMethod(name);
        open(accessor, of.getClass());
        return accessor.invoke(of);
      }
      Field field = of.getClass().getDeclaredField(name);
      open(field, of.getClass());
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          of.getClass().getName()
              + " has no readable field "
              + name
              + ", though its kernel was compiled with one; compile it again.",
          e);
    }
  }

  static void open(AccessibleObject member, Class<?> owner) {
    try {
      member.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      throw new IllegalArgumentException(
          owner.getName()
              + " is not open to dev.ringkernel.runtime; add 'opens "
              + owner.getPackageName()
              + " to dev.ringkernel.runtime;' to its module-info.java.",
          e);
    }
  }

  private static void write(
      ByteBuffer bytes, LayoutField field, @Nullable Object value, Addresses addresses) {
    int at = field.offset();
    if (!field.isArray()) {
      put(bytes, at, field, value, addresses);
      return;
    }
    Object array = Objects.requireNonNull(value);
    int length = Array.getLength(array);
    if (length != field.count()) {
      throw new IllegalArgumentException(
          "Field "
              + field.name()
              + " has "
              + length
              + " elements; its capacity is "
              + field.count()
              + ".");
    }
    for (int i = 0; i < length; i++) {
      @Nullable Object element = Array.get(array, i);
      if (element == null && field.wireType() != WireType.ACTOR) {
        throw new IllegalArgumentException(
            "Element " + i + " of field " + field.name() + " is null.");
      }
      put(bytes, at + i * field.wireType().bytes(), field, element, addresses);
    }
  }

  private static void put(
      ByteBuffer bytes, int at, LayoutField field, @Nullable Object value, Addresses addresses) {
    switch (value) {
      case Boolean b -> bytes.put(at, (byte) (b ? 1 : 0));
      case Byte b -> bytes.put(at, b);
      case Short s -> bytes.putShort(at, s);
      case Character c -> bytes.putChar(at, c);
      case Integer i -> bytes.putInt(at, i);
      case Long l -> bytes.putLong(at, l);
      case Float f -> bytes.putFloat(at, f);
      case Double d -> bytes.putDouble(at, d);
      case ActorRef<?> ref -> bytes.putLong(at, addresses.id(ref));
      case null -> bytes.putLong(at, 0);
      case Enum<?> e -> bytes.putInt(at, e.ordinal());
      default ->
          throw new IllegalArgumentException(
              "Field "
                  + field.name()
                  + " of type "
                  + field.type()
                  + " holds a "
                  + value.getClass().getName()
                  + ".");
    }
  }

  /** An object's fields as they are now, arrays copied. */
  static final class Snapshot {
    private final Object instance;
    private final List<Field> fields = new ArrayList<>();
    private final List<@Nullable Object> values = new ArrayList<>();

    Snapshot(Object instance) {
      this.instance = instance;
      for (Field field : instance.getClass().getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          open(field, instance.getClass());
          fields.add(field);
          values.add(copy(get(field)));
        }
      }
    }

    /** Puts the fields back; arrays keep their identity. */
    void restore() {
      for (int i = 0; i < fields.size(); i++) {
        Field field = fields.get(i);
        Object value = values.get(i);
        if (value != null && value.getClass().isArray()) {
          Object array = get(field);
          if (array != null) {
            System.arraycopy(value, 0, array, 0, Array.getLength(value));
            continue;
          }
        }
        if (!Modifier.isFinal(field.getModifiers())) {
          try {
            field.set(instance, copy(value));
          } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " was opened and cannot be set", e);
          }
        }
      }
    }

    private @Nullable Object get(Field field) {
      try {
        return field.get(instance);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(field + " was opened and cannot be read", e);
      }
    }

    private static @Nullable Object copy(@Nullable Object value) {
      if (value == null || !value.getClass().isArray()) {
        return value;
      }
      int length = Array.getLength(value);
      Object copy = Array.newInstance(value.getClass().getComponentType(), length);
      System.arraycopy(value, 0, copy, 0, length);
      return copy;
    }
  }
}
