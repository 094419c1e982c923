package dev.ringkernel.compiler.front;

import dev.ringkernel.ir.FaultKind;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;

/** The oracle: the same method on the JVM. */
final class JvmExecutor implements Executor {
  @Override
  public String name() {
    return "JVM";
  }

  @Override
  public Outcome run(Method method, Object[] args) {
    Object[] copies = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      copies[i] = copy(args[i]);
    }
    List<Long> result = List.of();
    FaultKind fault = null;
    try {
      method.setAccessible(true);
      result = Bits.of(method.invoke(null, copies));
    } catch (InvocationTargetException e) {
      fault = faultOf(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    List<List<Long>> arrays = new ArrayList<>();
    for (Object copy : copies) {
      if (copy.getClass().isArray()) {
        arrays.add(Bits.ofArray(copy));
      }
    }
    return new Outcome(result, fault, arrays);
  }

  private static FaultKind faultOf(Throwable t) {
    return switch (t) {
      case ArithmeticException e when "/ by zero".equals(e.getMessage()) -> FaultKind.DIVIDE;
      case ArrayIndexOutOfBoundsException e -> FaultKind.INDEX;
      case AssertionError e -> FaultKind.ASSERTION;
      default -> FaultKind.THROWN;
    };
  }

  private static Object copy(Object value) {
    if (!value.getClass().isArray()) {
      return value;
    }
    int length = Array.getLength(value);
    Object copy = Array.newInstance(value.getClass().getComponentType(), length);
    System.arraycopy(value, 0, copy, 0, length);
    return copy;
  }
}
