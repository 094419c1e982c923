package dev.ringkernel.compiler.front;

/**
 * One way to run the methods of a {@link DeviceFile}: the JVM, the IR, and further ones (simulator,
 * GPU) as they come.
 */
interface Executor {
  String name();

  /** Runs a method on argument objects, which it does not change. */
  Outcome run(java.lang.reflect.Method method, Object[] args);
}
