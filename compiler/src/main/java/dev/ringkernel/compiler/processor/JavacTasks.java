package dev.ringkernel.compiler.processor;

import com.sun.source.util.JavacTask;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import javax.annotation.processing.ProcessingEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Finds javac behind a processing environment. Build tools and IDEs hand processors a wrapper: an
 * object with the real environment in a field, or a proxy whose handler has it.
 */
final class JavacTasks {
  private static final int WRAPPERS = 4;

  private JavacTasks() {}

  /** The task, or null where the compiler is not javac or cannot be reached. */
  static @Nullable JavacTask of(ProcessingEnvironment environment) {
    ProcessingEnvironment at = environment;
    for (int i = 0; at != null && i <= WRAPPERS; i++) {
      try {
        return JavacTask.instance(at);
      } catch (IllegalArgumentException notJavac) {
        at = wrapped(at);
      }
    }
    return null;
  }

  private static @Nullable ProcessingEnvironment wrapped(ProcessingEnvironment wrapper) {
    if (Proxy.isProxyClass(wrapper.getClass())) {
      InvocationHandler handler = Proxy.getInvocationHandler(wrapper);
      return field(handler);
    }
    return field(wrapper);
  }

  private static @Nullable ProcessingEnvironment field(Object holder) {
    for (Class<?> c = holder.getClass(); c != null && c != Object.class; c = c.getSuperclass()) {
      for (Field f : c.getDeclaredFields()) {
        // A field that cannot be opened is not the one; where none can, the caller says that javac
        // was not found.
        if (f.trySetAccessible() && get(f, holder) instanceof ProcessingEnvironment inner) {
          return inner;
        }
      }
    }
    return null;
  }

  private static @Nullable Object get(Field field, Object holder) {
    try {
      return field.get(holder);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }
}
