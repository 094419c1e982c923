package dev.ringkernel.runtime.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Reply;
import dev.ringkernel.api.RingContext;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.Ledger;
import dev.ringkernel.runtime.Mailbox;
import dev.ringkernel.runtime.conformance.FlowCases.Busy;
import dev.ringkernel.runtime.conformance.FlowCases.Flooder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Sending, answering, and the order in which messages arrive. */
interface TalkCases extends Conformance {
  @RingMessage
  record Add(long amount) {}

  @RingMessage
  record Total(long value) {}

  @RingMessage
  record Transfer(ActorRef<?> to, long amount) {}

  @RingMessage
  record Token(ActorRef<?> home, int hops, long sum) {}

  @RingMessage
  record Join(ActorRef<?> next) {}

  @RingMessage
  record WhoAsks(int tag) {}

  @RingMessage
  record Who(ActorRef<?> self, @Nullable ActorRef<?> sender) {}

  @RingMessage
  record AskWho(ActorRef<?> whom, ActorRef<?> box) {}

  @RingMessage
  record TellBack(ActorRef<?> box) {}

  @RingMessage
  record Numbered(@Nullable ActorRef<?> box, long number) {}

  @RingMessage
  record Seen(long number, long gaps) {}

  @RingMessage
  record Burst(ActorRef<?> to, ActorRef<?> box, int count, long first) {}

  /** Counts, forwards, and passes tokens on. */
  final class Counter {
    private long total;
    private @Nullable ActorRef<?> next;

    @RingKernel
    Total add(Add m) {
      total += m.amount();
      return new Total(total);
    }

    @RingKernel
    void transfer(Transfer m, RingContext ctx) {
      total -= m.amount();
      ctx.send(m.to(), new Add(m.amount()));
    }

    @RingKernel
    void join(Join m) {
      next = m.next();
    }

    @RingKernel
    void token(Token m, RingContext ctx) {
      total++;
      if (m.hops() == 0) {
        ctx.send(m.home(), new Total(m.sum()));
      } else {
        ctx.send(next, new Token(m.home(), m.hops() - 1, m.sum() + m.hops()));
      }
    }
  }

  /** Says who it is and who asked. */
  final class Names {
    @RingKernel
    Who who(WhoAsks m, RingContext ctx) {
      return new Who(ctx.self(), ctx.sender());
    }

    @RingKernel
    void ask(AskWho m, RingContext ctx) {
      ctx.send(m.whom(), new TellBack(m.box()));
    }

    @RingKernel
    void tellBack(TellBack m, RingContext ctx) {
      ctx.send(m.box(), new Who(ctx.self(), ctx.sender()));
    }
  }

  /** Notices messages out of order. */
  final class Sequence {
    private long expected;
    private long gaps;

    @RingKernel
    Seen numbered(Numbered m, RingContext ctx) {
      if (m.number() != expected) {
        gaps++;
      }
      expected = m.number() + 1;
      if (m.box() != null) {
        ctx.send(m.box(), new Seen(m.number(), gaps));
      }
      return new Seen(expected, gaps);
    }

    @RingKernel
    void burst(Burst m, RingContext ctx) {
      for (int i = 0; i < m.count(); i++) {
        ctx.send(m.to(), new Numbered(m.box(), m.first() + i));
      }
    }
  }

  @Test
  default void callAnswers() {
    try (ActorSystem system = open()) {
      ActorRef<Counter> counter = system.spawn(Counter.class);
      for (int i = 1; i <= 1000; i++) {
        assertThat(counter.call(new Add(1), Total.class, LIMIT).value()).isEqualTo(i);
      }
      Ledger ledger = settleWithoutLoss(system);
      assertThat(ledger.handled()).isEqualTo(1000);
      assertThat(ledger.replies()).isEqualTo(1000);
    }
  }

  @Test
  default void askIsAFuture() throws Exception {
    try (ActorSystem system = open()) {
      ActorRef<Counter> counter = system.spawn(Counter.class);
      List<Reply<Total>> replies = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        replies.add(counter.ask(new Add(1), Total.class));
      }
      for (int i = 0; i < 100; i++) {
        assertThat(replies.get(i).get(20, TimeUnit.SECONDS).value()).isEqualTo(i + 1);
      }
      assertThat(counter.ask(new Add(1), Total.class).join().value()).isEqualTo(101);
      assertThat(
              counter
                  .ask(new Add(1), Total.class)
                  .thenApply(t -> t.value() * 2)
                  .get(20, TimeUnit.SECONDS))
          .isEqualTo(204);
      settleWithoutLoss(system);
    }
  }

  @Test
  default void callbacksMayWaitForEachOther() throws Exception {
    try (ActorSystem system = open();
        ExecutorService beside = Executors.newVirtualThreadPerTaskExecutor();
        Mailbox<Seen> box = system.mailbox(Seen.class)) {
      ActorRef<Flooder> actor = system.spawn(Flooder.class);
      ActorRef<Sequence> other = system.spawn(Sequence.class);
      CountDownLatch latch = new CountDownLatch(2);
      actor.tell(new Busy(300_000_000)); // so that most stages are there before what they wait for
      Reply<Total> one = actor.ask(new Add(1), Total.class);
      Reply<Total> two = actor.ask(new Add(1), Total.class);
      CompletableFuture<?> stop = system.stop(actor);
      // A stage that comes too late runs where it is made, and must not keep the next from coming.
      var first = beside.submit(() -> one.thenRun(() -> await("the others", latch)).join());
      var second = beside.submit(() -> two.thenRun(latch::countDown).join());
      var third =
          beside.submit(
              () ->
                  stop.thenApply(
                          end -> {
                            latch.countDown();
                            return box.take(LIMIT);
                          })
                      .join());
      second.get(20, TimeUnit.SECONDS);
      other.tell(new Numbered(box.ref(), 0));
      first.get(20, TimeUnit.SECONDS);
      assertThat(third.get(20, TimeUnit.SECONDS)).isEqualTo(new Seen(0, 0));
    }
  }

  private void await(String what, CountDownLatch latch) {
    await(what, () -> latch.getCount() == 0);
  }

  @Test
  default void tellsAreHandledInOrderBeforeALaterCall() {
    try (ActorSystem system = open()) {
      ActorRef<Sequence> actor = system.spawn(Sequence.class);
      for (int i = 0; i < 10_000; i++) {
        actor.tell(new Numbered(null, i));
      }
      Seen seen = actor.call(new Numbered(null, 10_000), Seen.class, LIMIT);
      assertThat(seen).isEqualTo(new Seen(10_001, 0));
      assertThat(settleWithoutLoss(system).sentByHost()).isEqualTo(10_001);
    }
  }

  @Test
  default void offersThatAreTakenAreHandled() {
    try (ActorSystem system = open()) {
      ActorRef<Counter> counter = system.spawn(Counter.class);
      long taken = 0;
      for (int i = 0; i < 5000; i++) {
        long position = counter.offer(new Add(1));
        assertThat(position == ActorRef.BACK_PRESSURED || position >= 0).isTrue();
        taken += position >= 0 ? 1 : 0;
      }
      assertThat(counter.call(new Add(0), Total.class, LIMIT).value()).isEqualTo(taken);
      assertThat(settleWithoutLoss(system).handled()).isEqualTo(taken + 1);
    }
  }

  @Test
  default void handlersForward() {
    try (ActorSystem system = open()) {
      ActorRef<Counter> a = system.spawn(Counter.class);
      ActorRef<Counter> b = system.spawn(Counter.class);
      for (int i = 0; i < 500; i++) {
        a.tell(new Transfer(b, 2));
      }
      assertThat(a.call(new Add(0), Total.class, LIMIT).value()).isEqualTo(-1000);
      settleWithoutLoss(system);
      assertThat(b.call(new Add(0), Total.class, LIMIT).value()).isEqualTo(1000);
      Ledger ledger = settleWithoutLoss(system);
      assertThat(ledger.sentByActors()).isEqualTo(500);
    }
  }

  @Test
  default void tokenRoundARing() {
    try (ActorSystem system = open();
        Mailbox<Total> home = system.mailbox(Total.class)) {
      List<ActorRef<Counter>> ring = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        ring.add(system.spawn(Counter.class));
      }
      for (int i = 0; i < ring.size(); i++) {
        ring.get(i).tell(new Join(ring.get((i + 1) % ring.size())));
      }
      settleWithoutLoss(system);
      ring.get(0).tell(new Token(home.ref(), 200, 0));
      assertThat(home.take(LIMIT)).isEqualTo(new Total(200 * 201 / 2));
      settleWithoutLoss(system);
      assertThat(ring.get(0).call(new Add(0), Total.class, LIMIT).value()).isEqualTo(11);
      assertThat(ring.get(1).call(new Add(0), Total.class, LIMIT).value()).isEqualTo(10);
    }
  }

  @Test
  default void selfAndSender() {
    try (ActorSystem system = open();
        Mailbox<Who> box = system.mailbox(Who.class)) {
      ActorRef<Names> a = system.spawn(Names.class);
      ActorRef<Names> b = system.spawn(Names.class);
      assertThat(a.call(new WhoAsks(1), Who.class, LIMIT).self()).isEqualTo(a);
      a.tell(new AskWho(b, box.ref()));
      assertThat(box.take(LIMIT)).isEqualTo(new Who(b, a));
      b.tell(new TellBack(box.ref()));
      Who told = box.take(LIMIT);
      assertThat(told).isNotNull();
      assertThat(told.self()).isEqualTo(b);
      assertThat(told.sender()).isNull();
      settleWithoutLoss(system);
    }
  }

  @Test
  default void actorsKeepOrderForEachPair() {
    try (ActorSystem system = open();
        Mailbox<Seen> box = system.mailbox(Seen.class)) {
      ActorRef<Sequence> from = system.spawn(Sequence.class);
      ActorRef<Sequence> to = system.spawn(Sequence.class);
      for (int i = 0; i < 1000; i++) {
        from.tell(new Burst(to, box.ref(), 10, i * 10L));
      }
      for (int i = 0; i < 10_000; i++) {
        assertThat(box.take(LIMIT)).isEqualTo(new Seen(i, 0));
      }
      settleWithoutLoss(system);
    }
  }

  @Test
  default void severalThreadsSendToOneActor() throws Exception {
    try (ActorSystem system = open()) {
      ActorRef<Counter> counter = system.spawn(Counter.class);
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = 0; i < 1000; i++) {
                        if (i % 10 == 0) {
                          counter.call(new Add(1), Total.class, LIMIT);
                        } else {
                          counter.tell(new Add(1));
                        }
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(counter.call(new Add(0), Total.class, LIMIT).value()).isEqualTo(4000);
      settleWithoutLoss(system);
    }
  }
}
