package dev.ringkernel.compiler.front;

import dev.ringkernel.device.Clock;
import dev.ringkernel.device.Fp;
import dev.ringkernel.device.Grid;
import dev.ringkernel.device.Intrinsic;
import dev.ringkernel.device.JdkIntrinsics;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * What intrinsics mean to the interpreter: the Java body of the method that has the spelling. Those
 * on memory are left out.
 */
final class JvmIntrinsics implements BiFunction<String, long[], long[]> {
  private static final List<Class<?>> CLASSES =
      List.of(dev.ringkernel.device.Bits.class, Grid.class, Fp.class, Clock.class);
  private static final Map<String, Method> BY_SPELLING = bySpelling();

  private static Map<String, Method> bySpelling() {
    Map<String, Method> map = new HashMap<>();
    try {
      for (Class<?> c : CLASSES) {
        for (Method m : c.getDeclaredMethods()) {
          Intrinsic i = m.getAnnotation(Intrinsic.class);
          if (i != null && !i.value().contains("[")) {
            map.put(i.value(), m);
          }
        }
      }
      for (JdkIntrinsics.Row row : JdkIntrinsics.rows()) {
        if (row.kind() == JdkIntrinsics.Kind.PTX) {
          Class<?>[] params =
              row.parameters().stream().map(JvmIntrinsics::primitive).toArray(Class<?>[]::new);
          map.putIfAbsent(row.target(), Class.forName(row.owner()).getMethod(row.name(), params));
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return map;
  }

  private static Class<?> primitive(String name) {
    return switch (name) {
      case "byte" -> byte.class;
      case "short" -> short.class;
      case "int" -> int.class;
      case "long" -> long.class;
      case "float" -> float.class;
      default -> double.class;
    };
  }

  @Override
  public long[] apply(String spelling, long[] in) {
    Method m = BY_SPELLING.get(spelling);
    if (m == null) {
      throw new IllegalStateException("the interpreter has no " + spelling);
    }
    Object[] args = new Object[in.length];
    for (int i = 0; i < in.length; i++) {
      args[i] =
          switch (m.getParameterTypes()[i].getName()) {
            case "boolean" -> in[i] != 0;
            case "int" -> (int) in[i];
            case "long" -> in[i];
            case "float" -> Float.intBitsToFloat((int) in[i]);
            case "double" -> Double.longBitsToDouble(in[i]);
            default -> throw new IllegalStateException("parameter " + i + " of " + m);
          };
    }
    try {
      m.setAccessible(true);
      return Bits.of(m.invoke(null, args)).stream().mapToLong(Long::longValue).toArray();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
