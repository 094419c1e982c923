package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.ActorSystemBuilder;
import dev.ringkernel.runtime.Ledger;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** What all cases share: the backend under test, and the law that no message gets lost. */
interface Conformance {
  /** How long anything may take that should take no time. */
  Duration LIMIT = Duration.ofSeconds(20);

  /** One of {@link dev.ringkernel.runtime.Backends#names} but {@code auto}. */
  String backend();

  /** Whether a handler that only computes can be ended: compiled loops poll, a JVM's do not. */
  boolean endsLoops();

  /** Options of a small system; cases add theirs. */
  ActorSystemBuilder builder();

  /** A small system. */
  default ActorSystem open(Class<?>... actors) {
    return builder().actors(actors).build();
  }

  /** Waits until nothing is under way, and holds the ledger to its law. */
  default Ledger settle(ActorSystem system) {
    // Its words are read one after the other: only what stays the same was never in between.
    await("a quiet system", () -> quiet(system.ledger(), system.ledger()));
    Ledger ledger = system.ledger();
    assertThat(ledger.sent()).as("%s", ledger).isEqualTo(ledger.delivered() + ledger.dead());
    return ledger;
  }

  private static boolean quiet(Ledger first, Ledger second) {
    return first.inFlight() == 0 && first.equals(second);
  }

  /** The same, where no message may have died. */
  default Ledger settleWithoutLoss(ActorSystem system) {
    Ledger ledger = settle(system);
    assertThat(ledger.dead()).as("%s %s", ledger, system.deadLetters().list()).isZero();
    return ledger;
  }

  /** Waits for what another thread brings about. */
  default void await(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start)
          .as("nanoseconds waited for %s", what)
          .isLessThan(LIMIT.toNanos());
      Thread.onSpinWait();
      Thread.yield();
    }
  }
}
