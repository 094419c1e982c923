package dev.ringkernel.runtime;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

/** Makes the objects whose fields actors start from. */
final class Instances {
  private Instances() {}

  /**
   * What the constructor without parameters makes.
   *
   * @throws IllegalArgumentException if there is none, or it fails, with its exception as the cause
   */
  static <T> T construct(Class<T> type) {
    // So that assert in a handler means the same here as on the device.
    ClassLoader loader = type.getClassLoader();
    if (loader != null) {
      loader.setClassAssertionStatus(type.getName(), true);
    }
    try {
      Constructor<T> constructor = type.getDeclaredConstructor();
      StateImage.open(constructor, type);
      return constructor.newInstance();
    } catch (NoSuchMethodException e) {
      throw new IllegalArgumentException(
          type.getName()
              + " has no constructor without parameters; use spawn(() -> new "
              + type.getSimpleName()
              + "(…)).",
          e);
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(
          "The constructor of " + type.getName() + " failed: " + e.getCause(), e.getCause());
    } catch (InstantiationException | IllegalAccessException e) {
      throw new IllegalArgumentException(
          type.getName() + " cannot be constructed: " + e.getMessage(), e);
    }
  }
}
