package dev.ringkernel.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.Reply;
import dev.ringkernel.api.SystemClosedException;
import dev.ringkernel.benchmarks.Responder.Answer;
import dev.ringkernel.benchmarks.Responder.Linger;
import dev.ringkernel.benchmarks.Responder.Question;
import dev.ringkernel.device.Dim3;
import dev.ringkernel.runtime.ActorSystem;
import dev.ringkernel.runtime.ActorSystemBuilder;
import dev.ringkernel.runtime.DeviceArray;
import dev.ringkernel.runtime.IdleStrategy;
import dev.ringkernel.runtime.Kernel;
import dev.ringkernel.runtime.Kernels;
import dev.ringkernel.runtime.Ledger;
import dev.ringkernel.runtime.cuda.CudaDriver;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuDriver;
import dev.ringkernel.runtime.driver.GpuFunction;
import dev.ringkernel.runtime.driver.GpuModule;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A long run of one kernel launch under checked load; then, where asked for, parks under load, a
 * data-parallel kernel beside the actors, and an illegal address.
 */
public final class Soak {
  private static final String USAGE =
      """
      usage: java dev.ringkernel.benchmarks.Soak [--seconds N] [--least N] [--parks N] [--global] [--fault]
                                                 [--out DIR] [--backend NAME] [--device N]
        --seconds N     length of the soak (60)
        --least N       messages that it must come to (5,000,000 a second on a GPU, else 0)
        --parks N       parks under load after it (0)
        --global        run a data-parallel kernel beside the live system
        --fault         at the end, have a kernel beside a live system store to an illegal address
        --out DIR       where soak.json goes (results)
        --backend NAME  what to run on (auto: the GPU if there is a usable one)
        --device N      ordinal of the GPU (0)
      exit code: 0 all that must hold holds (a bar on speed may be missed), 1 something is wrong, 2 usage
      """;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** A kernel that stores to an address that nothing is ever mapped at. */
  private static final String STRAY_PTX =
      """
      .version 7.0
      .target sm_75
      .address_size 64
      .visible .entry stray()
      {
        .reg .b64 %rd<2>;
        .reg .b32 %r<2>;
        mov.u64 %rd1, 64;
        mov.u32 %r1, 1;
        st.global.u32 [%rd1], %r1;
        ret;
      }
      """;

  private final String backend;
  private final int device;
  private final Results results;

  private Soak(String backend, int device, Results results) {
    this.backend = backend;
    this.device = device;
    this.results = results;
  }

  /** Runs it; see the usage. */
  public static void main(String[] args) throws IOException {
    System.exit(run(args));
  }

  /** The exit code. */
  static int run(String... args) throws IOException {
    var options =
        new Arguments(
            args,
            USAGE,
            Set.of("--global", "--fault"),
            Set.of("--seconds", "--least", "--parks", "--out", "--backend", "--device"));
    GpuDriver driver = CudaDriver.instance();
    int device = options.number("--device", 0);
    String backend = options.backend();
    boolean gpu = backend.equals(driver.name());
    Environment environment = Environment.here(driver, gpu ? device : -1, List.of(args));
    Results results = new Results("soak", backend, environment, System.out);
    Soak soak = new Soak(backend, device, results);
    int seconds = options.number("--seconds", 60);
    try {
      soak.live(
          seconds,
          options.number("--least", gpu ? (int) Math.min(5_000_000L * seconds, 1 << 30) : 0),
          options.number("--parks", 0),
          options.has("--global"));
    } catch (RuntimeException e) {
      // What was measured before is worth keeping; the run is wrong all the same.
      e.printStackTrace(System.out);
      results.check("the live system came to its end in order", false, Traffic.text(e));
    }
    if (gpu) {
      environment.state("state_after", device);
    }
    if (options.has("--fault")) {
      if (gpu) {
        soak.fault(driver);
      } else {
        System.out.println("fault: left out, there is no GPU to fault");
      }
    }
    results.print();
    results.write(Path.of(options.text("--out", "results")));
    return results.right() ? 0 : 1;
  }

  private ActorSystemBuilder builder() {
    // Where threads share few cores, one that waits must let the workers run.
    return ActorSystem.builder()
        .backend(backend)
        .device(device)
        .idle(backend.equals("cuda") ? IdleStrategy.SPIN : IdleStrategy.YIELD)
        .patience(PATIENCE);
  }

  // One live system.

  private void live(int seconds, long least, int parks, boolean global) {
    ActorSystem system =
        builder().actors(Traffic.ACTORS.toArray(Class<?>[]::new)).kernels(Background.class).build();
    long closing;
    try (Traffic traffic = new Traffic(system)) {
      System.out.println("backend: " + system.backend() + ", " + system.description());
      soak(system, traffic, seconds, least);
      if (parks > 0 && traffic.failure() == null) {
        parks(system, traffic, parks);
      }
      if (global && traffic.failure() == null) {
        global(system, traffic);
      }
    } finally {
      closing = System.nanoTime();
      system.close();
      closing = System.nanoTime() - closing;
    }
    results.add(Row.nanos("close", new long[] {closing}, "close of the system, after its run"));
    if (backend.equals("cuda")) {
      results.bar(
          "the stop takes less than 50 ms",
          closing < 50_000_000,
          String.format(Locale.ROOT, "%.1f ms", closing / 1e6));
    }
  }

  private void soak(ActorSystem system, Traffic traffic, int seconds, long least) {
    int parksBefore = system.parks();
    long[] rates = new long[seconds];
    int done = 0;
    long start = System.nanoTime();
    long previous = start;
    long total = 0;
    traffic.start();
    while (done < seconds && traffic.goOn(1000)) {
      Ledger ledger = system.ledger();
      long now = System.nanoTime();
      rates[done++] = Math.round((ledger.sent() - total) * 1e9 / (now - previous));
      System.out.printf(
          Locale.ROOT,
          "%4d s  %8.2f M/s  total %,d (%,d by actors)  in flight %,d  dead %,d%n",
          done,
          rates[done - 1] / 1e6,
          ledger.sent(),
          ledger.sentByActors(),
          ledger.inFlight(),
          ledger.dead());
      total = ledger.sent();
      previous = now;
    }
    traffic.stop();
    long nanos = System.nanoTime() - start;
    traffic.verify("soak", results);
    Ledger ledger = traffic.failure() == null ? system.ledger() : null;
    if (done > 0) {
      results.add(
          Row.of(
              "soak.rate",
              "messages/s",
              Arrays.copyOf(rates, done),
              1,
              "messages sent by the host and by actors, each second"));
    }
    results.fact("soak_seconds", nanos / 1e9);
    calls("soak", traffic);
    results.check("soak: it went on for its time", done == seconds, done + " of " + seconds + " s");
    results.check(
        "soak: one kernel launch served it",
        parksBefore == 0 && system.parks() == 0,
        "1 launch, " + system.parks() + " parks");
    if (ledger != null) {
      results.fact("soak_messages", ledger.sent());
      results.fact("soak_messages_by_host", ledger.sentByHost());
      results.fact("soak_messages_by_actors", ledger.sentByActors());
      results.fact("soak_delivered", ledger.delivered());
      results.fact("soak_dead", ledger.dead());
      results.fact("soak_replies", ledger.replies());
      results.check(
          "soak: at least " + least + " messages",
          ledger.delivered() >= least,
          ledger.delivered() + " delivered");
    }
  }

  private void calls(String phase, Traffic traffic) {
    Histogram calls = traffic.callNanos();
    results.fact(phase + "_calls", calls.getTotalCount());
    if (calls.getTotalCount() > 0) {
      results.fact(phase + "_call_p50_ns", calls.getValueAtPercentile(50));
      results.fact(phase + "_call_p99_ns", calls.getValueAtPercentile(99));
      results.fact(phase + "_call_p99_9_ns", calls.getValueAtPercentile(99.9));
      results.fact(phase + "_call_max_ns", calls.getMaxValue());
    }
  }

  private void parks(ActorSystem system, Traffic traffic, int count) {
    long[] nanos = new long[count];
    int before = system.parks();
    traffic.start();
    int done = 0;
    while (done < count && traffic.goOn(10)) {
      long start = System.nanoTime();
      system.park();
      nanos[done++] = System.nanoTime() - start;
    }
    traffic.stop();
    if (done > 0) {
      results.add(
          Row.nanos(
              "park.under-load",
              Arrays.copyOf(nanos, done),
              "park under load: from the word to leave until the kernel is launched again"));
    }
    calls("parks", traffic);
    results.check(
        "parks: all of them were made",
        done == count && system.parks() - before == count,
        (system.parks() - before) + " parks");
    traffic.verify("parks", results);
  }

  /** Launches a kernel again and again beside the loaded system. */
  private void global(ActorSystem system, Traffic traffic) {
    int length = backend.equals("cuda") ? 1 << 16 : Background.BLOCK;
    int launches = backend.equals("cuda") ? 2000 : 20;
    int steps = 50;
    int before = system.parks();
    long[] nanos = new long[launches];
    int wrong = 0;
    traffic.start();
    // Not closed here, but with the system: to unload their code would pause the actors.
    Kernels kernels = system.kernels();
    Kernel kernel = kernels.kernel(Background.class, "advance");
    int[] x = new int[length];
    Arrays.setAll(x, i -> i);
    try (DeviceArray<int[]> array = kernels.copyOf(x)) {
      Dim3 grid = Dim3.covering(length, Background.BLOCK);
      Dim3 block = Dim3.of(Background.BLOCK);
      for (int i = 0; i < launches; i++) {
        long start = System.nanoTime();
        kernel.run(grid, block, array, steps);
        nanos[i] = System.nanoTime() - start;
      }
      int[] y = array.toArray();
      for (int i = 0; i < length; i += 64) {
        int value = i;
        for (int s = 0; s < steps * launches; s++) {
          value = Background.step(value);
        }
        wrong += y[i] == value ? 0 : 1;
      }
    }
    traffic.stop();
    results.add(
        Row.nanos(
            "global.beside",
            nanos,
            "launch and await of a @GlobalKernel of "
                + length
                + " threads beside the loaded actors"));
    calls("global", traffic);
    results.check(
        "global: a @GlobalKernel ran beside the live system, which was not parked for it",
        wrong == 0 && system.parks() == before,
        launches
            + " launches, "
            + wrong
            + " wrong elements, "
            + (system.parks() - before)
            + " parks");
    traffic.verify("global", results);
  }

  // The illegal address.

  private void fault(GpuDriver driver) {
    // Loaded before the actors are resident: the driver loads no code beside them.
    Gpu gpu = driver.open(device);
    GpuModule module = gpu.load(STRAY_PTX.getBytes(US_ASCII), LoadOptions.DEFAULT);
    GpuFunction stray = module.function("stray");
    GpuStream stream = gpu.newStream();
    ActorSystem system =
        builder().actors(Responder.class, Tally.class).slice(Duration.ofSeconds(20)).build();
    List<Reply<Answer>> pending = new ArrayList<>();
    ActorRef<Responder> responder = system.spawn(Responder.class);
    ActorRef<Tally> tally = system.spawn(Tally.class);
    for (int i = 0; i < 4; i++) {
      ActorRef<Responder> busy = system.spawn(Responder.class);
      pending.add(busy.ask(new Linger(i, 10_000_000_000L), Answer.class));
    }
    List<@Nullable Throwable> ends = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      int index = t;
      ends.add(null);
      ActorRef<Responder> own = system.spawn(Responder.class);
      threads.add(
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try {
                      while (true) {
                        own.call(new Question(index), Answer.class, PATIENCE);
                      }
                    } catch (RuntimeException e) {
                      synchronized (ends) {
                        ends.set(index, e);
                      }
                    }
                  }));
    }
    for (long i = 0; i < 1000; i++) {
      responder.call(new Question(i), Answer.class, PATIENCE); // by now the others call too
    }
    long start = System.nanoTime();
    String driverSays = "nothing";
    try {
      stream.launch(stray, LaunchConfig.of(1, 32), KernelParams.of());
      stream.synchronize();
    } catch (DriverException e) {
      driverSays = e.getMessage();
    }
    results.fact("fault_driver", driverSays);
    for (Thread thread : threads) {
      join(thread);
    }
    results.fact("fault_noticed_ms", (System.nanoTime() - start) / 1e6);
    Predicate<@Nullable Throwable> right =
        e -> e instanceof SystemClosedException && causedByDriver(e);
    synchronized (ends) {
      results.check(
          "fault: calls under way fail with the driver's error as cause",
          ends.stream().allMatch(right),
          ends.stream().map(Traffic::text).distinct().toList().toString());
    }
    List<@Nullable Throwable> asks = pending.stream().map(Soak::failureOf).toList();
    results.check(
        "fault: pending asks fail with the driver's error as cause",
        asks.stream().allMatch(right),
        asks.stream().map(Traffic::text).distinct().toList().toString());
    @Nullable Throwable later = null;
    try {
      responder.call(new Question(2), Answer.class, PATIENCE);
    } catch (RuntimeException e) {
      later = e;
    }
    results.check(
        "fault: later calls fail with the driver's error as cause",
        right.test(later),
        Traffic.text(later));
    long offered = tally.offer(Tally.loadOf(0, 0));
    results.check(
        "fault: later offers say that the system is closed",
        offered == ActorRef.CLOSED,
        "offer gave " + offered);
    results.fact("fault_close", closing(system::close));
    results.fact("fault_close_stream", closing(stream::close));
    results.fact("fault_close_module", closing(module::close));
    results.fact("fault_close_gpu", closing(gpu::close));
    restart();
  }

  /** A new system in this process, which must do what the first did. */
  private void restart() {
    String found;
    boolean works = false;
    Histogram nanos = new Histogram(3);
    long start = System.nanoTime();
    try (ActorSystem system = builder().actors(Responder.class).build()) {
      ActorRef<Responder> responder = system.spawn(Responder.class);
      results.fact("restart_ms", (System.nanoTime() - start) / 1e6);
      works = true;
      for (long i = 0; i < 10_000; i++) {
        long asked = System.nanoTime();
        Answer answer = responder.call(new Question(i), Answer.class, PATIENCE);
        nanos.recordValue(System.nanoTime() - asked);
        works &= answer.number() == i && answer.count() == i + 1;
      }
      results.fact("restart_call_p50_ns", nanos.getValueAtPercentile(50));
      found = nanos.getTotalCount() + " calls answered on " + system.description();
    } catch (RuntimeException e) {
      works = false;
      found = Traffic.text(e);
    }
    results.check("fault: a new system starts in the same process", works, found);
  }

  private static boolean causedByDriver(Throwable e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof DriverException) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Throwable failureOf(Reply<Answer> reply) {
    try {
      reply.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    } catch (TimeoutException e) {
      return e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** How giving something back went after the fault. */
  private static String closing(Runnable close) {
    try {
      close.run();
      return "in order";
    } catch (RuntimeException e) {
      return Traffic.text(e);
    }
  }

  private static void join(Thread thread) {
    try {
      if (!thread.join(PATIENCE)) {
        System.out.println("a caller still waits " + PATIENCE + " after the fault");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
