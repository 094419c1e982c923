package dev.ringkernel.benchmarks;

import dev.ringkernel.api.RingKernel;
import java.util.List;

/**
 * Eight actor classes that make a system's kernel larger, and that come one by one to a system that
 * runs. Each takes a message of its own kind, differently.
 */
final class Crowd {
  /** All of them. */
  static final List<Class<?>> ALL =
      List.of(A.class, B.class, C.class, D.class, E.class, F.class, G.class, H.class);

  private Crowd() {}

  /** Class 1. */
  static final class A {
    private long value = 1;

    @RingKernel(id = "crowd-1")
    void take(Tally.Load m) {
      value = value * 3 + m.a() - m.d();
    }

    @RingKernel(id = "crowd-1")
    Tally.Seen seen(Tally.Count m) {
      return new Tally.Seen(1, value);
    }
  }

  /** Class 2. */
  static final class B {
    private long value = 2;

    @RingKernel(id = "crowd-2")
    void take(Tally.Load m) {
      value = value * 5 + m.a() - m.d();
    }

    @RingKernel(id = "crowd-2")
    Tally.Seen seen(Tally.Count m) {
      return new Tally.Seen(2, value);
    }
  }

  /** Class 3. */
  static final class C {
    private long value = 3;

    @RingKernel(id = "crowd-3")
    void take(Tally.Load m) {
      value = value * 7 + m.a() - m.d();
    }

    @RingKernel(id = "crowd-3")
    Tally.Seen seen(Tally.Count m) {
      return new Tally.Seen(3, value);
    }
  }

  /** Class 4. */
  static final class D {
    private long value = 4;

    @RingKernel(id = "crowd-4")
    void take(Tally.Load m) {
      value = value * 9 + m.a() - m.d();
    }

    @RingKernel(id = "crowd-4")
    Tally.Seen seen(Tally.Count m) {
      return new Tally.Seen(4, value);
    }
  }

  /** Class 5. */
  static final class E {
    private long value = 5;

    @RingKernel(id = "crowd-5")
    void take(Tally.Load m) {
      value = value * 11 + m.a() - m.d();
    }

    @RingKernel(id = "crowd-5")
    Tally.Seen seen(Tally.Count m) {
      return new Tally.Seen(5, value);
    }
  }

  /** Class 6. */
  static final class F {
    private long value = 6;

    @RingKernel(id = "crowd-6")
    void take(Tally.Load m) {
      value = value * 13 + m.a() - m.d();
    }

    @RingKernel(id = "crowd-6")
    Tally.Seen seen(Tally.Count m) {
      return new Tally.Seen(6, value);
    }
  }

  /** Class 7. */
  static final class G {
    private long value = 7;

    @RingKernel(id = "crowd-7")
    void take(Tally.Load m) {
      value = value * 15 + m.a() - m.d();
    }

    @RingKernel(id = "crowd-7")
    Tally.Seen seen(Tally.Count m) {
      return new Tally.Seen(7, value);
    }
  }

  /** Class 8. */
  static final class H {
    private long value = 8;

    @RingKernel(id = "crowd-8")
    void take(Tally.Load m) {
      value = value * 17 + m.a() - m.d();
    }

    @RingKernel(id = "crowd-8")
    Tally.Seen seen(Tally.Count m) {
      return new Tally.Seen(8, value);
    }
  }
}
