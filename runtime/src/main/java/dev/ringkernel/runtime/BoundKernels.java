package dev.ringkernel.runtime;

import dev.ringkernel.device.Dim3;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The methods of an interface as launches of kernels. */
final class BoundKernels implements InvocationHandler {
  private final String description;
  private final Map<Method, Kernel> kernels;

  private BoundKernels(String description, Map<Method, Kernel> kernels) {
    this.description = description;
    this.kernels = kernels;
  }

  static <K> K bind(Kernels owner, Class<K> type, Class<?> declaring) {
    if (!type.isInterface()) {
      throw new IllegalArgumentException(type.getName() + " is not an interface.");
    }
    Map<Method, Kernel> kernels = new HashMap<>();
    for (Method m : type.getMethods()) {
      if (Modifier.isAbstract(m.getModifiers())) {
        Kernel kernel = owner.kernel(declaring, m.getName());
        check(m, kernel);
        kernels.put(m, kernel);
      }
    }
    Object proxy =
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            new BoundKernels(type.getName() + " of " + declaring.getName(), kernels));
    return type.cast(proxy);
  }

  private static void check(Method method, Kernel kernel) {
    List<Kernel.Argument> wanted = kernel.arguments();
    Type[] given = method.getGenericParameterTypes();
    boolean fits =
        (method.getReturnType() == void.class || method.getReturnType() == Launch.class)
            && given.length == wanted.size() + 2
            && given[0] == Dim3.class
            && given[1] == Dim3.class;
    for (int i = 0; fits && i < wanted.size(); i++) {
      fits = fits(given[i + 2], wanted.get(i));
    }
    if (!fits) {
      throw new IllegalArgumentException(
          method.getDeclaringClass().getName()
              + "."
              + method.getName()
              + "("
              + Arrays.stream(given).map(BoundKernels::text).collect(Collectors.joining(", "))
              + ") does not fit its kernel; declare it as Launch "
              + method.getName()
              + "(Dim3 grid, Dim3 block"
              + wanted.stream()
                  .map(a -> ", " + declared(a) + " " + a.name())
                  .collect(Collectors.joining())
              + "), or with void to wait for the end.");
    }
  }

  private static boolean fits(Type given, Kernel.Argument wanted) {
    if (!wanted.array()) {
      return given == wanted.element().type(false);
    }
    return given instanceof ParameterizedType p
        && p.getRawType() == DeviceArray.class
        && p.getActualTypeArguments()[0] == wanted.element().type(true);
  }

  private static String declared(Kernel.Argument a) {
    return a.array() ? "DeviceArray<" + a.element().text() + "[]>" : a.element().text();
  }

  private static String text(Type type) {
    if (type instanceof ParameterizedType p && p.getRawType() == DeviceArray.class) {
      return "DeviceArray<" + p.getActualTypeArguments()[0].getTypeName() + ">";
    }
    return type instanceof Class<?> c ? c.getSimpleName() : type.getTypeName();
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] all)
      throws Throwable {
    Kernel kernel = kernels.get(method);
    if (kernel == null) {
      return other(proxy, method, all);
    }
    @Nullable Object[] arguments = Objects.requireNonNull(all);
    Dim3 grid = (Dim3) Objects.requireNonNull(arguments[0], "grid");
    Dim3 block = (Dim3) Objects.requireNonNull(arguments[1], "block");
    Launch launch = kernel.launch(grid, block, Arrays.copyOfRange(arguments, 2, arguments.length));
    if (method.getReturnType() == Launch.class) {
      return launch;
    }
    launch.await();
    return null;
  }

  private @Nullable Object other(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    return switch (method.getName()) {
      case "toString" -> description;
      case "hashCode" -> System.identityHashCode(proxy);
      case "equals" -> arguments != null && proxy == arguments[0];
      default -> throw new IllegalStateException(method + " is bound to no kernel");
    };
  }
}
