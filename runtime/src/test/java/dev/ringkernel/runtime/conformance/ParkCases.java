package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Reply;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.Mailbox;
import dev.ringkernel.runtime.conformance.FlowCases.Busy;
import dev.ringkernel.runtime.conformance.FlowCases.Flooder;
import dev.ringkernel.runtime.conformance.StateCases.Square;
import dev.ringkernel.runtime.conformance.StateCases.Squared;
import dev.ringkernel.runtime.conformance.StateCases.Stateless;
import dev.ringkernel.runtime.conformance.TalkCases.Add;
import dev.ringkernel.runtime.conformance.TalkCases.Burst;
import dev.ringkernel.runtime.conformance.TalkCases.Counter;
import dev.ringkernel.runtime.conformance.TalkCases.Numbered;
import dev.ringkernel.runtime.conformance.TalkCases.Seen;
import dev.ringkernel.runtime.conformance.TalkCases.Sequence;
import dev.ringkernel.runtime.conformance.TalkCases.Total;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Several classes in one system, and pauses in which the kernel leaves and comes back. */
interface ParkCases extends Conformance {
  @Test
  default void severalClassesInOneSystem() {
    try (ActorSystem system = open(Counter.class, Sequence.class, Stateless.class)) {
      ActorRef<Stateless> stateless = system.spawn(Stateless.class);
      ActorRef<Sequence> sequence = system.spawn(Sequence.class);
      ActorRef<Counter> counter = system.spawn(Counter.class);
      assertThat(stateless.call(new Square(9), Squared.class, LIMIT).value()).isEqualTo(81);
      assertThat(counter.call(new Add(2), Total.class, LIMIT).value()).isEqualTo(2);
      assertThat(sequence.call(new Numbered(sequence, 0), Seen.class, LIMIT).gaps()).isZero();
      assertThat(system.parks()).isZero();
    }
  }

  @Test
  default void classUnknownAtLaunch() {
    try (ActorSystem system = open()) {
      ActorRef<Counter> counter = system.spawn(Counter.class);
      counter.tell(new Add(40));
      ActorRef<Stateless> stateless = system.spawn(Stateless.class);
      assertThat(system.parks()).isEqualTo(1);
      assertThat(stateless.call(new Square(-3), Squared.class, LIMIT).value()).isEqualTo(9);
      assertThat(counter.call(new Add(2), Total.class, LIMIT).value()).isEqualTo(42);
      system.spawn(Stateless.class);
      assertThat(system.parks()).isEqualTo(1);
      settleWithoutLoss(system);
    }
  }

  @Test
  default void callsInFlightSurviveAPark() throws Exception {
    try (ActorSystem system = open()) {
      ActorRef<Flooder> actor = system.spawn(Flooder.class);
      List<Reply<Total>> replies = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        replies.add(actor.ask(new Busy(2_000_000), Total.class));
        replies.add(actor.ask(new Add(1), Total.class));
      }
      system.spawn(Stateless.class);
      system.park();
      for (int i = 0; i < 20; i++) {
        assertThat(replies.get(2 * i).get(20, TimeUnit.SECONDS).value()).isEqualTo(i);
        assertThat(replies.get(2 * i + 1).get(20, TimeUnit.SECONDS).value()).isEqualTo(i + 1);
      }
      assertThat(system.parks()).isEqualTo(2);
      settleWithoutLoss(system);
    }
  }

  @Test
  default void hundredParksUnderLoadLoseNothing() throws Exception {
    try (ActorSystem system = builder().mailboxes(16, 16).patience(LIMIT).build();
        Mailbox<Seen> box = system.mailbox(Seen.class)) {
      ActorRef<Sequence> first = system.spawn(Sequence.class);
      ActorRef<Sequence> second = system.spawn(Sequence.class);
      AtomicLong bursts = new AtomicLong();
      Thread load =
          Thread.ofPlatform()
              .start(
                  () -> {
                    while (system.parks() < 100) {
                      first.tell(new Burst(second, box.ref(), 3, bursts.getAndIncrement() * 3));
                      while (bursts.get() * 3 - box.received() > 600) {
                        Thread.yield();
                      }
                    }
                  });
      for (int i = 0; i < 100; i++) {
        system.park();
      }
      load.join();
      settleWithoutLoss(system);
      long sent = bursts.get() * 3;
      for (long i = 0; i < sent; i++) {
        assertThat(box.take(LIMIT)).isEqualTo(new Seen(i, 0));
      }
      assertThat(box.poll()).isNull();
    }
  }

  @Test
  default void stateOutlivesParks() {
    try (ActorSystem system = open()) {
      List<ActorRef<Counter>> actors = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        actors.add(system.spawn(Counter.class));
        actors.get(i).tell(new Add(i));
        if (i % 10 == 9) {
          system.park();
        }
      }
      for (int i = 0; i < 50; i++) {
        assertThat(actors.get(i).call(new Add(1), Total.class, LIMIT).value()).isEqualTo(i + 1);
      }
      assertThat(system.parks()).isEqualTo(5);
    }
  }
}
