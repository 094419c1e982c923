package dev.ringkernel.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JdkIntrinsicsTest {
  private static final Map<String, Class<?>> TYPES =
      Map.of(
          "int",
          int.class,
          "long",
          long.class,
          "float",
          float.class,
          "double",
          double.class,
          "byte",
          byte.class,
          "short",
          short.class,
          "boolean",
          boolean.class);

  static List<JdkIntrinsics.Row> javaRows() {
    return JdkIntrinsics.rows().stream().filter(r -> r.kind() == JdkIntrinsics.Kind.JAVA).toList();
  }

  private static Class<?>[] parameters(JdkIntrinsics.Row row) {
    return row.parameters().stream().map(TYPES::get).toArray(Class<?>[]::new);
  }

  private static Method jdk(JdkIntrinsics.Row row) throws ReflectiveOperationException {
    return Class.forName(row.owner()).getMethod(row.name(), parameters(row));
  }

  @Test
  void everyRowNamesAMethodOfTheJdkWithItsResult() throws ReflectiveOperationException {
    for (JdkIntrinsics.Row row : JdkIntrinsics.rows()) {
      assertThat(jdk(row).getReturnType().getName()).as(row.signature()).isEqualTo(row.result());
    }
    assertThat(JdkIntrinsics.find("java.lang.Math", "fma", List.of("float", "float", "float")))
        .hasValueSatisfying(r -> assertThat(r.target()).isEqualTo("FMA"));
    assertThat(JdkIntrinsics.find("java.lang.Math", "sin", List.of("double"))).isEmpty();
  }

  @Test
  void langHasNoMethodThatNoRowNames() {
    Set<String> named = new TreeSet<>();
    javaRows().forEach(r -> named.add(r.target() + r.parameters()));
    Set<String> present = new TreeSet<>();
    for (Method m : Lang.class.getDeclaredMethods()) {
      present.add(m.getName() + Arrays.stream(m.getParameterTypes()).map(Class::getName).toList());
    }
    assertThat(present).isEqualTo(named);
  }

  /** Calls both with edge values in all combinations, and with random bits. */
  @ParameterizedTest
  @MethodSource("javaRows")
  void ourJavaDoesWhatTheJdkDoes(JdkIntrinsics.Row row) throws ReflectiveOperationException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Method jdk = jdk(row);
    Method ours = Lang.class.getMethod(row.target(), parameters(row));
    List<Object[]> calls = new ArrayList<>();
    calls.add(new Object[0]);
    for (String type : row.parameters()) {
      List<Object[]> longer = new ArrayList<>();
      for (Object[] prefix : calls) {
        for (Object edge : edges(type)) {
          Object[] call = Arrays.copyOf(prefix, prefix.length + 1);
          call[prefix.length] = edge;
          longer.add(call);
        }
      }
      calls = longer;
    }
    for (int i = 0; i < 500; i++) {
      calls.add(row.parameters().stream().map(t -> random(t, random)).toArray());
    }
    for (Object[] call : calls) {
      assertThat(outcome(ours, call))
          .as("%s %s, seed %d", row.signature(), Arrays.toString(call), seed)
          .isEqualTo(outcome(jdk, call));
    }
  }

  /** The result, floats with their bits, or the class of what was thrown. */
  private static Object outcome(Method method, Object[] arguments)
      throws ReflectiveOperationException {
    try {
      Object result = method.invoke(null, arguments);
      return switch (result) {
        case Float f -> Float.isNaN(f) ? "NaN" : Integer.toHexString(Float.floatToRawIntBits(f));
        case Double d -> Double.isNaN(d) ? "NaN" : Long.toHexString(Double.doubleToRawLongBits(d));
        default -> result;
      };
    } catch (InvocationTargetException e) {
      return e.getCause().getClass();
    }
  }

  private static List<Object> edges(String type) {
    return switch (type) {
      case "int" -> List.of(0, 1, -1, 2, 7, -7, 31, 32, 33, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "long" ->
          List.of(
              0L,
              1L,
              -1L,
              5L,
              -5L,
              63L,
              0xffffffffL,
              Long.MIN_VALUE,
              Long.MAX_VALUE,
              1L << 31,
              -1L << 31);
      case "float" ->
          List.of(
              0.0f,
              -0.0f,
              1.0f,
              -1.5f,
              0.5f,
              0.49999997f,
              -0.5f,
              8388609.0f,
              -2.5f,
              Float.NaN,
              Float.MIN_VALUE,
              -Float.MIN_VALUE,
              Float.MAX_VALUE,
              Float.POSITIVE_INFINITY,
              Float.NEGATIVE_INFINITY);
      case "double" ->
          List.of(
              0.0,
              -0.0,
              1.0,
              -1.5,
              0.5,
              0.49999999999999994,
              -0.5,
              4503599627370497.0,
              -2.5,
              Double.NaN,
              Double.MIN_VALUE,
              -Double.MIN_VALUE,
              Double.MAX_VALUE,
              Double.POSITIVE_INFINITY,
              Double.NEGATIVE_INFINITY);
      default -> throw new IllegalArgumentException(type);
    };
  }

  private static Object random(String type, Random random) {
    boolean small = random.nextInt(3) == 0;
    return switch (type) {
      case "int" -> small ? random.nextInt(64) - 32 : random.nextInt();
      case "long" -> small ? random.nextLong(64) - 32 : random.nextLong();
      case "float" ->
          small ? random.nextInt(400) / 8.0f - 25 : Float.intBitsToFloat(random.nextInt());
      case "double" ->
          small ? random.nextInt(400) / 8.0 - 25 : Double.longBitsToDouble(random.nextLong());
      default -> throw new IllegalArgumentException(type);
    };
  }
}
