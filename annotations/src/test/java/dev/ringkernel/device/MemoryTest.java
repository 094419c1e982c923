package dev.ringkernel.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MemoryTest {
  private static final Pattern NAME =
      Pattern.compile(
          "(ld|st|atom(Add|Exch|Cas|Min|Max|UMin|UMax|And|Or|Xor))(Relaxed|Acquire|Release|AcqRel)(Cta|Cluster|Gpu|Sys)(32)?");

  static List<Method> ordered() {
    List<Method> all = new ArrayList<>();
    for (Method m : Memory.class.getDeclaredMethods()) {
      if (NAME.matcher(m.getName()).matches()) {
        all.add(m);
      }
    }
    return all;
  }

  /** One word of memory, reached as the method under test reaches it. */
  private static final class Word implements AutoCloseable {
    private final Arena arena = Arena.ofConfined();
    private final Class<?> type;
    private final MemorySegment segment = arena.allocate(32, 16);
    private final Object array;

    Word(Class<?> type, boolean inArray) {
      this.type = type;
      this.array =
          !inArray
              ? null
              : type == int.class
                  ? new int[4]
                  : type == long.class
                      ? new long[4]
                      : type == float.class ? new float[4] : new double[4];
    }

    Object[] arguments(long... operands) {
      List<Object> list = new ArrayList<>();
      if (array == null) {
        list.add(segment.address() + 8);
      } else {
        list.add(array);
        list.add(2);
      }
      for (long o : operands) {
        list.add(boxed(o));
      }
      return list.toArray();
    }

    Object boxed(long v) {
      return type == int.class
          ? (Object) (int) v
          : type == long.class
              ? (Object) v
              : type == float.class ? (Object) (float) v : (Object) (double) v;
    }

    void set(long v) {
      switch (array) {
        case null -> {
          if (type == int.class) {
            segment.set(ValueLayout.JAVA_INT, 8, (int) v);
          } else {
            segment.set(ValueLayout.JAVA_LONG, 8, v);
          }
        }
        case int[] a -> a[2] = (int) v;
        case long[] a -> a[2] = v;
        case float[] a -> a[2] = (float) v;
        case double[] a -> a[2] = (double) v;
        default -> throw new IllegalStateException();
      }
    }

    Object get() {
      return switch (array) {
        case null ->
            type == int.class
                ? (Object) segment.get(ValueLayout.JAVA_INT, 8)
                : (Object) segment.get(ValueLayout.JAVA_LONG, 8);
        case int[] a -> (Object) a[2];
        case long[] a -> (Object) a[2];
        case float[] a -> (Object) a[2];
        case double[] a -> (Object) a[2];
        default -> throw new IllegalStateException();
      };
    }

    @Override
    public void close() {
      arena.close();
    }
  }

  private static Class<?> wordType(Method m) {
    Class<?> first = m.getParameterTypes()[0];
    return first.isArray()
        ? first.getComponentType()
        : m.getName().endsWith("32") ? int.class : long.class;
  }

  private static long wanted(String op, Class<?> type, long old, long b) {
    boolean narrow = type == int.class;
    return switch (op) {
      case "Add" -> old + b;
      case "Exch" -> b;
      case "Min" -> Math.min(old, b);
      case "Max" -> Math.max(old, b);
      case "UMin" ->
          (narrow ? Integer.compareUnsigned((int) old, (int) b) : Long.compareUnsigned(old, b)) < 0
              ? old
              : b;
      case "UMax" ->
          (narrow ? Integer.compareUnsigned((int) old, (int) b) : Long.compareUnsigned(old, b)) > 0
              ? old
              : b;
      case "And" -> old & b;
      case "Or" -> old | b;
      case "Xor" -> old ^ b;
      default -> throw new IllegalStateException(op);
    };
  }

  @ParameterizedTest
  @MethodSource("ordered")
  void doesWhatItsNameSays(Method m) throws ReflectiveOperationException {
    Matcher name = NAME.matcher(m.getName());
    assertThat(name.matches()).isTrue();
    Class<?> type = wordType(m);
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    boolean floating = type == float.class || type == double.class;
    try (Word word = new Word(type, m.getParameterTypes()[0].isArray())) {
      for (int i = 0; i < 50; i++) {
        long old =
            floating
                ? random.nextInt(1000)
                : type == int.class ? random.nextInt() : random.nextLong();
        long b =
            floating
                ? random.nextInt(1000)
                : type == int.class ? random.nextInt() : random.nextLong();
        word.set(old);
        String which = m + ", seed " + seed;
        String op = name.group(2);
        if (name.group(1).equals("ld")) {
          assertThat(m.invoke(null, word.arguments())).as(which).isEqualTo(word.boxed(old));
        } else if (name.group(1).equals("st")) {
          m.invoke(null, word.arguments(b));
          assertThat(word.get()).as(which).isEqualTo(word.boxed(b));
        } else if (op.equals("Cas")) {
          assertThat(m.invoke(null, word.arguments(old + 1, b)))
              .as(which)
              .isEqualTo(word.boxed(old));
          assertThat(word.get()).as(which).isEqualTo(word.boxed(old));
          assertThat(m.invoke(null, word.arguments(old, b))).as(which).isEqualTo(word.boxed(old));
          assertThat(word.get()).as(which).isEqualTo(word.boxed(b));
        } else {
          assertThat(m.invoke(null, word.arguments(b))).as(which).isEqualTo(word.boxed(old));
          assertThat(word.get()).as(which).isEqualTo(word.boxed(wanted(op, type, old, b)));
        }
      }
    }
  }

  /**
   * A method's name and its spelling say the same: the order, the scope, the operation, the width,
   * the space.
   */
  @ParameterizedTest
  @MethodSource("ordered")
  void nameAndSpellingAgree(Method m) {
    Matcher name = NAME.matcher(m.getName());
    assertThat(name.matches()).isTrue();
    String opcode = m.getAnnotation(Intrinsic.class).value().split(" ")[0];
    Class<?> type = wordType(m);
    int bits = type == int.class || type == float.class ? 32 : 64;
    String op = name.group(2) == null ? "" : name.group(2).toLowerCase(Locale.ROOT);
    boolean unsigned = op.startsWith("u");
    String letter =
        type == float.class || type == double.class
            ? "f"
            : switch (op) {
              case "add", "umin", "umax" -> "u";
              case "min", "max" -> "s";
              default -> "b";
            };
    String expected =
        (op.isEmpty() ? name.group(1) : "atom")
            + "."
            + name.group(3).replace("AcqRel", "acq_rel").toLowerCase(Locale.ROOT)
            + "."
            + name.group(4).toLowerCase(Locale.ROOT)
            + (m.getParameterTypes()[0].isArray() ? "{.ss}" : ".global")
            + (op.isEmpty() ? "" : "." + (unsigned ? op.substring(1) : op))
            + "."
            + letter
            + bits;
    assertThat(opcode).isEqualTo(expected);
  }

  @Test
  void weakAccessesAreOfTheirWidth() {
    try (Arena arena = Arena.ofConfined()) {
      long a = arena.allocate(16, 8).address();
      Memory.st(a, 0x8182838485868788L);
      assertThat(Memory.ld(a)).isEqualTo(0x8182838485868788L);
      assertThat(Memory.ld32(a)).isEqualTo(0x85868788);
      assertThat(Memory.ld16(a + 2)).isEqualTo((short) 0x8586);
      assertThat(Memory.ld8(a + 7)).isEqualTo((byte) 0x81);
      Memory.st8(a, (byte) 1);
      Memory.st16(a + 2, (short) 2);
      Memory.st32(a + 4, 3);
      assertThat(Memory.ld(a)).isEqualTo(0x0000000300028701L);
      Memory.stRelaxedSysV2(a, 5, 6);
      assertThat(Memory.ldRelaxedGpuV2(a)).isEqualTo(new Memory.Long2(5, 6));
      Memory.prefetchL2(a);
      assertThatThrownBy(() -> Memory.ld(a + 4)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Memory.ldAcquireCta(new int[3], 3))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void updatesByManyLanesAreNotLost() {
    try (Arena arena = Arena.ofShared()) {
      long a = arena.allocate(24, 8).address();
      double[] sum = new double[1];
      Lanes.runGrid(
          Dim3.of(8),
          Dim3.of(64),
          () -> {
            for (int i = 0; i < 20; i++) {
              Memory.atomAddRelaxedGpu(a, 1);
              Memory.atomMaxRelaxedSys(a + 8, Grid.globalThreadIdX());
              Memory.atomXorAcqRelGpu32(a + 16, 1 << Grid.laneId());
              Memory.atomAddRelaxedGpu(sum, 0, 0.5);
            }
          });
      assertThat(Memory.ld(a)).isEqualTo(8 * 64 * 20);
      assertThat(Memory.ld(a + 8)).isEqualTo(511);
      assertThat(Memory.ld32(a + 16)).isZero();
      assertThat(sum[0]).isEqualTo(8 * 64 * 10.0);
    }
  }

  @Test
  void accessesByAddressAllocateNothing() throws ReflectiveOperationException {
    try (Arena arena = Arena.ofConfined()) {
      long a = arena.allocate(16, 8).address();
      // By reflection: the module under test does not read java.management.
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Method allocated =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getCurrentThreadAllocatedBytes");
      long least = Long.MAX_VALUE;
      for (int round = 0; round < 30; round++) {
        long before = (long) allocated.invoke(threads);
        for (int i = 0; i < 20_000; i++) {
          Memory.stReleaseSys(a, Memory.ldAcquireSys(a) + 1);
          Memory.atomAddRelaxedGpu(a + 8, 1);
        }
        least = Math.min(least, (long) allocated.invoke(threads) - before);
      }
      assertThat(least).isLessThan(10_000);
      assertThat(Memory.ld(a)).isEqualTo(600_000);
    }
  }
}
