package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Capacity;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.runtime.ActorSystem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an actor keeps between messages, and what it starts with. */
interface StateCases extends Conformance {
  enum Light {
    RED,
    AMBER,
    GREEN
  }

  record Spot(int x, int y, byte tag) {}

  @RingMessage
  record Next(int step) {}

  @RingMessage
  record Small(boolean a, byte b, short c, char d, int e) {}

  @RingMessage
  record Large(long f, float g, double h) {}

  @RingMessage
  record ReadLarge() {}

  /** One field of each primitive type. */
  final class Primitives {
    private boolean a = true;
    private byte b = 127;
    private short c = Short.MIN_VALUE;
    private char d = '\ufffe';
    private int e = Integer.MAX_VALUE;
    private long f = Long.MIN_VALUE;
    private float g = 0.1f;
    private double h = -0.1;

    @RingKernel
    @SuppressWarnings({"lossy-conversions", "NarrowingCompoundAssignment"})
    Small next(Next m) {
      a = !a;
      b += m.step();
      c -= m.step();
      d++;
      e += m.step();
      f--;
      g *= 1.5f;
      h /= 3;
      return new Small(a, b, c, d, e);
    }

    @RingKernel
    Large large(ReadLarge m) {
      return new Large(f, g, h);
    }
  }

  @Test
  default void fieldOfEachPrimitiveType() {
    try (ActorSystem system = open()) {
      ActorRef<Primitives> actor = system.spawn(Primitives.class);
      Primitives twin = new Primitives();
      assertThat(actor.call(new ReadLarge(), Large.class, LIMIT))
          .isEqualTo(twin.large(new ReadLarge()));
      for (int i = 0; i < 20; i++) {
        Next m = new Next(i * 1001);
        assertThat(actor.call(m, Small.class, LIMIT)).isEqualTo(twin.next(m));
        assertThat(actor.call(new ReadLarge(), Large.class, LIMIT))
            .isEqualTo(twin.large(new ReadLarge()));
      }
    }
  }

  @RingMessage
  record Put(int index, long value) {}

  @RingMessage
  record Sum(long longs, long ints, int bytes, double doubles, int trues) {}

  /** Arrays in state. */
  final class Tables {
    @Capacity(16)
    private final long[] longs = new long[16];

    @Capacity(16)
    private final int[] ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};

    @Capacity(5)
    private final byte[] bytes = {-1, -2, -3, -4, -5};

    @Capacity(16)
    private final double[] doubles = new double[16];

    @Capacity(16)
    private final boolean[] flags = new boolean[16];

    @RingKernel
    Sum put(Put m) {
      longs[m.index()] += m.value();
      ints[m.index()] ^= (int) m.value();
      bytes[m.index() % 5]++;
      doubles[m.index()] = m.value() / 4.0;
      flags[m.index()] = !flags[m.index()];
      long a = 0;
      long b = 0;
      int c = 0;
      double d = 0;
      int e = 0;
      for (int i = 0; i < 16; i++) {
        a = a * 31 + longs[i];
        b = b * 31 + ints[i];
        d += doubles[i];
        e += flags[i] ? 1 : 0;
      }
      for (int i = 0; i < bytes.length; i++) {
        c = c * 31 + bytes[i];
      }
      return new Sum(a, b, c, d, e);
    }
  }

  @Test
  default void arraysInState() {
    try (ActorSystem system = builder().maxMessageBytes(64).build()) {
      ActorRef<Tables> actor = system.spawn(Tables.class);
      Tables twin = new Tables();
      for (int i = 0; i < 40; i++) {
        Put m = new Put(i * 7 % 16, i * 0x123456789L);
        assertThat(actor.call(m, Sum.class, LIMIT)).isEqualTo(twin.put(m));
      }
    }
  }

  @RingMessage
  record Move(int dx, int dy) {}

  @RingMessage
  record Where(int x, int y, byte tag, Light light, int turn) {}

  @RingMessage
  record Know(@Nullable ActorRef<?> friend) {}

  @RingMessage
  record Friend(@Nullable ActorRef<?> friend, boolean known) {}

  /** An enum, a record, an address and a final field in state. */
  final class Walker {
    private final int turn;
    private Light light = Light.GREEN;
    private Spot spot = new Spot(10, -10, (byte) 3);
    private @Nullable ActorRef<?> friend;

    Walker() {
      this(42);
    }

    Walker(int turn) {
      this.turn = turn;
    }

    @RingKernel
    Where move(Move m) {
      spot = new Spot(spot.x() + m.dx(), spot.y() + m.dy(), (byte) (spot.tag() + 1));
      light = light == Light.GREEN ? Light.RED : light == Light.RED ? Light.AMBER : Light.GREEN;
      return new Where(spot.x(), spot.y(), spot.tag(), light, turn);
    }

    @RingKernel
    Friend know(Know m) {
      boolean known = friend != null;
      @Nullable ActorRef<?> before = friend;
      friend = m.friend();
      return new Friend(before, known);
    }
  }

  @Test
  default void enumAndRecordInState() {
    try (ActorSystem system = builder().maxMessageBytes(32).build()) {
      ActorRef<Walker> actor = system.spawn(Walker.class);
      Walker twin = new Walker();
      for (int i = 0; i < 7; i++) {
        Move m = new Move(i, -i * 3);
        assertThat(actor.call(m, Where.class, LIMIT)).isEqualTo(twin.move(m));
      }
    }
  }

  @Test
  default void addressInState() {
    try (ActorSystem system = open()) {
      ActorRef<Walker> a = system.spawn(Walker.class);
      ActorRef<Walker> b = system.spawn(Walker.class);
      Friend first = a.call(new Know(b), Friend.class, LIMIT);
      assertThat(first.known()).isFalse();
      assertThat(first.friend()).isNull();
      Friend second = a.call(new Know(a), Friend.class, LIMIT);
      assertThat(second.known()).isTrue();
      assertThat(second.friend()).isEqualTo(b);
    }
  }

  @Test
  default void initialStateByConstructorAndBySupplier() {
    try (ActorSystem system = open()) {
      ActorRef<Walker> plain = system.spawn(Walker.class);
      ActorRef<Walker> made = system.spawn(() -> new Walker(-7));
      assertThat(plain.call(new Move(1, 1), Where.class, LIMIT))
          .isEqualTo(new Where(11, -9, (byte) 4, Light.RED, 42));
      assertThat(made.call(new Move(1, 1), Where.class, LIMIT))
          .isEqualTo(new Where(11, -9, (byte) 4, Light.RED, -7));
    }
  }

  @RingMessage
  record Square(int of) {}

  @RingMessage
  record Squared(long value) {}

  /** No fields at all. */
  final class Stateless {
    @RingKernel
    static Squared square(Square m) {
      return new Squared((long) m.of() * m.of());
    }
  }

  @Test
  default void staticHandlerNeedsNoState() {
    try (ActorSystem system = open()) {
      ActorRef<Stateless> actor = system.spawn(Stateless.class);
      for (int i : new int[] {0, -5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
        assertThat(actor.call(new Square(i), Squared.class, LIMIT))
            .isEqualTo(new Squared((long) i * i));
      }
    }
  }

  @Test
  default void actorsDoNotShareState() {
    try (ActorSystem system = open()) {
      List<ActorRef<Walker>> actors = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int turn = i;
        actors.add(system.spawn(() -> new Walker(turn)));
      }
      for (int round = 1; round <= 3; round++) {
        for (int i = 0; i < actors.size(); i++) {
          Where where = actors.get(i).call(new Move(i, 0), Where.class, LIMIT);
          assertThat(where.x()).isEqualTo(10 + round * i);
          assertThat(where.turn()).isEqualTo(i);
        }
      }
      settleWithoutLoss(system);
    }
  }
}
