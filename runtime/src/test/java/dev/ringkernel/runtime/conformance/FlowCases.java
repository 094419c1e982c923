package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.DeadLetter;
import dev.ringkernel.runtime.Ledger;
import dev.ringkernel.runtime.Mailbox;
import dev.ringkernel.runtime.conformance.TalkCases.Add;
import dev.ringkernel.runtime.conformance.TalkCases.Burst;
import dev.ringkernel.runtime.conformance.TalkCases.Counter;
import dev.ringkernel.runtime.conformance.TalkCases.Numbered;
import dev.ringkernel.runtime.conformance.TalkCases.Seen;
import dev.ringkernel.runtime.conformance.TalkCases.Sequence;
import dev.ringkernel.runtime.conformance.TalkCases.Total;
import dev.ringkernel.runtime.conformance.TalkCases.Transfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many actors, full rings and full mailboxes: all gets on, and nothing gets lost unseen. */
interface FlowCases extends Conformance {
  @RingMessage
  record Flood(ActorRef<?> peer, int count) {}

  @RingMessage
  record Busy(long nanos) {}

  /** Floods others and itself. */
  final class Flooder {
    private long total;

    @RingKernel
    Total add(Add m) {
      total += m.amount();
      return new Total(total);
    }

    @RingKernel
    void flood(Flood m, RingContext ctx) {
      for (int i = 0; i < m.count(); i++) {
        ctx.send(m.peer(), new Add(1));
      }
    }

    @RingKernel
    Total busy(Busy m, RingContext ctx) {
      long end = ctx.now() + m.nanos();
      while (ctx.now() < end) {
        total ^= 1;
        total ^= 1;
      }
      return new Total(total);
    }
  }

  @Test
  default void tenThousandActors() {
    try (ActorSystem system = builder().maxActors(10_000).mailboxes(8, 2).build()) {
      List<ActorRef<Counter>> actors = new ArrayList<>();
      for (int i = 0; i < 10_000; i++) {
        actors.add(system.spawn(Counter.class));
      }
      for (int round = 0; round < 3; round++) {
        for (int i = 0; i < actors.size(); i++) {
          actors.get(i).tell(new Add(i));
        }
      }
      for (int i = 0; i < actors.size(); i++) {
        assertThat(actors.get(i).call(new Add(0), Total.class, LIMIT).value()).isEqualTo(3L * i);
      }
      assertThat(settleWithoutLoss(system).handled()).isEqualTo(40_000);
    }
  }

  @Test
  default void twoActorsFloodEachOther() {
    try (ActorSystem system = builder().mailboxes(8, 4).patience(Duration.ofMillis(5)).build()) {
      ActorRef<Flooder> a = system.spawn(Flooder.class);
      ActorRef<Flooder> b = system.spawn(Flooder.class);
      for (int i = 0; i < 300; i++) {
        a.tell(new Flood(b, 3));
        b.tell(new Flood(a, 3));
      }
      Ledger ledger = settle(system);
      assertThat(ledger.sentByActors()).isEqualTo(1800);
      long arrived =
          a.call(new Add(0), Total.class, LIMIT).value()
              + b.call(new Add(0), Total.class, LIMIT).value();
      assertThat(arrived).isEqualTo(1800 - ledger.overflow());
      assertThat(ledger.dead()).isEqualTo(ledger.overflow());
    }
  }

  @Test
  default void allSendToAll() {
    // Room for all: with less, actors that wait for each other are parted by patience.
    try (ActorSystem system = builder().mailboxes(512, 16).patience(LIMIT).build()) {
      List<ActorRef<Counter>> actors = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        actors.add(system.spawn(Counter.class));
      }
      for (int n = 0; n < 20; n++) {
        for (ActorRef<Counter> from : actors) {
          for (int to = 0; to < actors.size(); to++) {
            from.tell(new Transfer(actors.get(to), to + 1));
          }
        }
      }
      settleWithoutLoss(system);
      for (int i = 0; i < actors.size(); i++) {
        assertThat(actors.get(i).call(new Add(0), Total.class, LIMIT).value())
            .isEqualTo(20L * 12 * (i + 1) - 20L * 12 * 13 / 2);
      }
    }
  }

  @Test
  default void bothRingsFullAtOnceWithOneHostThread() {
    try (ActorSystem system =
            builder().rings(8, 8).mailboxes(8, 2).patience(Duration.ofSeconds(10)).build();
        Mailbox<Seen> box = system.mailbox(Seen.class)) {
      ActorRef<Sequence> actor = system.spawn(Sequence.class);
      for (int i = 0; i < 5000; i++) {
        actor.tell(new Numbered(box.ref(), i));
      }
      for (int i = 0; i < 5000; i++) {
        assertThat(box.take(LIMIT)).isEqualTo(new Seen(i, 0));
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void mailboxOfTheJvmPressesBack() {
    try (ActorSystem system = builder().rings(64, 8).patience(Duration.ofSeconds(10)).build();
        Mailbox<Numbered> box = system.mailbox(Numbered.class)) {
      ActorRef<Sequence> actor = system.spawn(Sequence.class);
      for (int i = 0; i < 200; i++) {
        actor.tell(new Burst(box.ref(), box.ref(), 12, i * 12L));
      }
      for (int i = 0; i < 2400; i++) {
        assertThat(box.take(LIMIT)).isEqualTo(new Numbered(box.ref(), i));
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void sendToItselfWithAFullInbox() {
    try (ActorSystem system = builder().mailboxes(8, 2).build()) {
      ActorRef<Flooder> actor = system.spawn(Flooder.class);
      actor.tell(new Flood(actor, 40));
      Ledger ledger = settle(system);
      assertThat(ledger.overflow()).isEqualTo(30);
      assertThat(actor.call(new Add(0), Total.class, LIMIT).value()).isEqualTo(10);
      await("copies of dead letters", () -> system.deadLetters().list().size() == 30);
      DeadLetter letter = system.deadLetters().list().get(0);
      assertThat(letter.reason()).isEqualTo("Overflow");
      assertThat(letter.message()).isEqualTo(new Add(1));
      assertThat(letter.type()).isEqualTo(Add.class.getName());
      assertThat(letter.target()).isEqualTo(actor.id());
      assertThat(letter.source()).isEqualTo(actor.id());
    }
  }

  @Test
  default void offerSaysThatARingIsFull() {
    try (ActorSystem system = builder().rings(8, 8).mailboxes(8, 2).build()) {
      ActorRef<Flooder> actor = system.spawn(Flooder.class);
      actor.tell(new Busy(100_000_000));
      int taken = 0;
      while (actor.offer(new Add(1)) != ActorRef.BACK_PRESSURED) {
        taken++;
        assertThat(taken).isLessThan(100);
      }
      assertThat(actor.call(new Add(0), Total.class, LIMIT).value()).isEqualTo(taken);
      settleWithoutLoss(system);
    }
  }

  @Test
  default void floodToAThirdActorThatIsSlow() {
    try (ActorSystem system = builder().mailboxes(8, 16).patience(LIMIT).build()) {
      ActorRef<Flooder> slow = system.spawn(Flooder.class);
      List<ActorRef<Flooder>> senders = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        senders.add(system.spawn(Flooder.class));
      }
      slow.tell(new Busy(20_000_000));
      for (ActorRef<Flooder> sender : senders) {
        sender.tell(new Flood(slow, 10));
      }
      settleWithoutLoss(system);
      assertThat(slow.call(new Add(0), Total.class, LIMIT).value()).isEqualTo(60);
    }
  }
}
