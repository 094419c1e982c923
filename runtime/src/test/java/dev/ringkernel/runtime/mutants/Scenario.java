package dev.ringkernel.runtime.mutants;

import dev.ringkernel.api.ActorFailedException;
import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.ActorStoppedException;
import dev.ringkernel.api.Reply;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.ActorSystemBuilder;
import dev.ringkernel.runtime.Ledger;
import dev.ringkernel.runtime.Mailbox;
import dev.ringkernel.runtime.mutants.Checker.Apart;
import dev.ringkernel.runtime.mutants.Checker.Ask;
import dev.ringkernel.runtime.mutants.Checker.Busy;
import dev.ringkernel.runtime.mutants.Checker.Divide;
import dev.ringkernel.runtime.mutants.Checker.Fill;
import dev.ringkernel.runtime.mutants.Checker.Large;
import dev.ringkernel.runtime.mutants.Checker.Seen;
import dev.ringkernel.runtime.mutants.Checker.Send;
import dev.ringkernel.runtime.mutants.Checker.Small;
import dev.ringkernel.runtime.mutants.Checker.Sum;
import dev.ringkernel.runtime.mutants.Checker.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** What small systems do and check. Each throws where something is not as it must be. */
enum Scenario {
  /** Host to actor, longer than the ring, then replies. */
  RING {
    @Override
    void run(ActorSystem system) throws Exception {
      ActorRef<Checker> actor = system.spawn(Checker.class);
      long n = 0;
      for (int round = 0; round < 6; round++) {
        for (int i = 0; i < 10; i++, n++) {
          if ((n / 3) % 2 == 0) {
            actor.tell(new Small(n, 2 * n));
          } else {
            actor.tell(Checker.large(n));
          }
        }
      }
      checkSeen(actor, n);
    }
  },

  /** Calls and their replies, several at once. */
  REPLIES {
    @Override
    void run(ActorSystem system) throws Exception {
      ActorRef<Checker> first = system.spawn(Checker.class);
      ActorRef<Checker> second = system.spawn(Checker.class);
      for (long n = 0; n < 24; n++) {
        Reply<Large> one = first.ask(new Ask(n), Large.class);
        Reply<Large> two = second.ask(new Ask(~n), Large.class);
        checkReply(one.get(LIMIT, TimeUnit.NANOSECONDS), n);
        checkReply(two.get(LIMIT, TimeUnit.NANOSECONDS), ~n);
      }
    }
  },

  /** Actor to actor of another worker, longer than the mailbox and the outbox. */
  MAILBOX {
    @Override
    void run(ActorSystem system) throws Exception {
      List<ActorRef<Checker>> actors = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        actors.add(system.spawn(Checker.class));
      }
      // The second and third receive what the first and the fourth send: nobody waits in a ring.
      for (int round = 0; round < 16; round++) {
        for (int i = 0; i < 2; i++) {
          actors.get(3 * i).tell(new Send(actors.get(1 + i), 2L * round, 2, (round + i) % 3 != 0));
        }
      }
      for (ActorRef<Checker> actor : actors.subList(1, 3)) {
        await(() -> seen(actor).count() == 32);
        checkSeen(actor, 32);
      }
    }
  },

  /** Two senders to one mailbox: nothing is lost or made up. */
  SENDERS {
    @Override
    void run(ActorSystem system) throws Exception {
      ActorRef<Checker> to = system.spawn(Checker.class);
      List<ActorRef<Checker>> from = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        from.add(system.spawn(Checker.class));
      }
      for (int round = 0; round < 10; round++) {
        for (ActorRef<Checker> each : from) {
          each.tell(new Send(to, 0, 2, true));
        }
      }
      await(() -> seen(to).count() >= 60);
      Seen seen = seen(to);
      check(seen.count() == 60 && seen.wrong() == 0, seen);
    }
  },

  /** Actors to the host, longer than its ring. */
  HOST {
    @Override
    void run(ActorSystem system) throws Exception {
      try (Mailbox<Large> box = system.mailbox(Large.class)) {
        ActorRef<Checker> first = system.spawn(Checker.class);
        ActorRef<Checker> second = system.spawn(Checker.class);
        for (int round = 0; round < 10; round++) {
          first.tell(new Send(box.ref(), 2L * round, 2, true));
          second.tell(new Send(box.ref(), 1000 + 2L * round, 2, true));
        }
        long one = 0;
        long two = 1000;
        for (int i = 0; i < 40; i++) {
          Large m = box.take(Duration.ofNanos(LIMIT));
          check(m != null, "nothing came");
          checkReply(m, m.number() < 1000 ? one++ : two++);
        }
      }
    }
  },

  /** Actors end, and others take their slots. */
  LIVES {
    @Override
    void run(ActorSystem system) throws Exception {
      for (int round = 0; round < 5; round++) {
        ActorRef<Checker> a = system.spawn(Checker.class);
        ActorRef<Checker> b = system.spawn(Checker.class);
        for (long n = 0; n < 6; n++) {
          a.tell(Checker.large(n));
        }
        checkSeen(a, 6);
        b.tell(new Send(a, 6, 2, true));
        await(() -> seen(a).count() == 8);
        checkSeen(a, 8);
        (round % 2 == 0 ? system.stop(a) : system.kill(a)).get(LIMIT, TimeUnit.NANOSECONDS);
        (round % 2 == 0 ? system.kill(b) : system.stop(b)).get(LIMIT, TimeUnit.NANOSECONDS);
      }
    }
  },

  /** Actors fail and are started again. */
  FAULTS(true) {
    @Override
    void run(ActorSystem system) throws Exception {
      ActorRef<Checker> actor = system.spawn(Checker.class);
      for (int round = 0; round < 4; round++) {
        actor.tell(Checker.large(0));
        actor.tell(Checker.large(1));
        checkSeen(actor, 2);
        checkFails(actor, new Divide(0));
        Sum sum = actor.call(new Divide(8), Sum.class, Duration.ofNanos(LIMIT));
        check(sum.value() == 125, sum);
      }
    }
  },

  /** All lanes of a block together, between handlers of one lane. */
  BLOCK {
    @Override
    void run(ActorSystem system) throws Exception {
      ActorRef<Checker> actor = system.spawn(Checker.class);
      for (int n = 0; n < 10; n++) {
        Sum sum = actor.call(new Together(n), Sum.class, Duration.ofNanos(LIMIT));
        check(sum.value() == n * 8128L, sum);
        actor.tell(Checker.large(n));
      }
      checkSeen(actor, 10);
    }
  },

  /** Lanes of a block that end early, all or some, rightly or by a fault. */
  APART(true) {
    @Override
    void run(ActorSystem system) throws Exception {
      ActorRef<Checker> actor = system.spawn(Checker.class);
      ActorRef<Checker> other = system.spawn(Checker.class);
      long sent = 0;
      for (int n = 0; n < 3; n++) {
        for (int lanes = 128; lanes > 8; lanes -= 37) {
          Apart rightly = new Apart(200, lanes, other, sent++);
          Sum sum = actor.call(rightly, Sum.class, Duration.ofNanos(LIMIT));
          check(sum.value() == lanes, sum);
        }
        checkFails(actor, new Apart(17 * n, 128, other, -1));
        actor.tell(Checker.large(0));
        checkSeen(actor, 1);
      }
      long all = sent;
      await(() -> seen(other).count() >= all);
      checkSeen(other, all);
    }
  },

  /** Host to actors, more than a worker holds at once of what it has brought in. */
  STREAM(false, b -> b.rings(64, 8)) {
    @Override
    void run(ActorSystem system) throws Exception {
      ActorRef<Checker> first = system.spawn(Checker.class);
      ActorRef<Checker> second = system.spawn(Checker.class);
      for (long n = 0; n < 100; n++) {
        first.tell(new Small(n, 2 * n));
        second.tell(new Small(n, 2 * n));
      }
      checkSeen(first, 100);
      checkSeen(second, 100);
      first.tell(new Busy(500));
    }
  },

  /** Messages to actors that have ended, and to those that have their slots now. */
  STALE(true, b -> b.maxActors(2).rings(64, 8).restarts(1, Duration.ofHours(1))) {
    @Override
    void run(ActorSystem system) throws Exception {
      ActorRef<Checker> sender = system.spawn(Checker.class);
      ActorRef<Checker> gone = null;
      for (int round = 0; round < 5; round++) {
        ActorRef<Checker> actor = system.spawn(Checker.class);
        if (gone != null) {
          sender.tell(new Send(gone, 0, 2, true));
        }
        checkFails(actor, new Divide(0));
        sender.tell(new Send(actor, 0, 2, true));
        await(() -> seen(actor).count() == 2);
        checkSeen(actor, 2);
        if (gone != null) {
          sender.tell(new Send(gone, 0, 2, false));
          seen(sender);
        }
        actor.tell(new Busy(2000));
        sender.tell(new Send(actor, 2, 9, round % 2 == 0));
        if (gone != null) {
          sender.tell(new Send(gone, 2, 1, false));
        }
        if (round == 2) {
          checkFails(actor, new Divide(0)); // for the second time, which ends it
        } else if (round % 3 == 1) {
          actor.tell(new Divide(0));
        }
        if (round == 4) {
          tellWhileItLives(actor, 50);
        }
        Future<?> end = round % 3 == 0 ? system.stop(actor) : system.kill(actor);
        tellWhileItLives(actor, 10);
        end.get(LIMIT, TimeUnit.NANOSECONDS);
        sender.tell(new Send(actor, 11, 12, false));
        seen(sender);
        gone = actor;
      }
    }
  },

  /** Actors end whose sends wait for room, or those whom these are for; others take their slots. */
  OUTBOX(true, b -> b.maxActors(3)) {
    @Override
    void run(ActorSystem system) throws Exception {
      ActorRef<Checker> to = system.spawn(Checker.class);
      ActorRef<Checker> from = system.spawn(Checker.class);
      ActorRef<Checker> other = system.spawn(Checker.class);
      long sent = 0;
      for (int round = 0; round < 2; round++) {
        ActorRef<Checker> gone = other;
        system.kill(gone).get(LIMIT, TimeUnit.NANOSECONDS);
        other = system.spawn(Checker.class);
        from.tell(new Fill(from, 9, gone));
        seen(from);
        system.kill(other).get(LIMIT, TimeUnit.NANOSECONDS);
        other = system.spawn(Checker.class);

        to.tell(new Busy(20_000));
        seen(from); // by then it is
        from.tell(new Send(to, 0, 10, true));
        sent += 20;
        long all = sent;
        await(() -> system.ledger().sentByActors() == all);
        system.kill(from).get(LIMIT, TimeUnit.NANOSECONDS);
        for (int i = 0; i < 4; i++) {
          from = system.spawn(Checker.class);
          from.tell(new Busy(1)); // may come after its end
          system.kill(from).get(LIMIT, TimeUnit.NANOSECONDS);
        }
        from = system.spawn(Checker.class);
      }
      seen(to);
    }
  };

  /** How long anything may take, in nanoseconds. */
  static final long LIMIT = Long.getLong("ringkernel.mutants.limit", 10_000) * 1_000_000;

  private final boolean loses;
  private final UnaryOperator<ActorSystemBuilder> with;

  Scenario() {
    this(false);
  }

  /**
   * @param loses whether dead letters are part of it
   */
  Scenario(boolean loses) {
    this(loses, UnaryOperator.identity());
  }

  /**
   * @param loses whether dead letters are part of it
   * @param with what the system has that is not as in the others
   */
  Scenario(boolean loses, UnaryOperator<ActorSystemBuilder> with) {
    this.loses = loses;
    this.with = with;
  }

  /** All of them, those first that use the code at this place most. */
  static List<Scenario> forPlace(Instruction at) {
    Set<Scenario> order =
        new LinkedHashSet<>(FOR.getOrDefault(at.file().replace(".java", ""), List.of()));
    order.addAll(List.of(values()));
    return List.copyOf(order);
  }

  private static final Map<String, List<Scenario>> FOR =
      Map.ofEntries(
          Map.entry("Ingress", List.of(RING)),
          Map.entry("Slot", List.of(HOST, SENDERS, REPLIES)),
          Map.entry("Mailbox", List.of(SENDERS, MAILBOX)),
          Map.entry("ReadyQueue", List.of(SENDERS, LIVES)),
          Map.entry("Delivery", List.of(STALE, MAILBOX)),
          Map.entry("HostRing", List.of(HOST, FAULTS)),
          Map.entry("Replies", List.of(REPLIES, FAULTS)),
          Map.entry("EventQueue", List.of(FAULTS, LIVES)),
          Map.entry("DeadLetters", List.of(FAULTS)),
          Map.entry("Supervisor", List.of(LIVES, FAULTS)),
          Map.entry("ControlBlock", List.of(LIVES, STALE)),
          Map.entry("Executor", List.of(STALE, LIVES, SENDERS)),
          Map.entry("Meeting", List.of(BLOCK, APART)));

  abstract void run(ActorSystem system) throws Exception;

  /** Runs it on a system of this kind. */
  void run(ActorSystemBuilder builder) throws Exception {
    ActorSystemBuilder small =
        builder
            .actors(Checker.class)
            .workers(2)
            .maxActors(8)
            .mailboxes(8, 2)
            .rings(8, 8)
            .replySlots(4)
            .maxMessageBytes(88)
            .patience(Duration.ofNanos(LIMIT))
            .slice(Duration.ofNanos(LIMIT))
            .stopLimit(Duration.ofNanos(LIMIT));
    try (ActorSystem system = with.apply(small).build()) {
      run(system);
      // The words of a ledger are read one after the other: two that are equal are of one state.
      await(() -> system.ledger().inFlight() == 0 && system.ledger().equals(system.ledger()));
      Ledger ledger = system.ledger();
      check(ledger.sent() == ledger.delivered() + ledger.dead(), ledger);
      check(loses || ledger.dead() == 0, ledger);
    }
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      check(System.nanoTime() - start < LIMIT, "waited in vain");
      Thread.yield();
    }
  }

  private static Seen seen(ActorRef<Checker> actor) {
    return actor.call(new Sum(0), Seen.class, Duration.ofNanos(LIMIT));
  }

  private static void checkSeen(ActorRef<Checker> actor, long count) {
    Seen seen = seen(actor);
    check(seen.equals(new Seen(count, 0, 0)), seen);
  }

  private static void checkFails(ActorRef<Checker> actor, Record message) {
    boolean failed = false;
    try {
      actor.call(message, Sum.class, Duration.ofNanos(LIMIT));
    } catch (ActorFailedException e) {
      failed = true;
    }
    check(failed, message + " gave a result");
  }

  /** Tells an actor that ends meanwhile: what it is told then is dead or refused, as it comes. */
  private static void tellWhileItLives(ActorRef<Checker> actor, int count) {
    try {
      for (int i = 0; i < count; i++) {
        actor.tell(new Small(i, 0));
      }
    } catch (ActorStoppedException e) {
      // It has ended, and the host knows.
    }
  }

  private static void checkReply(Large reply, long number) {
    check(reply.number() == number && Checker.isRight(reply), reply);
  }

  private static void check(boolean holds, Object found) {
    if (!holds) {
      throw new AssertionError(String.valueOf(found));
    }
  }
}
