package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Capacity;
import dev.ringkernel.api.MessageRefusedException;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.ptx.pack.PackageException;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.conformance.MessageCases.Parts;
import dev.ringkernel.runtime.conformance.MessageCases.Suit;
import dev.ringkernel.runtime.conformance.MessageCases.Suits;
import dev.ringkernel.runtime.conformance.MessageCases.Swap;
import dev.ringkernel.runtime.conformance.StateCases.Square;
import dev.ringkernel.runtime.conformance.TalkCases.Add;
import dev.ringkernel.runtime.conformance.TalkCases.Counter;
import dev.ringkernel.runtime.conformance.TalkCases.Join;
import dev.ringkernel.runtime.conformance.TalkCases.Total;
import dev.ringkernel.runtime.conformance.TalkCases.Transfer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot work is refused at the call, with the values and the way out. */
interface RefusalCases extends Conformance {
  @RingMessage
  record Ping(int n) {}

  @RingMessage
  record LinkUp(@Nullable ActorRef<?> next) {}

  @RingMessage
  record Linked(boolean before, @Nullable ActorRef<?> was) {}

  /** Not an actor: nothing was compiled for it. */
  final class Plain {}

  /** Cannot be constructed. */
  final class Explosive {
    private final int n;

    Explosive() {
      n = Integer.parseInt("not a number");
    }

    @RingKernel
    Ping ping(Ping m) {
      return new Ping(n);
    }
  }

  /** Needs an argument. */
  final class Needy {
    private final int n;

    Needy(int n) {
      this.n = n;
    }

    @RingKernel
    Ping ping(Ping m) {
      return new Ping(n);
    }
  }

  /** Has an array that may be anything. */
  final class Holder {
    @Capacity(4)
    private final int @Nullable [] table;

    Holder(int @Nullable [] table) {
      this.table = table;
    }

    @RingKernel
    Ping ping(Ping m) {
      return new Ping(table[m.n()]);
    }
  }

  /** Starts with no address. */
  final class Unlinked {
    private @Nullable ActorRef<?> next;

    @RingKernel
    Linked link(LinkUp m) {
      ActorRef<?> was = next;
      next = m.next();
      return new Linked(was != null, was);
    }
  }

  @Test
  default void classWithoutAKernel() {
    try (ActorSystem system = open()) {
      assertThatThrownBy(() -> system.spawn(Plain.class))
          .isInstanceOf(PackageException.class)
          .hasMessageContaining(Plain.class.getName())
          .hasMessageContaining("-processorpath")
          .hasMessageContaining("ringkernel-maven-plugin");
      assertThat(system.spawn(Counter.class).call(new Add(1), Total.class, LIMIT).value())
          .isEqualTo(1);
    }
  }

  @Test
  default void constructorThatThrows() {
    try (ActorSystem system = open()) {
      assertThatThrownBy(() -> system.spawn(Explosive.class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("The constructor of " + Explosive.class.getName() + " failed")
          .hasCauseInstanceOf(NumberFormatException.class);
    }
  }

  @Test
  default void constructorWithParameters() {
    try (ActorSystem system = open()) {
      assertThatThrownBy(() -> system.spawn(Needy.class))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("no constructor without parameters; use spawn(() -> new Needy(…))");
      assertThat(system.spawn(() -> new Needy(3)).call(new Ping(0), Ping.class, LIMIT))
          .isEqualTo(new Ping(3));
    }
  }

  @Test
  default void nullFieldAndWrongArrayLength() {
    try (ActorSystem system = builder().maxActors(1).build()) {
      assertThatThrownBy(() -> system.spawn(() -> new Holder(null)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("table is null after construction");
      assertThatThrownBy(() -> system.spawn(() -> new Holder(new int[3])))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("table has 3 elements; its capacity is 4");
      ActorRef<Holder> holder = system.spawn(() -> new Holder(new int[] {9, 8, 7, 6}));
      assertThat(holder.call(new Ping(2), Ping.class, LIMIT)).isEqualTo(new Ping(7));
    }
  }

  @Test
  default void noAddressIsNull() {
    try (ActorSystem system = open()) {
      ActorRef<Unlinked> actor = system.spawn(Unlinked.class);
      assertThat(actor.call(new LinkUp(actor), Linked.class, LIMIT))
          .isEqualTo(new Linked(false, null));
      assertThat(actor.call(new LinkUp(null), Linked.class, LIMIT))
          .isEqualTo(new Linked(true, actor));
      assertThat(actor.call(new LinkUp(null), Linked.class, LIMIT))
          .isEqualTo(new Linked(false, null));
    }
  }

  @Test
  default void messageTooLargeForTheSlots() {
    try (ActorSystem system = open()) {
      assertThatThrownBy(() -> system.spawn(Parts.class))
          .isInstanceOf(PackageException.class)
          .hasMessageContaining("Build the system with maxMessageBytes(");
    }
    assertThatThrownBy(() -> builder().maxMessageBytes(100_000).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not 100000");
  }

  @Test
  default void messageThatIsNotHandled() {
    try (ActorSystem system = open()) {
      ActorRef<Counter> counter = system.spawn(Counter.class);
      assertThatThrownBy(() -> counter.tell(new Square(1)))
          .isInstanceOf(MessageRefusedException.class)
          .hasMessageContaining(Square.class.getName())
          .hasMessageContaining("it takes " + Add.class.getName());
      assertThatThrownBy(() -> counter.offer(new Square(1)))
          .isInstanceOf(MessageRefusedException.class);
      settleWithoutLoss(system);
    }
  }

  @Test
  default void replyOfAnotherType() {
    try (ActorSystem system = open()) {
      ActorRef<Counter> counter = system.spawn(Counter.class);
      assertThatThrownBy(() -> counter.call(new Add(1), Add.class, LIMIT))
          .isInstanceOf(MessageRefusedException.class)
          .hasMessageContaining("with " + Total.class.getName())
          .hasMessageContaining("not with " + Add.class.getName());
      assertThatThrownBy(() -> counter.ask(new Join(counter), Total.class))
          .isInstanceOf(MessageRefusedException.class)
          .hasMessageContaining("with nothing")
          .hasMessageContaining("use tell");
      settleWithoutLoss(system);
    }
  }

  @Test
  default void nullInAMessage() {
    try (ActorSystem system = builder().replySlots(1).build()) {
      ActorRef<Swap> swap = system.spawn(Swap.class);
      Suits broken = new Suits(noSuit(), Suit.CLUBS, 0);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> swap.call(broken, Suits.class, LIMIT))
            .isInstanceOf(MessageRefusedException.class)
            .hasMessageContaining("null");
      }
      assertThatThrownBy(() -> swap.tell(broken)).isInstanceOf(MessageRefusedException.class);
      Suits whole = new Suits(Suit.HEARTS, Suit.CLUBS, 0);
      assertThat(swap.call(whole, Suits.class, LIMIT)).isEqualTo(new Swap().suits(whole));
      settleWithoutLoss(system);
    }
  }

  @SuppressWarnings({"NullAway", "DataFlowIssue"})
  private static Suit noSuit() {
    return null;
  }

  @Test
  default void addressesOfAnotherSystem() {
    try (ActorSystem one = open();
        ActorSystem two = builder().backend("cpu").build()) {
      ActorRef<Counter> a = one.spawn(Counter.class);
      ActorRef<Counter> b = two.spawn(Counter.class);
      assertThat(a.call(new Add(1), Total.class, LIMIT).value()).isEqualTo(1);
      assertThat(b.call(new Add(2), Total.class, LIMIT).value()).isEqualTo(2);
      assertThatThrownBy(() -> two.stop(a))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("is not an actor of this system");
      assertThatThrownBy(() -> b.tell(new Transfer(a, 1)))
          .isInstanceOf(MessageRefusedException.class)
          .hasMessageContaining("another system");
      settleWithoutLoss(one);
      settleWithoutLoss(two);
    }
  }
}
