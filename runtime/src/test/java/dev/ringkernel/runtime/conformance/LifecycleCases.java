package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.ActorStoppedException;
import dev.ringkernel.api.Reply;
import dev.ringkernel.api.ReplyTimeoutException;
import dev.ringkernel.api.SystemClosedException;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.Ledger;
import dev.ringkernel.runtime.Mailbox;
import dev.ringkernel.runtime.conformance.FaultCases.Endless;
import dev.ringkernel.runtime.conformance.FaultCases.Fragile;
import dev.ringkernel.runtime.conformance.FlowCases.Busy;
import dev.ringkernel.runtime.conformance.FlowCases.Flooder;
import dev.ringkernel.runtime.conformance.TalkCases.Add;
import dev.ringkernel.runtime.conformance.TalkCases.Counter;
import dev.ringkernel.runtime.conformance.TalkCases.Numbered;
import dev.ringkernel.runtime.conformance.TalkCases.Seen;
import dev.ringkernel.runtime.conformance.TalkCases.Sequence;
import dev.ringkernel.runtime.conformance.TalkCases.Total;
import dev.ringkernel.runtime.conformance.TalkCases.Transfer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How actors and systems end, from every state, and what becomes of what was sent to them. */
interface LifecycleCases extends Conformance {
  Duration SHORT = Duration.ofMillis(5);

  private static void done(CompletableFuture<Void> end) {
    assertThatCode(() -> end.get(20, TimeUnit.SECONDS)).doesNotThrowAnyException();
  }

  @Test
  default void stopHandlesWhatWasSentBefore() {
    try (ActorSystem system = open();
        Mailbox<Seen> box = system.mailbox(Seen.class)) {
      ActorRef<Sequence> actor = system.spawn(Sequence.class);
      for (int i = 0; i < 500; i++) {
        actor.tell(new Numbered(box.ref(), i));
      }
      done(system.stop(actor));
      for (int i = 0; i < 500; i++) {
        assertThat(box.take(LIMIT)).isEqualTo(new Seen(i, 0));
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void killDropsWhatWaits() {
    try (ActorSystem system = open()) {
      ActorRef<Flooder> actor = system.spawn(Flooder.class);
      actor.tell(new Busy(50_000_000));
      for (int i = 0; i < 50; i++) {
        actor.tell(new Add(1));
      }
      done(system.kill(actor));
      Ledger ledger = settle(system);
      assertThat(ledger.invalidTarget()).isPositive();
      assertThat(ledger.sentByHost()).isEqualTo(51);
    }
  }

  @Test
  default void killOfAnIdleActor() {
    try (ActorSystem system = open()) {
      ActorRef<Flooder> actor = system.spawn(Flooder.class);
      actor.call(new Add(1), Total.class, LIMIT);
      done(system.kill(actor));
      assertThat(actor.offer(new Add(1))).isEqualTo(ActorRef.STOPPED);
      settleWithoutLoss(system);
    }
  }

  @Test
  default void stopAndKillOfFreshActors() {
    try (ActorSystem system = open()) {
      done(system.stop(system.spawn(Counter.class)));
      done(system.kill(system.spawn(Counter.class)));
      settleWithoutLoss(system);
    }
  }

  @Test
  default void stopOfAnActorThatRestarts() {
    try (ActorSystem system = open()) {
      for (int i = 0; i < 20; i++) {
        ActorRef<Fragile> actor = system.spawn(Fragile.class);
        actor.tell(new FaultCases.Throw(1));
        done(i % 2 == 0 ? system.stop(actor) : system.kill(actor));
      }
      settle(system);
    }
  }

  @Test
  default void killEndsAnEndlessHandler() {
    assumeTrue(endsLoops(), "plain Java on this backend cannot be ended");
    try (ActorSystem system = builder().slice(Duration.ofMinutes(1)).build();
        Mailbox<FaultCases.Total> started = system.mailbox(FaultCases.Total.class)) {
      ActorRef<Fragile> actor = system.spawn(Fragile.class);
      actor.tell(new Endless(started.ref(), Long.MAX_VALUE));
      assertThat(started.take(LIMIT)).isNotNull();
      done(system.kill(actor));
      assertThat(settle(system).faulted()).isEqualTo(1);
    }
  }

  @Test
  default void stopAndKillInAnyOrder() {
    try (ActorSystem system = open()) {
      for (int i = 0; i < 4; i++) {
        ActorRef<Counter> actor = system.spawn(Counter.class);
        actor.tell(new Add(1));
        CompletableFuture<Void> first = i % 2 == 0 ? system.stop(actor) : system.kill(actor);
        CompletableFuture<Void> second = i < 2 ? system.stop(actor) : system.kill(actor);
        done(first);
        done(second);
        done(system.stop(actor));
        done(system.kill(actor));
      }
      settle(system);
    }
  }

  @Test
  default void stoppedActorRefusesEverything() {
    try (ActorSystem system = open()) {
      ActorRef<Counter> actor = system.spawn(Counter.class);
      done(system.stop(actor));
      assertThat(actor.offer(new Add(1))).isEqualTo(ActorRef.STOPPED);
      assertThatThrownBy(() -> actor.tell(new Add(1)))
          .isInstanceOf(ActorStoppedException.class)
          .hasMessageContaining("has stopped; spawn a new actor");
      assertThatThrownBy(() -> actor.call(new Add(1), Total.class, LIMIT))
          .isInstanceOf(ActorStoppedException.class);
      assertThatThrownBy(() -> actor.ask(new Add(1), Total.class))
          .isInstanceOf(ActorStoppedException.class);
      settleWithoutLoss(system);
    }
  }

  @Test
  default void sendOfAnActorToAStoppedOneIsADeadLetter() {
    try (ActorSystem system = open()) {
      ActorRef<Counter> actor = system.spawn(Counter.class);
      ActorRef<Counter> gone = system.spawn(Counter.class);
      done(system.stop(gone));
      actor.tell(new Transfer(gone, 3));
      assertThat(settle(system).invalidTarget()).isEqualTo(1);
      await("a copy of the letter", () -> !system.deadLetters().list().isEmpty());
      var letter = system.deadLetters().list().get(0);
      assertThat(letter.reason()).isEqualTo("InvalidTarget");
      assertThat(letter.message()).isEqualTo(new Add(3));
      assertThat(letter.source()).isEqualTo(actor.id());
      assertThat(letter.target()).isEqualTo(gone.id());
    }
  }

  @Test
  default void sendOfAnActorToAClosedMailboxIsADeadLetter() {
    try (ActorSystem system = open()) {
      Mailbox<Seen> box = system.mailbox(Seen.class);
      ActorRef<Sequence> actor = system.spawn(Sequence.class);
      box.close();
      actor.tell(new Numbered(box.ref(), 0));
      assertThat(settle(system).invalidTarget()).isEqualTo(1);
    }
  }

  @Test
  default void staleAddressNeverReachesTheNextActorOfItsSlot() {
    try (ActorSystem system = builder().maxActors(2).build()) {
      ActorRef<Counter> forwarder = system.spawn(Counter.class);
      ActorRef<Counter> first = system.spawn(Counter.class);
      first.tell(new Add(100));
      done(system.stop(first));
      ActorRef<Counter> second = system.spawn(Counter.class);
      assertThat(second.id() >>> 24).isEqualTo(first.id() >>> 24);
      assertThat(second).isNotEqualTo(first);
      assertThat(first.offer(new Add(1))).isEqualTo(ActorRef.STOPPED);
      forwarder.tell(new Transfer(first, 1000));
      assertThat(settle(system).invalidTarget()).isEqualTo(1);
      assertThat(second.call(new Add(7), Total.class, LIMIT).value()).isEqualTo(7);
    }
  }

  @Test
  default void slotsAndMemoryAreUsedAgain() {
    try (ActorSystem system = builder().maxActors(4).build()) {
      for (int i = 0; i < 200; i++) {
        ActorRef<Counter> actor = system.spawn(Counter.class);
        assertThat(actor.call(new Add(i), Total.class, LIMIT).value()).isEqualTo(i);
        actor.tell(new Transfer(actor, 1));
        done(i % 2 == 0 ? system.stop(actor) : system.kill(actor));
      }
      settle(system);
    }
  }

  @Test
  default void allSlotsInUseIsSaid() {
    try (ActorSystem system = builder().maxActors(2).build()) {
      system.spawn(Counter.class);
      system.spawn(Counter.class);
      assertThatThrownBy(() -> system.spawn(Counter.class))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("All 2 actor slots are in use; allow more with maxActors.");
    }
  }

  @Test
  default void closeEndsWaitingCalls() {
    ActorSystem system = open();
    ActorRef<Flooder> actor = system.spawn(Flooder.class);
    actor.tell(new Busy(30_000_000));
    for (int i = 0; i < 20; i++) {
      actor.tell(new Busy(30_000_000));
    }
    Reply<Total> reply = actor.ask(new Add(1), Total.class);
    system.close();
    assertThatThrownBy(() -> reply.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(SystemClosedException.class);
  }

  @Test
  default void closedSystemRefusesEverything() {
    ActorSystem system = open();
    ActorRef<Counter> actor = system.spawn(Counter.class);
    system.close();
    system.close();
    assertThat(actor.offer(new Add(1))).isEqualTo(ActorRef.CLOSED);
    assertThatThrownBy(() -> actor.tell(new Add(1))).isInstanceOf(SystemClosedException.class);
    assertThatThrownBy(() -> actor.call(new Add(1), Total.class, LIMIT))
        .isInstanceOf(SystemClosedException.class);
    assertThatThrownBy(() -> system.spawn(Counter.class)).isInstanceOf(SystemClosedException.class);
  }

  @Test
  default void closeWithoutAnActor() {
    ActorSystem system = open();
    assertThat(system.ledger().sent()).isZero();
    system.close();
  }

  @Test
  default void closeWithAnEndlessHandler() {
    ActorSystem system =
        builder()
            .stopLimit(endsLoops() ? LIMIT : Duration.ofMillis(500))
            .slice(Duration.ofMinutes(1))
            .build();
    ActorRef<Fragile> actor = system.spawn(Fragile.class);
    Mailbox<FaultCases.Total> started = system.mailbox(FaultCases.Total.class);
    Endless endless = new Endless(started.ref(), endsLoops() ? Long.MAX_VALUE : 2_000_000_000L);
    Reply<FaultCases.Total> reply = actor.ask(endless, FaultCases.Total.class);
    assertThat(started.take(LIMIT)).isNotNull();
    if (endsLoops()) {
      system.close(); // how long it takes is measured by the benchmark FirstLight
    } else {
      assertThatThrownBy(system::close)
          .hasMessageContaining("did not stop within PT0.5S")
          .hasMessageContaining("All calls fail; start a new system.");
    }
    assertThatThrownBy(() -> reply.get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
    try (ActorSystem next = open()) {
      assertThat(next.spawn(Counter.class).call(new Add(1), Total.class, LIMIT).value())
          .isEqualTo(1);
    }
  }

  @Test
  default void timeOutAndLateReply() {
    try (ActorSystem system = open()) {
      ActorRef<Flooder> actor = system.spawn(Flooder.class);
      assertThatThrownBy(() -> actor.call(new Busy(60_000_000), Total.class, SHORT))
          .isInstanceOf(ReplyTimeoutException.class)
          .hasMessageContaining("did not answer")
          .hasMessageContaining("PT0.005S");
      assertThat(actor.call(new Add(5), Total.class, LIMIT).value()).isEqualTo(5);
      await("the late reply", () -> system.ledger().lateReplies() == 1);
      settleWithoutLoss(system);
    }
  }

  @Test
  default void replySlotsExhausted() throws Exception {
    try (ActorSystem system = builder().replySlots(2).build()) {
      ActorRef<Flooder> actor = system.spawn(Flooder.class);
      Reply<Total> a = actor.ask(new Busy(60_000_000), Total.class);
      Reply<Total> b = actor.ask(new Add(1), Total.class);
      assertThatThrownBy(() -> actor.call(new Add(1), Total.class, SHORT))
          .isInstanceOf(ReplyTimeoutException.class)
          .hasMessageContaining("All 2 reply slots were in use");
      a.get(20, TimeUnit.SECONDS);
      b.get(20, TimeUnit.SECONDS);
      assertThat(actor.call(new Add(1), Total.class, LIMIT).value()).isEqualTo(2);
      Reply<Total> given = actor.ask(new Busy(1_000_000), Total.class);
      given.cancel(true);
      for (int i = 0; i < 10; i++) {
        actor.call(new Add(0), Total.class, LIMIT);
      }
      settleWithoutLoss(system);
    }
  }
}
