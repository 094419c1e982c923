package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Capacity;
import dev.ringkernel.api.MessageRefusedException;
import dev.ringkernel.ptx.pack.Layout;
import dev.ringkernel.ptx.pack.WireLayout;
import dev.ringkernel.ptx.pack.WireType;
import dev.ringkernel.runtime.device.Slot;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CodecSpinnerTest {
  private final long seed = System.nanoTime();
  private final SplittableRandom random = new SplittableRandom(seed);

  enum Colour {
    RED,
    GREEN,
    BLUE
  }

  record Empty() {}

  record Flat(boolean a, byte b, short c, char d, int e, float f, Colour g) {}

  record Broad(long a, double b, long c) {}

  record Inner(byte x, long y) {}

  record Outer(short a, Inner b, boolean c, Inner d) {}

  record Lists(
      @Capacity(3) byte[] a,
      @Capacity(5) short[] b,
      @Capacity(2) long[] c,
      @Capacity(7) boolean[] d,
      @Capacity(3) float[] e,
      @Capacity(4) char[] f,
      @Capacity(3) double[] g,
      @Capacity(3) int[] h) {}

  record Addressed(int a, @Nullable ActorRef<?> to, Colour b, @Nullable ActorRef<?> from) {}

  record Huge(int a, @Capacity(100) long[] words, byte z) {}

  private static Layout layout(Class<?> record) {
    return WireLayout.of(record.getName(), components(record));
  }

  private static List<WireLayout.Component> components(Class<?> record) {
    List<WireLayout.Component> all = new ArrayList<>();
    for (RecordComponent c : record.getRecordComponents()) {
      Class<?> type = c.getType();
      if (type.isRecord()) {
        all.add(new WireLayout.Component.Nested(c.getName(), components(type), 0));
      } else {
        Capacity capacity = c.getAnnotation(Capacity.class);
        int count = capacity == null ? 0 : capacity.value();
        all.add(new WireLayout.Component.Leaf(c.getName(), text(type), count));
      }
    }
    return all;
  }

  private static String text(Class<?> type) {
    if (type.isArray()) {
      return text(type.getComponentType());
    }
    if (type.isEnum()) {
      List<String> names =
          Stream.of(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
      return WireType.enumText(type.getName(), names);
    }
    return type == ActorRef.class ? "ActorRef" : type.getName();
  }

  private static MessageCodec codec(Class<? extends Record> record) {
    return CodecSpinner.spin(record, layout(record), GoneRef::new);
  }

  private @Nullable Object value(Class<?> type, @Nullable Capacity capacity) throws Exception {
    if (type.isRecord()) {
      return record(type);
    }
    if (type.isArray()) {
      Object array = Array.newInstance(type.getComponentType(), capacity.value());
      for (int i = 0; i < capacity.value(); i++) {
        Array.set(array, i, value(type.getComponentType(), null));
      }
      return array;
    }
    if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    long bits = random.nextInt(4) == 0 ? -random.nextInt(2) : random.nextLong();
    return switch (type.getName()) {
      case "boolean" -> (bits & 1) != 0;
      case "byte" -> (byte) bits;
      case "short" -> (short) bits;
      case "char" -> (char) bits;
      case "int" -> (int) bits;
      case "long" -> bits;
      case "float" -> Float.intBitsToFloat((int) bits);
      case "double" -> Double.longBitsToDouble(bits);
      default -> bits == 0 ? null : new GoneRef(bits);
    };
  }

  private Record record(Class<?> type) throws Exception {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class[]::new);
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(types[i], components[i].getAnnotation(Capacity.class));
    }
    return (Record) type.getDeclaredConstructor(types).newInstance(values);
  }

  /** Arrays compare by identity in records: their contents count here. */
  private static String contents(Record record) throws Exception {
    StringBuilder text = new StringBuilder(record.getClass().getSimpleName());
    for (RecordComponent c : record.getClass().getRecordComponents()) {
      Object value = c.getAccessor().invoke(record);
      text.append(' ').append(c.getName()).append('=');
      text.append(Arrays.deepToString(new @Nullable Object[] {value}));
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        Empty.class,
        Flat.class,
        Broad.class,
        Outer.class,
        Lists.class,
        Addressed.class,
        Huge.class
      })
  void roundTrip(Class<? extends Record> type) throws Exception {
    MessageCodec codec = codec(type);
    assertThat(codec.words()).isEqualTo(layout(type).size() / 8);
    long[] words = new long[Slot.NATURAL_WORDS + 3];
    for (int i = 0; i < 300; i++) {
      Record sent = record(type);
      Arrays.fill(words, random.nextLong());
      codec.encode(sent, words, 3);
      assertThat(contents(codec.decode(words, 3))).as("seed %d", seed).isEqualTo(contents(sent));
      if (codec.words() <= Slot.FIRST_WORDS) {
        Record again = codec.decode(words[3], words[4], words[5], words[6]);
        assertThat(contents(again)).isEqualTo(contents(sent));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Empty.class, Flat.class, Broad.class, Lists.class, Huge.class})
  void sendGivesTheSinkWhatEncodeWrites(Class<? extends Record> type) throws Exception {
    MessageCodec codec = codec(type);
    Record sent = record(type);
    long[] expected = new long[Math.max(4, codec.words())];
    codec.encode(sent, expected, 0);
    long[] got = new long[expected.length];
    Sink sink =
        new Sink() {
          @Override
          public long put(long h0, long h1, long h2, long h3, long p0, long p1, long p2, long p3) {
            System.arraycopy(new long[] {p0, p1, p2, p3}, 0, got, 0, 4);
            return h0 + h1 + h2 + h3;
          }

          @Override
          public long put(long h0, long h1, long h2, long h3, long[] payload, int words) {
            System.arraycopy(payload, 0, got, 0, words);
            return h0 + h1 + h2 + h3;
          }
        };
    assertThat(codec.send(sent, sink, 1, 20, 300, 4000)).isEqualTo(4321);
    assertThat(got).isEqualTo(expected);
  }

  @Test
  void refusesWhatHasNoWireForm() {
    long[] words = new long[Slot.NATURAL_WORDS];
    Flat flat = new Flat(true, (byte) 1, (short) 2, 'c', 4, 5f, nothing());
    assertThatThrownBy(() -> codec(Flat.class).encode(flat, words, 0))
        .isInstanceOf(MessageRefusedException.class)
        .hasMessage("Component g is null; only addresses may be.");
    Outer outer = new Outer((short) 1, nothing(), true, new Inner((byte) 1, 2));
    assertThatThrownBy(() -> codec(Outer.class).encode(outer, words, 0))
        .isInstanceOf(MessageRefusedException.class)
        .hasMessageContaining("b.x is null");
    Huge huge = new Huge(1, new long[101], (byte) 2);
    assertThatThrownBy(() -> codec(Huge.class).encode(huge, words, 0))
        .isInstanceOf(MessageRefusedException.class)
        .hasMessage("Component words has 101 elements; its capacity is 100.");
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T nothing() {
    return null;
  }

  @Test
  void refusesARecordThatIsNotTheLayouts() {
    Layout other =
        WireLayout.of(
            Broad.class.getName(), List.of(new WireLayout.Component.Leaf("gone", "long", 0)));
    assertThatThrownBy(() -> CodecSpinner.spin(Broad.class, other, GoneRef::new))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("compile again");
  }
}
