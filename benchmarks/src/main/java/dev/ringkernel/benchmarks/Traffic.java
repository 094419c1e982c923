package dev.ringkernel.benchmarks;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.benchmarks.Answerer.Answered;
import dev.ringkernel.benchmarks.Answerer.Request;
import dev.ringkernel.benchmarks.Player.Over;
import dev.ringkernel.benchmarks.Player.Serve;
import dev.ringkernel.benchmarks.Responder.Answer;
import dev.ringkernel.benchmarks.Responder.Question;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.Ledger;
import dev.ringkernel.runtime.Mailbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Load on a system from three threads, all of it checked by who receives it: loads to tallies;
 * requests whose answers come to a mailbox, with rallies that actors play among themselves; and
 * calls. It counts what it sends, to compare with the system's own ledger.
 *
 * <p>{@link #start} and {@link #stop} alternate, by one thread; sequences go on.
 */
final class Traffic implements AutoCloseable {
  /** Every class that it spawns. */
  static final List<Class<?>> ACTORS =
      List.of(Tally.class, Answerer.class, Player.class, Responder.class);

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TALLIES = 64;
  private static final int ANSWERERS = 31;
  private static final int PAIRS = 16;

  /** Requests under way to one answerer. */
  private static final int WINDOW = 64;

  /** Loads to each tally between two looks at whether to go on. */
  private static final int BURST = 16;

  private static final int HITS = 1000;

  private final ActorSystem system;
  private final List<ActorRef<Tally>> tallies = new ArrayList<>();
  private final List<ActorRef<Answerer>> answerers = new ArrayList<>();
  private final List<ActorRef<Player>> players = new ArrayList<>();
  private final ActorRef<Responder> responder;
  private final Mailbox<Answered> answers;
  private final Mailbox<Over> ends;

  // Each is written by the thread that sends, and read after that has ended.
  private long loads;
  private final long[] checksums = new long[TALLIES];
  private long checked;
  private final long[] asked = new long[ANSWERERS];
  private final long[] answered = new long[ANSWERERS];
  private final int[] rallies = new int[PAIRS];
  private final boolean[] playing = new boolean[PAIRS];
  private long rallied;
  private long calls;
  private long counts;

  /** Nanoseconds of the calls since the last start. */
  private final Histogram callNanos = new Histogram(3);

  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile boolean going;

  Traffic(ActorSystem system) {
    this.system = system;
    for (int i = 0; i < TALLIES; i++) {
      tallies.add(system.spawn(Tally.class));
    }
    for (int i = 0; i < ANSWERERS; i++) {
      answerers.add(system.spawn(Answerer.class));
    }
    for (int i = 0; i < 2 * PAIRS; i++) {
      players.add(system.spawn(Player.class));
    }
    responder = system.spawn(Responder.class);
    answers = system.mailbox(Answered.class);
    ends = system.mailbox(Over.class);
  }

  /** Begins. */
  void start() {
    callNanos.reset();
    going = true;
    threads.add(run("loads", this::load));
    threads.add(run("requests", this::request));
    threads.add(run("calls", this::call));
  }

  private Thread run(String name, Runnable body) {
    return Thread.ofPlatform()
        .name("soak-" + name)
        .daemon()
        .start(
            () -> {
              try {
                body.run();
              } catch (RuntimeException | Error e) {
                going = false;
                failure.compareAndSet(null, e);
              }
            });
  }

  /** What ended one of the threads against the plan, or null. */
  @Nullable Throwable failure() {
    return failure.get();
  }

  /** Waits a while, or until something fails; false then. */
  boolean goOn(long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    try {
      for (long left = millis; left > 0 && going; left = (end - System.nanoTime()) / 1_000_000) {
        Thread.sleep(Math.min(left, 100));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    return going;
  }

  /** Ends: every message is sent and every answer is there when this returns. */
  void stop() {
    going = false;
    try {
      for (Thread thread : threads) {
        if (!thread.join(PATIENCE)) {
          failure.compareAndSet(
              null,
              new IllegalStateException(
                  thread.getName() + " did not end within " + PATIENCE + ": " + system.ledger()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
    threads.clear();
  }

  // The threads.

  private void load() {
    while (going) {
      long from = loads;
      for (long s = from; s < from + BURST; s++) {
        for (int a = 0; a < TALLIES; a++) {
          tallies.get(a).tell(Tally.loadOf(a, s));
        }
      }
      loads = from + BURST;
    }
  }

  private void request() {
    long stopped = 0;
    while (true) {
      boolean open = going;
      boolean waiting = false;
      for (int a = 0; a < ANSWERERS; a++) {
        if (open && asked[a] - answered[a] <= WINDOW - 8) {
          for (int i = 0; i < 8; i++) {
            long s = asked[a]++;
            answerers.get(a).tell(new Request(answers.ref(), a, s, payload(a, s)));
          }
        }
        waiting |= asked[a] != answered[a];
      }
      for (Answered m = answers.poll(); m != null; m = answers.poll()) {
        accept(m);
      }
      for (int p = 0; p < PAIRS; p++) {
        if (open && !playing[p]) {
          serve(p);
        }
        waiting |= playing[p];
      }
      for (Over m = ends.poll(); m != null; m = ends.poll()) {
        accept(m);
      }
      if (!open) {
        if (!waiting) {
          return;
        }
        long now = System.nanoTime();
        stopped = stopped == 0 ? now : stopped;
        if (now - stopped > PATIENCE.toNanos() / 2) {
          throw new IllegalStateException("answers are missing: " + system.ledger());
        }
      }
    }
  }

  private static long payload(int actor, long sequence) {
    return (sequence << 8 | actor) * 0x9e3779b97f4a7c15L;
  }

  private void accept(Answered m) {
    long expected = answered[m.actor()]++;
    if (m.sequence() != expected
        || m.payload() != Answerer.answer(payload(m.actor(), expected), expected)) {
      throw new IllegalStateException("instead of answer " + expected + " came " + m);
    }
  }

  private void serve(int pair) {
    int rally = rallies[pair] * PAIRS + pair;
    playing[pair] = true;
    players.get(2 * pair).tell(new Serve(players.get(2 * pair + 1), ends.ref(), HITS, rally));
  }

  private void accept(Over m) {
    int pair = m.rally() % PAIRS;
    int expected = rallies[pair] * PAIRS + pair;
    if (m.rally() != expected || !playing[pair] || m.value() != Player.expected(expected, HITS)) {
      throw new IllegalStateException("instead of the end of rally " + expected + " came " + m);
    }
    playing[pair] = false;
    rallies[pair]++;
    rallied++;
  }

  private void call() {
    while (going) {
      long number = calls++;
      long start = System.nanoTime();
      Answer answer = responder.call(new Question(number), Answer.class, PATIENCE);
      callNanos.recordValue(System.nanoTime() - start);
      if (answer.number() != number || answer.count() != number + 1) {
        throw new IllegalStateException("asked " + number + " and was answered " + answer);
      }
    }
  }

  // After the stop.

  /** Nanoseconds of the calls of the last start to stop. */
  Histogram callNanos() {
    return callNanos;
  }

  /** Checks all that was sent since the first start, and the system's ledger. */
  void verify(String phase, Results results) {
    Throwable cause = failure.get();
    if (!results.check(phase + ": every answer came in its place", cause == null, text(cause))) {
      return;
    }
    long wrong =
        IntStream.range(0, TALLIES)
            .parallel()
            .filter(
                a -> {
                  checksums[a] = Tally.expected(checksums[a], a, checked, loads);
                  Tally.Seen seen =
                      tallies.get(a).call(new Tally.Count(), Tally.Seen.class, PATIENCE);
                  return seen.loads() != loads || seen.checksum() != checksums[a];
                })
            .count();
    checked = loads;
    counts += TALLIES;
    results.check(
        phase + ": every tally has the count and checksum of what it was sent",
        wrong == 0,
        wrong + " of " + TALLIES + " differ; " + loads + " loads each");
    long requests = IntStream.range(0, ANSWERERS).mapToLong(a -> asked[a]).sum();
    long byHost = loads * TALLIES + requests + rallied + calls + counts;
    long byActors = requests + rallied * Player.sends(HITS);
    long toMailboxes = requests + rallied;
    Ledger ledger = quiet();
    results.check(
        phase + ": sent = delivered + dead, and nothing is in flight or dead",
        ledger.sent() == ledger.delivered() + ledger.dead()
            && ledger.inFlight() == 0
            && ledger.dead() == 0
            && ledger.lateReplies() == 0,
        ledger.toString());
    results.check(
        phase + ": the ledger has what was counted here",
        ledger.sentByHost() == byHost
            && ledger.sentByActors() == byActors
            && ledger.received() == toMailboxes,
        "by host %d, by actors %d, to mailboxes %d".formatted(byHost, byActors, toMailboxes));
  }

  static String text(@Nullable Throwable cause) {
    if (cause == null) {
      return "no failure";
    }
    Throwable root = cause.getCause();
    return cause + (root == null ? "" : ", caused by " + root);
  }

  /** The ledger once nothing moves any more. */
  private Ledger quiet() {
    long start = System.nanoTime();
    Ledger ledger = system.ledger();
    while (ledger.inFlight() != 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
      ledger = system.ledger();
    }
    return ledger;
  }

  @Override
  public void close() {
    answers.close();
    ends.close();
  }
}
