package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Capacity;
import dev.ringkernel.api.MessageRefusedException;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.runtime.ActorSystem;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What a message may hold arrives as it was sent, both ways. */
interface MessageCases extends Conformance {
  enum Suit {
    CLUBS,
    DIAMONDS,
    HEARTS,
    SPADES
  }

  @RingMessage
  record Booleans(boolean a, boolean b, boolean c) {}

  @RingMessage
  record Bytes(byte a, byte b, byte c) {}

  @RingMessage
  record Shorts(short a, short b, short c) {}

  @RingMessage
  record Chars(char a, char b, char c) {}

  @RingMessage
  record Ints(int a, int b, int c) {}

  @RingMessage
  record Longs(long a, long b, long c) {}

  @RingMessage
  record Floats(float a, float b, float c) {}

  @RingMessage
  record Doubles(double a, double b, double c) {}

  @RingMessage
  record Mixed(byte a, long b, boolean c, short d, int e, char f) {}

  @RingMessage
  record Nothing() {}

  @RingMessage
  record Suits(Suit a, Suit b, int ordinal) {}

  /** Gives its components back in another order, so that none may move another's bits. */
  final class Swap {
    @RingKernel
    Booleans booleans(Booleans m) {
      return new Booleans(m.c(), !m.a(), m.b());
    }

    @RingKernel
    Bytes bytes(Bytes m) {
      return new Bytes(m.c(), m.a(), m.b());
    }

    @RingKernel
    Shorts shorts(Shorts m) {
      return new Shorts(m.c(), m.a(), m.b());
    }

    @RingKernel
    Chars chars(Chars m) {
      return new Chars(m.c(), m.a(), m.b());
    }

    @RingKernel
    Ints ints(Ints m) {
      return new Ints(m.c(), m.a(), m.b());
    }

    @RingKernel
    Longs longs(Longs m) {
      return new Longs(m.c(), m.a(), m.b());
    }

    @RingKernel
    Floats floats(Floats m) {
      return new Floats(m.c(), m.a(), m.b());
    }

    @RingKernel
    Doubles doubles(Doubles m) {
      return new Doubles(m.c(), m.a(), m.b());
    }

    @RingKernel
    Mixed mixed(Mixed m) {
      return new Mixed((byte) -m.a(), m.b() + 1, !m.c(), (short) ~m.d(), m.e() - 1, m.f());
    }

    @RingKernel
    Nothing nothing(Nothing m) {
      return new Nothing();
    }

    @RingKernel
    Suits suits(Suits m) {
      return new Suits(m.b(), m.a() == Suit.CLUBS ? Suit.SPADES : m.a(), m.a().ordinal());
    }
  }

  @Test
  default void booleans() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      for (int bits = 0; bits < 8; bits++) {
        var m = new Booleans((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0);
        assertThat(swap.call(m, Booleans.class, LIMIT)).isEqualTo(new Swap().booleans(m));
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void bytes() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      for (var m :
          List.of(
              new Bytes((byte) -128, (byte) 127, (byte) -1),
              new Bytes((byte) 0, (byte) 1, (byte) 85))) {
        assertThat(swap.call(m, Bytes.class, LIMIT)).isEqualTo(new Swap().bytes(m));
      }
    }
  }

  @Test
  default void shorts() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      for (var m :
          List.of(
              new Shorts(Short.MIN_VALUE, Short.MAX_VALUE, (short) -1),
              new Shorts((short) 0, (short) 1, (short) 256))) {
        assertThat(swap.call(m, Shorts.class, LIMIT)).isEqualTo(new Swap().shorts(m));
      }
    }
  }

  @Test
  default void chars() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      for (var m : List.of(new Chars('\0', '\uffff', '\u8000'), new Chars('a', '\u7fff', 'ß'))) {
        assertThat(swap.call(m, Chars.class, LIMIT)).isEqualTo(new Swap().chars(m));
      }
    }
  }

  @Test
  default void ints() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      for (var m :
          List.of(new Ints(Integer.MIN_VALUE, Integer.MAX_VALUE, -1), new Ints(0, 1, 0x55aa55aa))) {
        assertThat(swap.call(m, Ints.class, LIMIT)).isEqualTo(new Swap().ints(m));
      }
    }
  }

  @Test
  default void longs() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      SplittableRandom random = new SplittableRandom(7);
      for (int i = 0; i < 100; i++) {
        var m = new Longs(random.nextLong(), i % 2 == 0 ? Long.MIN_VALUE : -1, random.nextLong());
        assertThat(swap.call(m, Longs.class, LIMIT)).isEqualTo(new Swap().longs(m));
      }
    }
  }

  @Test
  default void floats() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      for (var m :
          List.of(
              new Floats(-0.0f, Float.NaN, Float.MIN_VALUE),
              new Floats(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, Float.MAX_VALUE),
              new Floats(1.1f, -1e-40f, 3.4e38f))) {
        assertThat(swap.call(m, Floats.class, LIMIT)).isEqualTo(new Swap().floats(m));
      }
    }
  }

  @Test
  default void doubles() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      for (var m :
          List.of(
              new Doubles(-0.0, Double.NaN, Double.MIN_VALUE),
              new Doubles(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, Double.MAX_VALUE),
              new Doubles(1.1, -1e-320, 1.7e308))) {
        assertThat(swap.call(m, Doubles.class, LIMIT)).isEqualTo(new Swap().doubles(m));
      }
    }
  }

  @Test
  default void componentsOfAllSizesSideBySide() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      var m = new Mixed((byte) -3, Long.MAX_VALUE, true, (short) -2, Integer.MIN_VALUE, '\uffff');
      assertThat(swap.call(m, Mixed.class, LIMIT)).isEqualTo(new Swap().mixed(m));
      var n = new Mixed((byte) 127, -1, false, Short.MAX_VALUE, 0, '\1');
      assertThat(swap.call(n, Mixed.class, LIMIT)).isEqualTo(new Swap().mixed(n));
    }
  }

  @Test
  default void emptyMessage() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      assertThat(swap.call(new Nothing(), Nothing.class, LIMIT)).isEqualTo(new Nothing());
    }
  }

  @Test
  default void enums() {
    try (ActorSystem system = open()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      for (Suit a : Suit.values()) {
        for (Suit b : Suit.values()) {
          var m = new Suits(a, b, 0);
          assertThat(swap.call(m, Suits.class, LIMIT)).isEqualTo(new Swap().suits(m));
        }
      }
    }
  }

  @RingMessage
  record Point(int x, long y) {}

  record Size(short width, short height) {}

  record Box(byte tag, Size size, double weight) {}

  @RingMessage
  record Parcel(boolean fragile, Box outer, Size label) {}

  @RingMessage
  record Address(ActorRef<?> to, int tag, ActorRef<?> other) {}

  @RingMessage
  record Arrays1(@Capacity(3) byte[] bytes, @Capacity(2) short[] shorts, @Capacity(3) int[] ints) {}

  @RingMessage
  record ArraySums(long bytes, long shorts, long ints) {}

  @RingMessage
  record Wide(
      int seed,
      @Capacity(30) long[] values,
      @Capacity(5) double[] doubles,
      @Capacity(9) char[] chars) {}

  @RingMessage
  record WideSums(long values, double doubles, int chars, int seed) {}

  @RingMessage
  record Page(int number, @Capacity(100) long[] words, int check) {}

  @RingMessage
  record Flags(@Capacity(7) boolean[] flags, @Capacity(3) float[] floats) {}

  @RingMessage
  record FlagSums(int trues, float sum) {}

  /** Takes messages of several parts and lines. */
  final class Parts {
    @RingKernel
    Parcel parcel(Parcel m) {
      Box box = m.outer();
      return new Parcel(
          !m.fragile(),
          new Box((byte) (box.tag() + 1), m.label(), box.weight() * 2),
          new Size(box.size().height(), box.size().width()));
    }

    @RingKernel
    Address address(Address m, RingContext ctx) {
      return new Address(m.other(), m.tag() + 1, ctx.self());
    }

    @RingKernel
    ArraySums arrays(Arrays1 m) {
      long bytes = 0;
      long shorts = 0;
      long ints = 0;
      for (int i = 0; i < 3; i++) {
        bytes = bytes * 31 + m.bytes()[i];
        ints = ints * 31 + m.ints()[i];
      }
      for (int i = 0; i < 2; i++) {
        shorts = shorts * 31 + m.shorts()[i];
      }
      return new ArraySums(bytes, shorts, ints);
    }

    @RingKernel
    WideSums wide(Wide m) {
      long values = 0;
      for (int i = 0; i < m.values().length; i++) {
        values = values * 31 + m.values()[i];
      }
      double doubles = 0;
      for (int i = 0; i < m.doubles().length; i++) {
        doubles += m.doubles()[i];
      }
      int chars = 0;
      for (int i = 0; i < m.chars().length; i++) {
        chars = chars * 31 + m.chars()[i];
      }
      return new WideSums(values, doubles, chars, m.seed());
    }

    @RingKernel
    Page page(Page m) {
      return new Page(m.number() + 1, m.words(), -m.check());
    }

    @RingKernel
    FlagSums flags(Flags m) {
      int trues = 0;
      for (int i = 0; i < 7; i++) {
        if (m.flags()[i]) {
          trues += 1 << i;
        }
      }
      return new FlagSums(trues, m.floats()[0] + m.floats()[1] * m.floats()[2]);
    }

    @RingKernel
    Point point(Point m) {
      return new Point(-m.x(), m.y() * m.x());
    }
  }

  private ActorSystem wide() {
    return builder().maxMessageBytes(872).build();
  }

  @Test
  default void nestedRecords() {
    try (ActorSystem system = wide()) {
      ActorRef<Parts> parts = system.spawn(Parts.class);
      var m =
          new Parcel(
              true,
              new Box((byte) 127, new Size((short) 3, (short) -4), 2.5),
              new Size(Short.MIN_VALUE, (short) 9));
      assertThat(parts.call(m, Parcel.class, LIMIT)).isEqualTo(new Parts().parcel(m));
    }
  }

  @Test
  default void addressesInMessages() {
    try (ActorSystem system = wide();
        var box = system.mailbox(Point.class)) {
      ActorRef<Parts> parts = system.spawn(Parts.class);
      ActorRef<Parts> other = system.spawn(Parts.class);
      Address answer = parts.call(new Address(box.ref(), 1, other), Address.class, LIMIT);
      assertThat(answer).isEqualTo(new Address(other, 2, parts));
      Address back = parts.call(new Address(other, 5, box.ref()), Address.class, LIMIT);
      assertThat(back.to()).isEqualTo(box.ref());
    }
  }

  @Test
  default void arraysOfSmallElements() {
    try (ActorSystem system = wide()) {
      ActorRef<Parts> parts = system.spawn(Parts.class);
      var m =
          new Arrays1(
              new byte[] {-128, 127, -1},
              new short[] {Short.MIN_VALUE, Short.MAX_VALUE},
              new int[] {Integer.MIN_VALUE, -1, 7});
      assertThat(parts.call(m, ArraySums.class, LIMIT)).isEqualTo(new Parts().arrays(m));
      var f =
          new Flags(
              new boolean[] {true, false, true, true, false, false, true},
              new float[] {1.5f, -0.0f, 3});
      assertThat(parts.call(f, FlagSums.class, LIMIT)).isEqualTo(new Parts().flags(f));
    }
  }

  private static Wide wideOf(SplittableRandom random, int seed) {
    char[] chars = new char[9];
    for (int i = 0; i < chars.length; i++) {
      chars[i] = (char) random.nextInt(0x10000);
    }
    double[] doubles = random.doubles(5).toArray();
    return new Wide(seed, random.longs(30).toArray(), doubles, chars);
  }

  @Test
  default void messagesOfSeveralLines() {
    try (ActorSystem system = wide()) {
      ActorRef<Parts> parts = system.spawn(Parts.class);
      SplittableRandom random = new SplittableRandom(11);
      for (int i = 0; i < 200; i++) {
        Wide m = wideOf(random, i);
        assertThat(parts.call(m, WideSums.class, LIMIT)).isEqualTo(new Parts().wide(m));
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void repliesOfSeveralLines() {
    try (ActorSystem system = wide()) {
      ActorRef<Parts> parts = system.spawn(Parts.class);
      SplittableRandom random = new SplittableRandom(13);
      for (int i = 0; i < 200; i++) {
        Page m = new Page(i, random.longs(100).toArray(), i * 7);
        Page answer = parts.call(m, Page.class, LIMIT);
        assertThat(answer.number()).isEqualTo(i + 1);
        assertThat(answer.words()).isEqualTo(m.words());
        assertThat(answer.check()).isEqualTo(-7 * i);
      }
    }
  }

  /**
   * A slot that held a long message on its last lap but one must not complete a new one with it.
   */
  @Test
  default void longAndShortMessagesInTheSameSlots() {
    try (ActorSystem system = builder().maxMessageBytes(872).rings(8, 8).replySlots(2).build()) {
      ActorRef<Parts> parts = system.spawn(Parts.class);
      SplittableRandom random = new SplittableRandom(17);
      for (int i = 0; i < 2000; i++) {
        if (random.nextInt(3) == 0) {
          Page m = new Page(i, random.longs(100).toArray(), i);
          Page answer = parts.call(m, Page.class, LIMIT);
          assertThat(Arrays.equals(answer.words(), m.words())).as("page %d", i).isTrue();
        } else {
          Point m = new Point(i, random.nextLong());
          assertThat(parts.call(m, Point.class, LIMIT)).isEqualTo(new Parts().point(m));
        }
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void arrayOfAnotherLengthIsRefused() {
    try (ActorSystem system = wide()) {
      ActorRef<Parts> parts = system.spawn(Parts.class);
      Page page = new Page(1, new long[99], 0);
      assertThatThrownBy(() -> parts.tell(page))
          .isInstanceOf(MessageRefusedException.class)
          .hasMessageContaining("words has 99 elements; its capacity is 100");
      assertThatThrownBy(() -> parts.call(page, Page.class, LIMIT))
          .isInstanceOf(MessageRefusedException.class);
      settleWithoutLoss(system);
    }
  }
}
