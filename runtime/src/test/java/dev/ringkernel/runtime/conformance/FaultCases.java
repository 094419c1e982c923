package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringkernel.api.ActorFailedException;
import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.ActorStoppedException;
import dev.ringkernel.api.Capacity;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.ir.FaultKind;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.DeadLetter;
import dev.ringkernel.runtime.Mailbox;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** A fault is its actor's own: the caller is told, the supervisor restarts, the others go on. */
interface FaultCases extends Conformance {
  @RingMessage
  record Plus(long amount) {}

  @RingMessage
  record Total(long value) {}

  @RingMessage
  record Throw(int how) {}

  @RingMessage
  record Check(int value) {}

  @RingMessage
  record At(int index) {}

  @RingMessage
  record LocalAt(int index, int value) {}

  @RingMessage
  record Divide(long by, int intBy) {}

  @RingMessage
  record Endless(ActorRef<?> started, long count) {}

  /** Fails in every way there is. */
  final class Fragile {
    private long total;

    @Capacity(4)
    private final int[] table = {1, 2, 3, 4};

    Fragile() {
      this(0);
    }

    Fragile(long total) {
      this.total = total;
    }

    @RingKernel
    Total plus(Plus m) {
      total += m.amount();
      table[0]++;
      return new Total(total * 10 + table[0]);
    }

    @RingKernel
    Total fail(Throw m) {
      total = -1;
      table[0] = -1;
      if (m.how() == 1) {
        throw new IllegalStateException("poisoned");
      }
      return new Total(total);
    }

    @RingKernel
    Total check(Check m) {
      assert m.value() > 0 : "positive";
      return new Total(m.value());
    }

    @RingKernel
    Total at(At m) {
      return new Total(table[m.index()]);
    }

    @RingKernel
    Total localAt(LocalAt m) {
      int[] local = new int[8];
      local[m.index()] = m.value();
      return new Total(local[m.index()]);
    }

    @RingKernel
    Total divide(Divide m) {
      long quotient = 100 / m.by();
      return new Total(quotient + 100 % m.intBy());
    }

    @RingKernel
    Total endless(Endless m, RingContext ctx) {
      ctx.send(m.started(), new Total(m.count()));
      long x = 1;
      for (long i = 0; i < m.count(); i++) {
        x = x * 31 + i;
      }
      return new Total(x);
    }
  }

  /** Holds a fault on the backend against the same fault in the same Java called here. */
  private void sameFault(FaultKind kind, Record message, ThrowingCallable here) {
    try (ActorSystem system = open()) {
      ActorRef<Fragile> actor = system.spawn(Fragile.class);
      ActorFailedException failed =
          catchThrowableOfType(
              ActorFailedException.class, () -> actor.call(message, Total.class, LIMIT));
      assertThat(failed).isNotNull();
      assertThat(failed.kind()).isEqualTo(kind.text());
      StackTraceElement line =
          java.util.Arrays.stream(catchThrowable(here).getStackTrace())
              .filter(f -> f.getClassName().equals(Fragile.class.getName()))
              .findFirst()
              .orElseThrow();
      assertThat(failed.place()).isEqualTo("FaultCases.java:" + line.getLineNumber());
      assertThat(failed).hasMessageContaining(failed.place());
      assertThat(actor.call(new Plus(1), Total.class, LIMIT)).isEqualTo(new Total(12));
      assertThat(settle(system).faulted()).isEqualTo(1);
      await("a copy of the letter", () -> !system.deadLetters().list().isEmpty());
      DeadLetter letter = system.deadLetters().list().get(0);
      assertThat(letter.reason()).isEqualTo("Fault");
      assertThat(letter.message()).isEqualTo(message);
      assertThat(letter.fault()).isEqualTo(kind.text() + " at " + failed.place());
    }
  }

  @Test
  default void throwInAHandler() {
    Throw m = new Throw(1);
    sameFault(FaultKind.THROWN, m, () -> new Fragile().fail(m));
  }

  @Test
  default void failedAssertion() {
    Check m = new Check(0);
    sameFault(FaultKind.ASSERTION, m, () -> new Fragile().check(m));
  }

  @Test
  default void indexPastTheEndOfState() {
    At m = new At(4);
    sameFault(FaultKind.INDEX, m, () -> new Fragile().at(m));
  }

  @Test
  default void negativeIndexOfALocalArray() {
    LocalAt m = new LocalAt(-1, 3);
    sameFault(FaultKind.INDEX, m, () -> new Fragile().localAt(m));
  }

  @Test
  default void divisionOfALongByZero() {
    Divide m = new Divide(0, 1);
    sameFault(FaultKind.DIVIDE, m, () -> new Fragile().divide(m));
  }

  @Test
  default void remainderOfAnIntByZero() {
    Divide m = new Divide(7, 0);
    sameFault(FaultKind.DIVIDE, m, () -> new Fragile().divide(m));
  }

  @Test
  default void askOfAFaultCompletesExceptionally() {
    try (ActorSystem system = open()) {
      ActorRef<Fragile> actor = system.spawn(Fragile.class);
      assertThatThrownBy(() -> actor.ask(new Throw(1), Total.class).get(20, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(ActorFailedException.class);
    }
  }

  @Test
  default void sliceExceeded() {
    assumeTrue(endsLoops(), "plain Java on this backend cannot be ended");
    try (ActorSystem system = builder().slice(Duration.ofMillis(20)).build();
        Mailbox<Total> box = system.mailbox(Total.class)) {
      ActorRef<Fragile> actor = system.spawn(Fragile.class);
      ActorFailedException failed =
          catchThrowableOfType(
              ActorFailedException.class,
              () -> actor.call(new Endless(box.ref(), Long.MAX_VALUE), Total.class, LIMIT));
      assertThat(failed).isNotNull();
      assertThat(failed.kind()).isEqualTo(FaultKind.SLICE.text());
      assertThat(failed.place()).startsWith("FaultCases.java:");
      assertThat(actor.call(new Plus(1), Total.class, LIMIT)).isEqualTo(new Total(12));
    }
  }

  @Test
  default void restartReturnsToTheInitialStateAndKeepsTheMailbox() {
    try (ActorSystem system = open()) {
      ActorRef<Fragile> actor = system.spawn(() -> new Fragile(1000));
      for (int i = 0; i < 20; i++) {
        actor.tell(new Plus(1));
      }
      actor.tell(new Throw(1));
      for (int i = 0; i < 20; i++) {
        actor.tell(new Plus(2));
      }
      assertThat(actor.call(new Plus(0), Total.class, LIMIT))
          .isEqualTo(new Total((1000 + 40) * 10 + 22));
      assertThat(settle(system).dead()).isEqualTo(1);
    }
  }

  @Test
  default void othersGoOnWhileOneFails() {
    try (ActorSystem system = open()) {
      ActorRef<Fragile> bad = system.spawn(Fragile.class);
      ActorRef<Fragile> good = system.spawn(Fragile.class);
      for (int i = 1; i <= 5; i++) {
        bad.tell(new Throw(1));
        good.tell(new Plus(1));
      }
      assertThat(good.call(new Plus(0), Total.class, LIMIT)).isEqualTo(new Total(57));
      assertThat(bad.call(new Plus(0), Total.class, LIMIT)).isEqualTo(new Total(2));
      assertThat(settle(system).faulted()).isEqualTo(5);
    }
  }

  @Test
  default void tooManyRestartsEndTheActor() {
    try (ActorSystem system = builder().restarts(2, Duration.ofMinutes(1)).build()) {
      ActorRef<Fragile> actor = system.spawn(Fragile.class);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> actor.call(new Throw(1), Total.class, LIMIT))
            .isInstanceOf(ActorFailedException.class);
      }
      assertThatThrownBy(() -> actor.call(new Plus(1), Total.class, LIMIT))
          .isInstanceOf(ActorStoppedException.class);
      await("the actor's end", () -> actor.offer(new Plus(1)) == ActorRef.STOPPED);
      assertThat(settle(system).faulted()).isEqualTo(3);
      assertThat(system.spawn(Fragile.class).call(new Plus(1), Total.class, LIMIT))
          .isEqualTo(new Total(12));
    }
  }

  @Test
  default void mailOfAnActorThatIsGivenUpDies() {
    try (ActorSystem system = builder().restarts(0, Duration.ofMinutes(1)).build()) {
      ActorRef<Fragile> actor = system.spawn(Fragile.class);
      long taken = 0;
      actor.tell(new Throw(1));
      for (int i = 0; i < 30; i++) {
        taken += actor.offer(new Plus(1)) >= 0 ? 1 : 0;
      }
      await("the actor's end", () -> actor.offer(new Plus(1)) == ActorRef.STOPPED);
      var ledger = settle(system);
      assertThat(ledger.faulted()).isEqualTo(1);
      assertThat(ledger.invalidTarget()).isGreaterThanOrEqualTo(taken);
      assertThat(ledger.handled()).isZero();
    }
  }

  @Test
  default void faultWhileDrainingDoesNotKeepTheActorAlive() throws Exception {
    try (ActorSystem system = open()) {
      ActorRef<Fragile> actor = system.spawn(Fragile.class);
      for (int i = 0; i < 10; i++) {
        actor.tell(new Plus(1));
        actor.tell(new Throw(i % 5 == 0 ? 1 : 0));
      }
      system.stop(actor).get(20, TimeUnit.SECONDS);
      var ledger = settle(system);
      assertThat(ledger.faulted()).isEqualTo(2);
      assertThat(ledger.handled()).isEqualTo(18);
    }
  }
}
