package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.runtime.ActorSystem;
import org.junit.jupiter.api.Test;

/** Control flow in a handler means what Java says; the same method called here is the oracle. */
interface ControlFlowCases extends Conformance {
  enum Op {
    ADD,
    SUB,
    MUL,
    NOP
  }

  @RingMessage
  record Number(int n) {}

  @RingMessage
  record Result(long value) {}

  @RingMessage
  record Cases(int n) {}

  @RingMessage
  record Grid(int width, int height, int stop) {}

  @RingMessage
  record Early(int n) {}

  @RingMessage
  record Apply(Op op, int a, int b) {}

  @RingMessage
  record Locals(int seed) {}

  /** A helper in another class. */
  final class Numbers {
    private Numbers() {}

    static int gcd(int a, int b) {
      while (b != 0) {
        int t = a % b;
        a = b;
        b = t;
      }
      return a < 0 ? -a : a;
    }
  }

  /** One handler for each construct. */
  final class Flow {
    private static final int STEP = 3;

    @RingKernel
    Result loops(Number m) {
      long value = 0;
      for (int i = 0; i < m.n(); i += STEP) {
        value += i;
      }
      int k = m.n();
      while (k > 1) {
        value = value * 7 + k;
        k = (k & 1) == 0 ? k / 2 : k * 3 + 1;
        if (value > 1L << 50) {
          value >>= 20;
        }
      }
      do {
        value ^= k;
        k++;
      } while (k < 5);
      return new Result(value);
    }

    @RingKernel
    @SuppressWarnings("fallthrough")
    Result cases(Cases m) {
      long value = 0;
      switch (m.n()) {
        case 0:
          value = 100;
          break;
        case 1:
          value += 1;
        case 2:
          value += 2; // 1 falls through
          break;
        case -5:
        case 1000000:
          value = -1;
          break;
        default:
          value = m.n();
      }
      value +=
          switch (m.n() % 4) {
            case 0 -> 10;
            case 1, 3 -> {
              long t = value * 2;
              yield t + 1;
            }
            default -> -10;
          };
      return new Result(value);
    }

    @RingKernel
    Result grid(Grid m) {
      long value = 0;
      outer:
      for (int y = 0; y < m.height(); y++) {
        for (int x = 0; x < m.width(); x++) {
          if ((x + y) % 5 == 4) {
            continue outer;
          }
          if (x * y > m.stop()) {
            break outer;
          }
          value = value * 3 + x - y;
        }
        value++;
      }
      return new Result(value);
    }

    @RingKernel
    Result early(Early m) {
      if (m.n() < 0) {
        return new Result(-1);
      }
      for (int i = 2; i < m.n(); i++) {
        if (m.n() % i == 0) {
          return new Result(i);
        }
      }
      return new Result(0);
    }

    @RingKernel
    Result apply(Apply m) {
      return new Result(
          switch (m.op()) {
            case ADD -> m.a() + m.b();
            case SUB -> m.a() - m.b();
            case MUL -> (long) m.a() * m.b();
            case NOP -> Numbers.gcd(m.a(), m.b()) + twice(m.b());
          });
    }

    @RingKernel
    Result locals(Locals m) {
      int[] sieve = new int[64];
      long value = m.seed();
      for (int i = 2; i < sieve.length; i++) {
        if (sieve[i] == 0) {
          value = value * 31 + i;
          for (int j = i * 2; j < sieve.length; j += i) {
            sieve[j] = 1;
          }
        }
      }
      return new Result(value);
    }

    private static int twice(int n) {
      return n * 2;
    }
  }

  @Test
  default void loops() {
    try (ActorSystem system = open()) {
      ActorRef<Flow> flow = system.spawn(Flow.class);
      for (int n : new int[] {-1, 0, 1, 2, 3, 6, 27, 97, 871}) {
        Number m = new Number(n);
        assertThat(flow.call(m, Result.class, LIMIT)).as("%s", m).isEqualTo(new Flow().loops(m));
      }
    }
  }

  @Test
  default void switches() {
    try (ActorSystem system = open()) {
      ActorRef<Flow> flow = system.spawn(Flow.class);
      for (int n : new int[] {-5, -1, 0, 1, 2, 3, 4, 5, 1000000, Integer.MIN_VALUE}) {
        Cases m = new Cases(n);
        assertThat(flow.call(m, Result.class, LIMIT)).as("%s", m).isEqualTo(new Flow().cases(m));
      }
    }
  }

  @Test
  default void labelledBreakAndContinue() {
    try (ActorSystem system = open()) {
      ActorRef<Flow> flow = system.spawn(Flow.class);
      for (int n = 0; n < 12; n++) {
        Grid m = new Grid(n, 12 - n, n * 2);
        assertThat(flow.call(m, Result.class, LIMIT)).as("%s", m).isEqualTo(new Flow().grid(m));
      }
    }
  }

  @Test
  default void earlyReturn() {
    try (ActorSystem system = open()) {
      ActorRef<Flow> flow = system.spawn(Flow.class);
      for (int n : new int[] {-3, 0, 2, 9, 35, 97, 7919}) {
        Early m = new Early(n);
        assertThat(flow.call(m, Result.class, LIMIT)).as("%s", m).isEqualTo(new Flow().early(m));
      }
    }
  }

  @Test
  default void enumSwitchAndHelpers() {
    try (ActorSystem system = open()) {
      ActorRef<Flow> flow = system.spawn(Flow.class);
      for (Op op : Op.values()) {
        Apply m = new Apply(op, 12345678, -8765432);
        assertThat(flow.call(m, Result.class, LIMIT)).as("%s", m).isEqualTo(new Flow().apply(m));
      }
    }
  }

  @Test
  default void localArrays() {
    try (ActorSystem system = open()) {
      ActorRef<Flow> flow = system.spawn(Flow.class);
      for (int n : new int[] {0, 1, -1}) {
        Locals m = new Locals(n);
        assertThat(flow.call(m, Result.class, LIMIT)).as("%s", m).isEqualTo(new Flow().locals(m));
      }
    }
  }
}
