package dev.ringkernel.benchmarks;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Reply;
import dev.ringkernel.benchmarks.Responder.Answer;
import dev.ringkernel.benchmarks.Responder.Question;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.ActorSystemBuilder;
import dev.ringkernel.runtime.IdleStrategy;
import dev.ringkernel.runtime.Ledger;
import dev.ringkernel.runtime.cuda.CudaDriver;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuDriver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What a message costs, beside what a launch costs in the same process: calls, asks, throughput
 * that the receiver proves, allocation, parks, starts and stops.
 */
public final class FirstLight {
  private static final String USAGE =
      """
      usage: java dev.ringkernel.benchmarks.FirstLight [--out DIR] [--backend NAME] [--device N] [--quick]
        --out DIR       where first-light.json and the raw samples go (results)
        --backend NAME  what to measure (auto: the GPU if there is a usable one)
        --device N      ordinal of the GPU (0)
        --quick         few samples, to see that all of it runs
      exit code: 0 all that must hold holds (a bar on speed may be missed), 1 something is wrong, 2 usage
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MANY = 128;

  private final Plan plan;
  private final String backend;
  private final int device;
  private final Results results;

  /** Keeps what allocation samples make, so that it is made. */
  private final Object[] kept = new Object[1024];

  private FirstLight(Plan plan, String backend, int device, Results results) {
    this.plan = plan;
    this.backend = backend;
    this.device = device;
    this.results = results;
  }

  /** Runs all of it; see the usage. */
  public static void main(String[] args) throws IOException {
    System.exit(run(args));
  }

  /** The exit code. */
  static int run(String... args) throws IOException {
    var options =
        new Arguments(args, USAGE, Set.of("--quick"), Set.of("--out", "--backend", "--device"));
    GpuDriver driver = CudaDriver.instance();
    int device = options.number("--device", 0);
    String backend = options.backend();
    boolean gpu = backend.equals(driver.name());
    Environment environment = Environment.here(driver, gpu ? device : -1, List.of(args));
    Results results = new Results("first-light", backend, environment, System.out);
    new FirstLight(options.has("--quick") ? Plan.QUICK : Plan.FULL, backend, device, results)
        .run(driver, gpu);
    if (gpu) {
      environment.state("state_after", device);
    }
    results.print();
    results.write(Path.of(options.text("--out", "results")));
    return results.right() ? 0 : 1;
  }

  private void run(GpuDriver driver, boolean onGpu) {
    double launch = Double.NaN;
    if (onGpu) {
      // Before anything is resident: the driver loads no code then.
      try (Gpu gpu = driver.open(device)) {
        launch = EmptyKernel.measure(gpu, plan, results);
      }
    }
    messages(launch);
    parked();
    dispatch();
    lifecycle();
  }

  private ActorSystemBuilder builder() {
    return ActorSystem.builder().backend(backend).device(device).patience(PATIENCE);
  }

  // Messages between the JVM and actors.

  private void messages(double launch) {
    try (ActorSystem system = builder().actors(Responder.class, Tally.class).build()) {
      System.out.println("backend: " + system.backend() + ", " + system.description());
      ActorRef<Responder> responder = system.spawn(Responder.class);
      roundTrips(responder, launch);
      throughput(system);
      allocation(system, responder);
      parks(system, responder);
      settle(system);
      newClasses(system, responder);
      settle(system);
    }
  }

  private void roundTrips(ActorRef<Responder> responder, double launch) {
    double call =
        results
            .add(
                Row.nanos(
                    "call",
                    Sampling.timed(
                        plan.samples(),
                        plan.rowNanos(),
                        i -> verify(i, responder.call(new Question(i), Answer.class, PATIENCE))),
                    "call: a question of 8 bytes, its answer of 16 bytes; the caller spins"))
            .p50();
    double ask =
        results
            .add(
                Row.nanos(
                    "ask.get.spin",
                    Sampling.timed(
                        plan.samples(),
                        plan.rowNanos(),
                        i -> verify(i, responder.ask(new Question(i), Answer.class).get())),
                    "ask(…).get() with the spinning idle strategy"))
            .p50();
    results.add(
        Row.nanos(
            "ask.callback",
            Sampling.timed(
                plan.samples() / 10,
                plan.rowNanos(),
                i ->
                    verify(
                        i, responder.ask(new Question(i), Answer.class).thenApply(a -> a).get())),
            "ask(…).thenApply(…).get(): the poller completes it and the waiting thread parks"));
    if (!Double.isNaN(launch)) {
      results.bar("call p50 at most 3.5 µs", call <= 3500, micros(call));
      results.bar("ask(…).get() p50 at most 3.5 µs, spinning", ask <= 3500, micros(ask));
      results.fact("call_to_launch_sync", call / launch);
      results.bar(
          "call p50 at most 0.4 of launch + synchronise",
          call <= 0.4 * launch,
          String.format(Locale.ROOT, "%.3f of %s", call / launch, micros(launch)));
    }
  }

  private static String micros(double nanos) {
    return String.format(Locale.ROOT, "%.2f µs", nanos / 1000);
  }

  private static void verify(long number, Answer answer) {
    if (answer.number() != number) {
      throw new IllegalStateException("asked " + number + " and was answered " + answer);
    }
  }

  // Throughput.

  private void throughput(ActorSystem system) {
    double many = tells(system, "tell.128actors", MANY, plan.loads() / MANY);
    tells(system, "tell.1actor", 1, plan.loads() / 4);
    if (backend.equals("cuda")) {
      results.bar(
          "64-byte messages from one thread, received: at least 10 million/s",
          many >= 10e6,
          String.format(Locale.ROOT, "%.2f million/s", many / 1e6));
    }
  }

  /** One thread tells; a round ends when every actor has answered for what it received. */
  private double tells(ActorSystem system, String name, int actors, int each) {
    List<ActorRef<Tally>> tallies = new ArrayList<>();
    for (int a = 0; a < actors; a++) {
      tallies.add(system.spawn(Tally.class));
    }
    long[] checksums = new long[actors];
    long[] rates = new long[plan.rounds()];
    long wrong = 0;
    for (int round = -1; round < rates.length; round++) {
      long from = (long) (round + 1) * each;
      long to = from + each;
      long start = System.nanoTime();
      for (long s = from; s < to; s++) {
        for (int a = 0; a < actors; a++) {
          tallies.get(a).tell(Tally.loadOf(a, s));
        }
      }
      List<Reply<Tally.Seen>> replies = new ArrayList<>(actors);
      for (ActorRef<Tally> tally : tallies) {
        replies.add(tally.ask(new Tally.Count(), Tally.Seen.class));
      }
      List<Tally.Seen> seen = replies.stream().map(Reply::join).toList();
      long nanos = System.nanoTime() - start;
      for (int a = 0; a < actors; a++) {
        checksums[a] = Tally.expected(checksums[a], a, from, to);
        if (seen.get(a).loads() != to || seen.get(a).checksum() != checksums[a]) {
          wrong++;
        }
      }
      if (round >= 0) {
        rates[round] = Math.round((double) each * actors * 1e9 / nanos);
      }
    }
    Statistics statistics =
        results.add(
            Row.of(
                name,
                "messages/s",
                rates,
                1,
                "tell of 64-byte messages (32 bytes of data) from one thread, "
                    + each * actors
                    + " a round, until all receivers have answered with count and checksum"));
    results.check(
        name + ": every receiver counted every message and has the checksum of all their data",
        wrong == 0,
        wrong + " wrong answers of " + (plan.rounds() + 1) * actors);
    for (ActorRef<Tally> tally : tallies) {
      system.stop(tally).join();
    }
    return statistics.median();
  }

  // Allocation.

  private void allocation(ActorSystem system, ActorRef<Responder> responder) {
    ActorRef<Tally> tally = system.spawn(Tally.class);
    Tally.Load load = Tally.loadOf(0, 1);
    Question question = new Question(1);
    double record =
        allocated(
            "allocation.reply-record", i -> kept[(int) i & 1023] = new Answer(i, i), "a record");
    double tell = allocated("allocation.tell", i -> tally.tell(load), "tell of a record that is");
    double offer =
        allocated("allocation.offer", i -> tally.offer(load), "offer of a record that is");
    double call =
        allocated(
            "allocation.call",
            i -> kept[0] = responder.call(question, Answer.class, PATIENCE),
            "call with a record that is; the reply record is in it");
    double ask =
        allocated(
            "allocation.ask",
            i -> kept[0] = responder.ask(question, Answer.class).get(),
            "ask(…).get() with a record that is; the reply record is in it");
    results.fact("allocation_call_beside_reply", call - record);
    results.fact("allocation_ask_beside_reply", ask - record);
    results.bar(
        "tell, offer and call allocate nothing but the reply record",
        tell == 0 && offer == 0 && call <= record,
        String.format(
            Locale.ROOT,
            "tell %.1f, offer %.1f, call %.1f bytes, of which the record %.1f",
            tell,
            offer,
            call,
            record));
    results.bar(
        "ask(…).get() allocates at most 64 bytes besides the reply record",
        ask - record <= 64,
        String.format(Locale.ROOT, "%.1f bytes", ask - record));
    system.stop(tally).join();
  }

  private double allocated(String name, Sampling.Operation operation, String about) {
    long[] bytes = Sampling.allocated(10, plan.allocations(), operation);
    return results.add(Row.of(name, "bytes", bytes, plan.allocations(), about)).median();
  }

  // Parks.

  private void parks(ActorSystem system, ActorRef<Responder> responder) {
    long[] nanos = new long[plan.parks()];
    for (int i = 0; i < nanos.length; i++) {
      long start = System.nanoTime();
      system.park();
      nanos[i] = System.nanoTime() - start;
      verify(i, responder.call(new Question(i), Answer.class, PATIENCE));
    }
    results.add(Row.nanos("park", nanos, "park of a system at rest: kernel out and in again"));
  }

  /** Spawns classes unknown at launch while another thread calls. */
  private void newClasses(ActorSystem system, ActorRef<Responder> responder) {
    int count = Math.min(Crowd.ALL.size(), plan.parks());
    long[] spawns = new long[count];
    long[] pauses = new long[count];
    long[] parks = new long[count];
    AtomicLong longest = new AtomicLong();
    AtomicLong calls = new AtomicLong();
    var failure = new AtomicReference<Throwable>();
    var going = new AtomicBoolean(true);
    Thread caller =
        Thread.ofPlatform()
            .name("caller")
            .start(
                () -> {
                  try {
                    for (long i = 0; going.get(); i++) {
                      long start = System.nanoTime();
                      verify(i, responder.call(new Question(i), Answer.class, PATIENCE));
                      long nanos = System.nanoTime() - start;
                      longest.accumulateAndGet(nanos, Math::max);
                      calls.incrementAndGet();
                    }
                  } catch (RuntimeException e) {
                    failure.set(e);
                  }
                });
    for (int i = 0; i < count; i++) {
      await(calls, calls.get() + 2, failure);
      longest.set(0);
      long start = System.nanoTime();
      system.spawn(Crowd.ALL.get(i));
      spawns[i] = System.nanoTime() - start;
      parks[i] = system.lastPark().toNanos();
      await(calls, calls.get() + 2, failure);
      pauses[i] = longest.get();
    }
    going.set(false);
    join(caller);
    results.add(
        Row.nanos(
            "spawn.new-class",
            spawns,
            "spawn of a class unknown at launch: compose, assemble, park, spawn"));
    results.add(
        Row.nanos(
            "park.new-class.kernel",
            parks,
            "the park during such a spawn: from the word to leave until the kernel is launched again"));
    results.add(
        Row.nanos(
            "park.new-class",
            pauses,
            "the longest call of another thread during such a spawn: the pause it saw"));
    results.check(
        "calls go on across parks for new classes",
        failure.get() == null,
        calls + " calls; failure: " + failure);
  }

  private static void await(AtomicLong calls, long least, AtomicReference<Throwable> failure) {
    while (calls.get() < least && failure.get() == null) {
      Thread.onSpinWait();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** All messages must be accounted for once the system is quiet. */
  private void settle(ActorSystem system) {
    long start = System.nanoTime();
    Ledger ledger = system.ledger();
    while (ledger.inFlight() != 0 && System.nanoTime() - start < PATIENCE.toNanos()) {
      ledger = system.ledger();
    }
    results.check(
        "sent = delivered + dead, nothing is dead or in flight",
        ledger.inFlight() == 0 && ledger.dead() == 0,
        ledger.toString());
  }

  // Other systems.

  private void parked() {
    try (ActorSystem system = builder().actors(Responder.class).idle(IdleStrategy.PARK).build()) {
      ActorRef<Responder> responder = system.spawn(Responder.class);
      results.add(
          Row.nanos(
              "ask.get.park",
              Sampling.timed(
                  plan.samples() / 10,
                  plan.rowNanos(),
                  i -> verify(i, responder.ask(new Question(i), Answer.class).get())),
              "ask(…).get() with the parking idle strategy, which spins and yields first"));
    }
  }

  /** Whether more classes in the kernel make each message dearer. */
  private void dispatch() {
    double alone = selfSends("self-send.1class", List.of());
    double crowded = selfSends("self-send.9classes", Crowd.ALL);
    results.fact("dispatch_growth_1_to_9_classes", crowded - alone);
    if (backend.equals("cuda")) {
      results.bar(
          "eight more classes in the kernel cost a message at most 40 cycles",
          crowded - alone <= 40,
          String.format(Locale.ROOT, "%.1f cycles more than %.1f", crowded - alone, alone));
    }
  }

  private double selfSends(String name, List<Class<?>> crowd) {
    try (ActorSystem system =
        builder().actors(crowd.toArray(Class<?>[]::new)).actors(Stopwatch.class).build()) {
      ActorRef<Stopwatch> stopwatch = system.spawn(Stopwatch.class);
      crowd.forEach(system::spawn);
      long[] totals = new long[9];
      for (int run = -1; run < totals.length; run++) {
        int rounds = plan.selfSends();
        stopwatch.tell(new Stopwatch.Round(rounds, rounds));
        Stopwatch.Reading reading;
        do {
          rest();
          reading = stopwatch.call(new Stopwatch.Read(), Stopwatch.Reading.class, PATIENCE);
        } while (reading.rounds() < rounds);
        if (run >= 0) {
          totals[run] = reading.total();
        }
      }
      return results
          .add(
              Row.of(
                  name,
                  backend.equals("cuda") ? "cycles" : "ns",
                  totals,
                  plan.selfSends(),
                  "from one entry of a handler to the next, through a message to itself, with "
                      + crowd.size()
                      + " other classes in the kernel"))
          .median();
    }
  }

  /** Leaves the actor alone while it runs: a look at it is a message too. */
  private static void rest() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void lifecycle() {
    long[] starts = new long[plan.starts()];
    long[] closes = new long[plan.starts()];
    for (int i = 0; i < starts.length; i++) {
      long start = System.nanoTime();
      ActorSystem system = builder().actors(Responder.class).build();
      try {
        ActorRef<Responder> responder = system.spawn(Responder.class);
        verify(i, responder.call(new Question(i), Answer.class, PATIENCE));
        starts[i] = System.nanoTime() - start;
      } finally {
        start = System.nanoTime();
        system.close();
        closes[i] = System.nanoTime() - start;
      }
    }
    results.add(
        Row.nanos("start", starts, "a new system: open, compose, load, launch, spawn, one call"));
    double close =
        results
            .add(Row.nanos("close", closes, "close: the kernel leaves, everything is given back"))
            .max();
    if (backend.equals("cuda")) {
      results.bar(
          "a stop takes less than 50 ms",
          close < 50e6,
          String.format(Locale.ROOT, "%.1f ms at most", close / 1e6));
    }
  }
}
