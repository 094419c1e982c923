package dev.ringkernel.ptx.sim.alu;

/**
 * One result of an instruction as a pure function of its inputs, by raw bits.
 *
 * <p>An input is a {@code long} whose low bits, as many as the operand's type has, are the value;
 * the function ignores the others, so that a register wider than the type may be given as it is.
 * The result is zero-extended from the width of its type. A predicate is 0 or 1. Instances are
 * immutable and hold only final constants, so that a compiler which knows the instance can inline
 * it.
 */
public sealed interface Meaning {

  /** The number of inputs, 1 to 5. */
  int arity();

  /**
   * The result for as many inputs as {@link #arity} says; for tests and tools, where the shape is
   * not known.
   *
   * @throws IllegalArgumentException where the number of inputs is another
   */
  default long apply(long... inputs) {
    if (inputs.length != arity()) {
      throw new IllegalArgumentException(
          "a meaning of " + arity() + " inputs was given " + inputs.length);
    }
    return switch (this) {
      case Unary f -> f.of(inputs[0]);
      case Binary f -> f.of(inputs[0], inputs[1]);
      case Ternary f -> f.of(inputs[0], inputs[1], inputs[2]);
      case Quaternary f -> f.of(inputs[0], inputs[1], inputs[2], inputs[3]);
      case Quinary f -> f.of(inputs[0], inputs[1], inputs[2], inputs[3], inputs[4]);
    };
  }

  /** A function of one input. */
  @FunctionalInterface
  non-sealed interface Unary extends Meaning {
    /** The result's bits. */
    long of(long a);

    @Override
    default int arity() {
      return 1;
    }
  }

  /** A function of two inputs. */
  @FunctionalInterface
  non-sealed interface Binary extends Meaning {
    /** The result's bits. */
    long of(long a, long b);

    @Override
    default int arity() {
      return 2;
    }
  }

  /** A function of three inputs. */
  @FunctionalInterface
  non-sealed interface Ternary extends Meaning {
    /** The result's bits. */
    long of(long a, long b, long c);

    @Override
    default int arity() {
      return 3;
    }
  }

  /** A function of four inputs. */
  @FunctionalInterface
  non-sealed interface Quaternary extends Meaning {
    /** The result's bits. */
    long of(long a, long b, long c, long d);

    @Override
    default int arity() {
      return 4;
    }
  }

  /** A function of five inputs. */
  @FunctionalInterface
  non-sealed interface Quinary extends Meaning {
    /** The result's bits. */
    long of(long a, long b, long c, long d, long e);

    @Override
    default int arity() {
      return 5;
    }
  }
}
