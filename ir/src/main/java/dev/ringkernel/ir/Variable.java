package dev.ringkernel.ir;

/**
 * A mutable variable of the source, which {@link FunctionBuilder} turns into SSA values; belongs to
 * one builder.
 */
public final class Variable {
  private final Type type;
  private final String name;

  Variable(Type type, String name) {
    this.type = type;
    this.name = name;
  }

  public Type type() {
    return type;
  }

  /** For messages. */
  public String name() {
    return name;
  }

  @Override
  public String toString() {
    return type.text() + " " + name;
  }
}
