package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.runtime.ActorSystem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Arithmetic in a handler means what Java says; the same method called here is the oracle. */
interface ArithmeticCases extends Conformance {
  int[] INTS = {
    0, 1, -1, 2, 7, -7, 31, 32, 33, -32, 0x7fff, 0x10000, Integer.MAX_VALUE, Integer.MIN_VALUE
  };
  long[] LONGS = {
    0, 1, -1, 3, -3, 63, 64, 1L << 31, 1L << 32, -(1L << 40), Long.MAX_VALUE, Long.MIN_VALUE
  };
  double[] DOUBLES = {
    0.0,
    -0.0,
    1.0,
    -1.5,
    0.1,
    1e10,
    -1e10,
    1e19,
    -1e19,
    2147483647.5,
    4e-320,
    Double.MAX_VALUE,
    Double.MIN_VALUE,
    Double.NaN,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };
  float[] FLOATS = {
    0f,
    -0f,
    1f,
    -1.5f,
    0.1f,
    1e10f,
    -3e9f,
    1e19f,
    2147483647f,
    1e-40f,
    Float.MAX_VALUE,
    Float.MIN_VALUE,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY
  };

  @RingMessage
  record IntPair(int a, int b) {}

  @RingMessage
  record LongPair(long a, long b) {}

  @RingMessage
  record FloatPair(float a, float b) {}

  @RingMessage
  record DoublePair(double a, double b) {}

  @RingMessage
  record IntResults(int quotient, int remainder, int product, int sum, int difference, int bits) {}

  @RingMessage
  record LongResults(long quotient, long remainder, long product, long sum, long bits) {}

  @RingMessage
  record Shifts(int a, int b) {}

  @RingMessage
  record Shifted(
      int left, int right, int unsigned, long wideLeft, long wideRight, long wideUnsigned) {}

  @RingMessage
  record FloatResults(float sum, float product, float quotient, float min, float max, int order) {}

  @RingMessage
  record DoubleResults(
      double sum, double product, double quotient, double min, double max, int order) {}

  @RingMessage
  record Narrow(double d, float f) {}

  @RingMessage
  record Narrowed(
      int fromDouble,
      long longFromDouble,
      int fromFloat,
      long longFromFloat,
      float half,
      int small) {}

  @RingMessage
  record Roots(double a, float b) {}

  @RingMessage
  record Rooted(double root, float rootF, double fused, double floor, double abs, float rounded) {}

  @RingMessage
  record Mix(int a, long b) {}

  @RingMessage
  record Mixed(int assigned, long promoted, short shrunk, byte wrapped, boolean less, int chosen) {}

  /** One handler for each family of operators. */
  final class Machine {
    @RingKernel
    IntResults ints(IntPair m) {
      int a = m.a();
      int b = m.b() == 0 ? 1 : m.b();
      return new IntResults(a / b, a % b, a * b, a + b, a - b, (a & b) ^ (a | ~b));
    }

    @RingKernel
    LongResults longs(LongPair m) {
      long a = m.a();
      long b = m.b() == 0 ? 1 : m.b();
      return new LongResults(a / b, a % b, a * b, a + b, (a & b) ^ (a | ~b) ^ -a);
    }

    @RingKernel
    Shifted shifts(Shifts m) {
      long w = (long) m.a() * 0x100000001L;
      return new Shifted(
          m.a() << m.b(), m.a() >> m.b(), m.a() >>> m.b(), w << m.b(), w >> m.b(), w >>> m.b());
    }

    @RingKernel
    @SuppressWarnings("IdentityBinaryExpression") // a NaN differs from itself
    FloatResults floats(FloatPair m) {
      float a = m.a();
      float b = m.b();
      int order = (a < b ? 1 : 0) | (a <= b ? 2 : 0) | (a > b ? 4 : 0) | (a >= b ? 8 : 0);
      order |= (a == b ? 16 : 0) | (a != b ? 32 : 0) | (a != a ? 64 : 0);
      return new FloatResults(a + b, a * b, a / b, Math.min(a, b), Math.max(a, b), order);
    }

    @RingKernel
    DoubleResults doubles(DoublePair m) {
      double a = m.a();
      double b = m.b();
      int order = (a < b ? 1 : 0) | (a <= b ? 2 : 0) | (a > b ? 4 : 0) | (a >= b ? 8 : 0);
      order |= (a == b ? 16 : 0) | (a != b ? 32 : 0) | (!(a < b) ? 64 : 0);
      return new DoubleResults(a + b, a * b, a / b, Math.min(a, b), Math.max(a, b), order);
    }

    @RingKernel
    Narrowed narrow(Narrow m) {
      return new Narrowed(
          (int) m.d(),
          (long) m.d(),
          (int) m.f(),
          (long) m.f(),
          (float) m.d(),
          (byte) m.d() + (char) m.f());
    }

    @RingKernel
    Rooted roots(Roots m) {
      double product = m.a() * m.a() + m.b(); // two roundings: never fused behind Java's back
      return new Rooted(
          Math.sqrt(m.a()),
          (float) Math.sqrt(m.b()),
          Math.fma(m.a(), m.a(), (double) m.b()) - product,
          Math.floor(m.a()),
          Math.abs(m.a()),
          m.b() * m.b() + m.b());
    }

    @RingKernel
    @SuppressWarnings({"lossy-conversions", "NarrowingCompoundAssignment", "OperatorPrecedence"})
    Mixed mix(Mix m) {
      int a = m.a();
      a += m.b();
      a <<= 3;
      a ^= (int) (m.b() >>> 7);
      long b = m.b() + m.a() * 2;
      short s = (short) m.b();
      s += 40000;
      byte y = (byte) (a >> 5);
      y--;
      int chosen = m.a() < m.b() && m.a() != 0 || b > 100 ? m.a() + 1 : -m.a();
      return new Mixed(a, b, s, y, m.a() < m.b(), chosen);
    }
  }

  private ActorSystem wide() {
    return builder().maxMessageBytes(64).build();
  }

  @Test
  default void intOperators() {
    try (ActorSystem system = wide()) {
      ActorRef<Machine> machine = system.spawn(Machine.class);
      for (int a : INTS) {
        for (int b : INTS) {
          IntPair m = new IntPair(a, b);
          assertThat(machine.call(m, IntResults.class, LIMIT))
              .as("%s", m)
              .isEqualTo(new Machine().ints(m));
        }
      }
    }
  }

  @Test
  default void longOperators() {
    try (ActorSystem system = wide()) {
      ActorRef<Machine> machine = system.spawn(Machine.class);
      for (long a : LONGS) {
        for (long b : LONGS) {
          LongPair m = new LongPair(a, b);
          assertThat(machine.call(m, LongResults.class, LIMIT))
              .as("%s", m)
              .isEqualTo(new Machine().longs(m));
        }
      }
    }
  }

  @Test
  default void shiftsMaskTheirDistance() {
    try (ActorSystem system = wide()) {
      ActorRef<Machine> machine = system.spawn(Machine.class);
      for (int a : List.of(1, -1, 0x12345678, Integer.MIN_VALUE)) {
        for (int b : List.of(0, 1, 31, 32, 33, 63, 64, 65, -1, Integer.MIN_VALUE)) {
          Shifts m = new Shifts(a, b);
          assertThat(machine.call(m, Shifted.class, LIMIT))
              .as("%s", m)
              .isEqualTo(new Machine().shifts(m));
        }
      }
    }
  }

  @Test
  default void floatOperatorsAndComparisons() {
    try (ActorSystem system = wide()) {
      ActorRef<Machine> machine = system.spawn(Machine.class);
      for (float a : FLOATS) {
        for (float b : FLOATS) {
          FloatPair m = new FloatPair(a, b);
          assertThat(machine.call(m, FloatResults.class, LIMIT))
              .as("%s", m)
              .isEqualTo(new Machine().floats(m));
        }
      }
    }
  }

  @Test
  default void doubleOperatorsAndComparisons() {
    try (ActorSystem system = wide()) {
      ActorRef<Machine> machine = system.spawn(Machine.class);
      for (double a : DOUBLES) {
        for (double b : DOUBLES) {
          DoublePair m = new DoublePair(a, b);
          assertThat(machine.call(m, DoubleResults.class, LIMIT))
              .as("%s", m)
              .isEqualTo(new Machine().doubles(m));
        }
      }
    }
  }

  @Test
  default void floatingToIntegerSaturates() {
    try (ActorSystem system = wide()) {
      ActorRef<Machine> machine = system.spawn(Machine.class);
      for (int i = 0; i < DOUBLES.length; i++) {
        Narrow m = new Narrow(DOUBLES[i], FLOATS[i % FLOATS.length]);
        assertThat(machine.call(m, Narrowed.class, LIMIT))
            .as("%s", m)
            .isEqualTo(new Machine().narrow(m));
      }
    }
  }

  @Test
  default void rootsAndNoSilentFusing() {
    try (ActorSystem system = wide()) {
      ActorRef<Machine> machine = system.spawn(Machine.class);
      for (double a : new double[] {0.1, 2, 1e-5, 1.0000000001, -3.7, 1e100}) {
        Roots m = new Roots(a, (float) a / 3);
        assertThat(machine.call(m, Rooted.class, LIMIT))
            .as("%s", m)
            .isEqualTo(new Machine().roots(m));
      }
    }
  }

  @Test
  default void compoundAssignmentAndPromotion() {
    try (ActorSystem system = wide()) {
      ActorRef<Machine> machine = system.spawn(Machine.class);
      for (int a : INTS) {
        for (long b : LONGS) {
          Mix m = new Mix(a, b);
          assertThat(machine.call(m, Mixed.class, LIMIT))
              .as("%s", m)
              .isEqualTo(new Machine().mix(m));
        }
      }
    }
  }
}
