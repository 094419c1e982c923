package dev.ringkernel.runtime.cuda;

import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.GpuFunction.FunctionAttributes;
import dev.ringkernel.runtime.driver.GpuModule.GlobalVariable;
import dev.ringkernel.runtime.driver.GpuProperties;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;
import dev.ringkernel.runtime.driver.MemoryUse;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How values and exceptions look between {@link DriverProcess} and {@link DriverHost}: a tag, then
 * the value, big-endian. Both ends are of one build, so there are no versions.
 */
final class Wire {
  /** The records that cross, by their place in this list. */
  private static final List<Class<? extends Record>> RECORDS =
      List.of(
          GpuProperties.class,
          MemoryUse.class,
          LaunchConfig.class,
          LoadOptions.class,
          FunctionAttributes.class,
          GlobalVariable.class);

  /** Causes and suppressed exceptions are carried so deep. */
  private static final int DEPTH = 8;

  private enum Tag {
    NULL,
    BOOLEAN,
    BYTE,
    INT,
    LONG,
    DOUBLE,
    TEXT,
    BYTES,
    ENUM,
    RECORD,
    PARAMS
  }

  /** Exceptions that mean something to callers; any other arrives as a broken invariant. */
  private enum Kind {
    NONE,
    DRIVER,
    ARGUMENT,
    STATE,
    OTHER
  }

  private Wire() {}

  static void writeAll(DataOutputStream out, @Nullable Object... values) throws IOException {
    out.writeInt(values.length);
    for (var value : values) {
      write(out, value);
    }
  }

  static @Nullable Object[] readAll(DataInputStream in) throws IOException {
    var values = new @Nullable Object[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(in, null);
    }
    return values;
  }

  private static void write(DataOutputStream out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> tag(out, Tag.NULL);
      case Boolean b -> tag(out, Tag.BOOLEAN).writeBoolean(b);
      case Byte b -> tag(out, Tag.BYTE).writeByte(b);
      case Integer i -> tag(out, Tag.INT).writeInt(i);
      case Long l -> tag(out, Tag.LONG).writeLong(l);
      case Double d -> tag(out, Tag.DOUBLE).writeDouble(d);
      case String s -> writeText(tag(out, Tag.TEXT), s);
      case byte[] b -> writeBytes(tag(out, Tag.BYTES), b);
      case Enum<?> e -> writeText(tag(out, Tag.ENUM), e.name());
      case KernelParams p -> writeParams(tag(out, Tag.PARAMS), p);
      case Record r -> writeRecord(tag(out, Tag.RECORD), r);
      default -> throw new IllegalStateException(value.getClass() + " does not cross a process.");
    }
  }

  private static DataOutputStream tag(DataOutputStream out, Tag tag) throws IOException {
    out.writeByte(tag.ordinal());
    return out;
  }

  private static @Nullable Object read(DataInputStream in, @Nullable Class<?> type)
      throws IOException {
    return switch (Tag.values()[in.readByte()]) {
      case NULL -> null;
      case BOOLEAN -> in.readBoolean();
      case BYTE -> in.readByte();
      case INT -> in.readInt();
      case LONG -> in.readLong();
      case DOUBLE -> in.readDouble();
      case TEXT -> readText(in);
      case BYTES -> readBytes(in);
      case ENUM -> readEnum(in, type);
      case PARAMS -> readParams(in);
      case RECORD -> readRecord(in);
    };
  }

  private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    var bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }

  private static void writeText(DataOutputStream out, String text) throws IOException {
    writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static Object readEnum(DataInputStream in, @Nullable Class<?> type) throws IOException {
    var name = readText(in);
    if (type == null || !type.isEnum()) {
      throw new IllegalStateException("The constant " + name + " came where " + type + " belongs.");
    }
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> ((Enum<?>) c).name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(type + " has no constant " + name + "."));
  }

  private static void writeParams(DataOutputStream out, KernelParams params) throws IOException {
    out.writeInt(params.types().size());
    for (var type : params.types()) {
      out.writeByte(type.ordinal());
    }
    writeBytes(out, params.values().toArray(ValueLayout.JAVA_BYTE));
  }

  private static KernelParams readParams(DataInputStream in) throws IOException {
    var types = new KernelParams.Type[in.readInt()];
    for (int i = 0; i < types.length; i++) {
      types[i] = KernelParams.Type.values()[in.readByte()];
    }
    var params = KernelParams.of(types);
    params.values().copyFrom(MemorySegment.ofArray(readBytes(in)));
    return params;
  }

  private static void writeRecord(DataOutputStream out, Record value) throws IOException {
    int index = RECORDS.indexOf(value.getClass());
    if (index < 0) {
      throw new IllegalStateException(value.getClass() + " does not cross a process.");
    }
    out.writeByte(index);
    for (var component : value.getClass().getRecordComponents()) {
      try {
        write(out, component.getAccessor().invoke(value));
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Reading " + component + " failed.", e);
      }
    }
  }

  private static Object readRecord(DataInputStream in) throws IOException {
    var type = RECORDS.get(in.readByte());
    var components = type.getRecordComponents();
    var values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = read(in, components[i].getType());
    }
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Making a " + type.getName() + " failed.", e);
    }
  }

  static void writeThrowable(DataOutputStream out, Throwable thrown) throws IOException {
    writeThrowable(out, thrown, DEPTH);
  }

  private static void writeThrowable(DataOutputStream out, @Nullable Throwable thrown, int depth)
      throws IOException {
    if (thrown == null || depth == 0) {
      out.writeByte(Kind.NONE.ordinal());
      return;
    }
    switch (thrown) {
      case DriverException e -> {
        out.writeByte(Kind.DRIVER.ordinal());
        writeAll(out, e.call(), e.code(), e.name(), e.text(), e.advice(), e.fatal());
      }
      case IllegalArgumentException e -> {
        out.writeByte(Kind.ARGUMENT.ordinal());
        writeAll(out, e.getMessage());
      }
      case IllegalStateException e -> {
        out.writeByte(Kind.STATE.ordinal());
        writeAll(out, e.getMessage());
      }
      default -> {
        out.writeByte(Kind.OTHER.ordinal());
        writeAll(out, thrown.toString());
      }
    }
    writeThrowable(out, thrown.getCause(), depth - 1);
    var suppressed = thrown.getSuppressed();
    out.writeInt(suppressed.length);
    for (var other : suppressed) {
      writeThrowable(out, other, depth - 1);
    }
    var stack = thrown.getStackTrace();
    out.writeInt(stack.length);
    for (var frame : stack) {
      writeAll(
          out,
          frame.getClassName(),
          frame.getMethodName(),
          frame.getFileName(),
          frame.getLineNumber());
    }
  }

  /** Reads an exception, with the stack it had there. */
  static RuntimeException readThrowable(DataInputStream in) throws IOException {
    var thrown = readThrowableOrNull(in);
    if (thrown == null) {
      throw new IllegalStateException("The driver host failed with nothing.");
    }
    return thrown;
  }

  private static @Nullable RuntimeException readThrowableOrNull(DataInputStream in)
      throws IOException {
    var kind = Kind.values()[in.readByte()];
    if (kind == Kind.NONE) {
      return null;
    }
    var fields = readAll(in);
    var cause = readThrowableOrNull(in);
    var thrown =
        switch (kind) {
          case DRIVER -> driverException(fields, cause);
          case ARGUMENT -> new IllegalArgumentException((String) fields[0], cause);
          case STATE, OTHER, NONE -> new IllegalStateException((String) fields[0], cause);
        };
    int suppressed = in.readInt();
    for (int i = 0; i < suppressed; i++) {
      var other = readThrowableOrNull(in);
      if (other != null) {
        thrown.addSuppressed(other);
      }
    }
    var stack = new StackTraceElement[in.readInt()];
    for (int i = 0; i < stack.length; i++) {
      var f = readAll(in);
      stack[i] = new StackTraceElement(text(f[0]), text(f[1]), (String) f[2], number(f[3]));
    }
    thrown.setStackTrace(stack);
    return thrown;
  }

  private static DriverException driverException(
      @Nullable Object[] fields, @Nullable Throwable cause) {
    return new DriverException(
        text(fields[0]),
        number(fields[1]),
        text(fields[2]),
        text(fields[3]),
        text(fields[4]),
        Boolean.TRUE.equals(fields[5]),
        cause);
  }

  private static String text(@Nullable Object value) {
    return value instanceof String s ? s : "";
  }

  private static int number(@Nullable Object value) {
    return value instanceof Integer i ? i : -1;
  }
}
