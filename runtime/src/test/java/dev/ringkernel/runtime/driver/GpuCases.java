package dev.ringkernel.runtime.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ringkernel.runtime.driver.KernelParams.Type;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Each function of a driver on a device. Every kernel that waits ends by itself after {@link
 * #KERNEL_LIMIT}, so that a failing test cannot hang the device.
 */
@Timeout(120)
public abstract class GpuCases {
  /** After this long a waiting kernel gives up. */
  private static final Duration KERNEL_LIMIT = Duration.ofSeconds(20);

  /** How long anything may take that ends. */
  protected static final Duration PATIENCE = Duration.ofSeconds(15);

  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final long COMMAND = 0;
  private static final long TARGET = 8;
  private static final long ANSWER = 128;
  private static final long STOP = -1;

  /** For a driver's test. */
  protected GpuCases() {}

  /** The opened device. */
  protected Gpu gpu;

  /** A stream of its own for each test. */
  protected GpuStream stream;

  /** Returns the driver under test. */
  protected abstract GpuDriver driver();

  /** Says whether the driver can tell an entry's parameters. */
  protected boolean knowsParameters() {
    return true;
  }

  @BeforeEach
  void open() {
    var availability = driver().availability();
    assumeTrue(availability.usable(), availability.sentence());
    gpu = driver().open(0);
    stream = gpu.newStream();
  }

  @AfterEach
  void close() {
    if (gpu != null) {
      stream.close();
      gpu.close();
    }
  }

  /** Reads a resource beside this class. */
  public static byte[] ptx(String name) {
    try (var in = GpuCases.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new AssertionError("the resource " + name + " is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads the tests' kernels. */
  protected final GpuModule kernels() {
    return gpu.load(ptx("kernels.ptx"), LoadOptions.DEFAULT);
  }

  /** A running kernel that answers commands, and ends when this is closed. */
  protected final class Resident implements AutoCloseable {
    public final HostMemory words = gpu.registerHost(4096);
    public final GpuModule module = kernels();
    public final GpuStream own = gpu.newStream();

    /** Starts it. */
    public Resident() {
      var params = KernelParams.ofLongs(words.deviceAddress(), KERNEL_LIMIT.toNanos());
      own.launch(module.function("poke"), LaunchConfig.of(1, 1), params);
    }

    /** Sends a command and waits for its answer; the kernel stores it at a target unless 0. */
    public void ask(long command, long target) {
      words.segment().set(ValueLayout.JAVA_LONG, TARGET, target);
      LONG.setRelease(words.segment(), COMMAND, command);
      long start = System.nanoTime();
      while ((long) LONG.getAcquire(words.segment(), ANSWER) != command) {
        assertThat(System.nanoTime() - start)
            .as("ns without an answer")
            .isLessThan(PATIENCE.toNanos());
        Thread.onSpinWait();
      }
    }

    /** Fails if it has ended. */
    public void assertRunning() {
      assertThat(own.done()).as("the resident kernel has ended").isFalse();
    }

    @Override
    public void close() {
      LONG.setRelease(words.segment(), COMMAND, STOP);
      assertThat(own.synchronize(PATIENCE)).as("the kernel stops").isTrue();
      own.close();
      module.close();
      words.close();
    }
  }

  @Test
  void copiesAndFillsGoThereAndBack() {
    var data = new byte[1 << 20];
    new Random(7).nextBytes(data);
    try (var first = gpu.allocate(data.length);
        var second = gpu.allocate(data.length);
        var pinned = gpu.allocatePinned(data.length)) {
      assertThat(first.address() % 256).isZero();
      stream.copyToDevice(first.address(), MemorySegment.ofArray(data));
      stream.copyOnDevice(second.address(), first.address(), data.length);
      stream.fill(second.address(), (byte) -2, 16);
      stream.copyToHost(pinned.segment(), second.address());
      stream.synchronize();
      var expected = data.clone();
      Arrays.fill(expected, 0, 16, (byte) -2);
      assertThat(pinned.segment().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(expected);
      var heap = new byte[data.length];
      stream.copyToHost(MemorySegment.ofArray(heap), first.address());
      assertThat(heap).isEqualTo(data);
      stream.copyToHost(MemorySegment.ofArray(new byte[0]), first.address());
    }
  }

  @Test
  void aKernelGetsEveryTypeOfParameter() {
    try (var module = kernels();
        var out = gpu.allocate(64)) {
      var params = KernelParams.of(Type.I64, Type.I32, Type.F32, Type.F64, Type.I32);
      params.setLong(0, out.address());
      params.setInt(1, -3);
      params.setFloat(2, 0.25f);
      params.setDouble(3, -1e300);
      params.setInt(4, 77);
      var function = module.function("params");
      stream.launch(function, LaunchConfig.of(1, 1), params);
      var result = new long[4];
      stream.copyToHost(MemorySegment.ofArray(result), out.address());
      assertThat(result)
          .containsExactly(
              -3 & 0xffffffffL,
              Float.floatToRawIntBits(0.25f) & 0xffffffffL,
              Double.doubleToRawLongBits(-1e300),
              77);
    }
  }

  @Test
  void argumentsThatDoNotFitTheEntryAreRefused() {
    try (var module = kernels()) {
      var function = module.function("add");
      assumeTrue(knowsParameters(), "the driver cannot tell a function's parameters");
      assertThatThrownBy(() -> stream.launch(function, LaunchConfig.of(1, 1), null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("add takes 3 parameters, not 0.");
      assertThatThrownBy(
              () -> stream.launch(function, LaunchConfig.of(1, 1), KernelParams.ofLongs(0, 0, 0)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Parameter 1 of add has 4 bytes, not I64.");
    }
  }

  @Test
  void aGraphLaunchesTheKernelEachTime() {
    try (var module = kernels();
        var data = gpu.allocate(4 * 1000)) {
      stream.fill(data.address(), (byte) 0, data.bytes());
      var params = addParams(data.address(), 1000, 1.5f);
      var graph = gpu.newGraph(module.function("add"), LaunchConfig.of(8, 128), params);
      params.setFloat(2, 99f);
      for (int i = 0; i < 5; i++) {
        stream.launch(graph);
      }
      var result = new float[1000];
      stream.copyToHost(MemorySegment.ofArray(result), data.address());
      assertThat(result).containsOnly(7.5f);
      graph.close();
    }
  }

  /** Returns the arguments of the kernel {@code add}. */
  protected static KernelParams addParams(long address, int count, float value) {
    var params = KernelParams.of(Type.I64, Type.I32, Type.F32);
    params.setLong(0, address);
    params.setInt(1, count);
    params.setFloat(2, value);
    return params;
  }

  @Test
  void eventsTakeTheTimeAndOrderStreams() {
    try (var module = kernels();
        var data = gpu.allocate(4 << 20);
        var start = gpu.newEvent();
        var end = gpu.newEvent();
        var other = gpu.newStream()) {
      stream.fill(data.address(), (byte) 0, data.bytes());
      stream.record(start);
      stream.launch(
          module.function("add"),
          LaunchConfig.of(4096, 256),
          addParams(data.address(), 1 << 20, 2f));
      stream.record(end);
      other.waitFor(end);
      var result = new float[1 << 20];
      other.copyToHost(MemorySegment.ofArray(result), data.address());
      assertThat(result).containsOnly(2f);
      end.synchronize();
      assertThat(end.done()).isTrue();
      assertThat(end.nanosSince(start)).isBetween(500.0, 1e9);
    }
  }

  @Test
  void aCooperativeGridMeetsAtABarrier() {
    try (var module = kernels();
        var words = gpu.allocate(8)) {
      stream.fill(words.address(), (byte) 0, 8);
      var function = module.function("meet");
      int blocks = function.maxBlocksPerSm(128, 0) * gpu.properties().smCount();
      assertThat(blocks).isGreaterThanOrEqualTo(gpu.properties().smCount());
      var params = KernelParams.ofLongs(words.address(), KERNEL_LIMIT.toNanos());
      stream.launch(function, LaunchConfig.of(blocks, 128).asCooperative(), params);
      assertThat(stream.synchronize(PATIENCE)).isTrue();
      var counts = new int[2];
      stream.copyToHost(MemorySegment.ofArray(counts), words.address());
      assertThat(counts).as("arrived, met").containsExactly(blocks, blocks);

      assertThatThrownBy(
              () ->
                  stream.launch(function, LaunchConfig.of(blocks + 1, 128).asCooperative(), params))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("CUDA_ERROR_COOPERATIVE_LAUNCH_TOO_LARGE")
          .hasMessageContaining(blocks + " the device's");
      assertThat(gpu.failure()).isEmpty();
    }
  }

  @Test
  void aResidentKernelAnswersThroughRegisteredPages() {
    try (var resident = new Resident()) {
      long start = System.nanoTime();
      int rounds = 20_000;
      for (long i = 1; i <= rounds; i++) {
        resident.ask(i, 0);
      }
      System.out.printf(
          "registered pages: %.2f µs a round trip%n", (System.nanoTime() - start) / 1e3 / rounds);
      resident.assertRunning();
      assertThat(resident.words.bytes()).isEqualTo(4096);
      assertThat(resident.words.segment().address() % 4096).isZero();
    }
  }

  @Test
  void aRangeGrowsUnderARunningKernel() {
    try (AddressRange range = gpu.reserve(1L << 34);
        var resident = new Resident()) {
      assertThat(range.mapped()).isZero();
      for (int step = 1; step <= 4; step++) {
        long before = range.mapped();
        long now = range.grow(1);
        assertThat(now - before).isEqualTo(range.granularity());
        // The first and the last word of the part that was just added.
        resident.ask(2L * step, range.address() + before);
        resident.ask(2L * step + 1, range.address() + now - 8);
        var words = new long[1];
        stream.copyToHost(MemorySegment.ofArray(words), range.address() + before);
        assertThat(words[0]).isEqualTo(2L * step);
        stream.copyToHost(MemorySegment.ofArray(words), range.address() + now - 8);
        assertThat(words[0]).isEqualTo(2L * step + 1);
      }
      resident.assertRunning();
      assertThatThrownBy(() -> range.grow(1L << 35))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("Reserve a larger range");
    }
  }

  @Test
  void whatMustGoThroughBesideAResidentKernelDoes() {
    var text = ptx("kernels.ptx");
    byte[] cubin;
    try (var resident = new Resident()) {
      try (var memory = gpu.allocate(1 << 20)) {
        resident.ask(1, memory.address());
      }
      var late = gpu.registerHost(1 << 16);
      resident.ask(2, late.deviceAddress() + 64);
      assertThat((long) LONG.getAcquire(late.segment(), 64L)).isEqualTo(2);
      gpu.newStream().close();
      gpu.newEvent().close();
      resident.assertRunning();
      cubin = gpu.assemble(text, LoadOptions.DEFAULT);
      resident.assertRunning();
      // Closing waits for the kernel, so it is told to stop first, as a system does.
      LONG.setRelease(resident.words.segment(), COMMAND, STOP);
      assertThat(resident.own.synchronize(PATIENCE)).isTrue();
      late.close();
    }
    try (var module = gpu.load(cubin, LoadOptions.DEFAULT);
        var data = gpu.allocate(400)) {
      stream.fill(data.address(), (byte) 0, 400);
      stream.launch(
          module.function("add"), LaunchConfig.of(1, 128), addParams(data.address(), 100, 3f));
      var result = new float[100];
      stream.copyToHost(MemorySegment.ofArray(result), data.address());
      assertThat(result).containsOnly(3f);
    }
  }

  @Test
  void aWaitWithALimitEndsWhileTheKernelRunsOn() {
    try (var resident = new Resident()) {
      resident.ask(1, 0);
      long start = System.nanoTime();
      assertThat(resident.own.synchronize(Duration.ofMillis(50))).isFalse();
      assertThat(System.nanoTime() - start).isBetween(50_000_000L, 5_000_000_000L);
      Thread.currentThread().interrupt();
      assertThat(resident.own.synchronize(PATIENCE)).isFalse();
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void anotherThreadUsesTheDeviceToo() throws InterruptedException {
    var failures = new ConcurrentLinkedQueue<Throwable>();
    try (var module = kernels()) {
      var function = module.function("add");
      var threads = new ArrayList<Thread>();
      for (int t = 0; t < 8; t++) {
        float value = t;
        Runnable work =
            () -> {
              try (var own = gpu.newStream();
                  var data = gpu.allocate(4000)) {
                own.fill(data.address(), (byte) 0, 4000);
                own.launch(
                    function, LaunchConfig.of(8, 128), addParams(data.address(), 1000, value));
                var result = new float[1000];
                own.copyToHost(MemorySegment.ofArray(result), data.address());
                assertThat(result).containsOnly(value);
              } catch (Throwable e) {
                failures.add(e);
              }
            };
        threads.add(t % 2 == 0 ? Thread.startVirtualThread(work) : Thread.ofPlatform().start(work));
      }
      for (var thread : threads) {
        thread.join();
      }
    }
    assertThat(failures).isEmpty();
  }

  @Test
  void functionsTellWhatTheyNeed() {
    try (var module = kernels()) {
      var function = module.function("shared");
      var attributes = function.attributes();
      assertThat(attributes.registers()).isBetween(1, 255);
      assertThat(attributes.localBytes()).isZero();
      assertThat(attributes.staticShared()).isEqualTo(1024);
      assertThat(attributes.maxThreads()).isEqualTo(1024);
      assertThat(attributes.ptxVersion()).isEqualTo(75);
      assertThat(attributes.binaryVersion()).isEqualTo(gpu.properties().computeCapability());
      assertThat(function.maxBlocksPerSm(32, 0)).isPositive();

      int most = gpu.properties().sharedPerBlockOptIn() - 1024;
      assertThatThrownBy(() -> function.allowDynamicShared(most + 1))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("at most " + most);
      function.allowDynamicShared(most);
      function.preferSharedCarveout(100);
      assertThat(function.attributes().maxDynamicShared()).isEqualTo(most);
      try (var out = gpu.allocate(4)) {
        var params = KernelParams.ofLongs(out.address(), most - 4);
        stream.launch(function, LaunchConfig.of(1, 32).withDynamicShared(most), params);
        var result = new int[1];
        stream.copyToHost(MemorySegment.ofArray(result), out.address());
        assertThat(result[0]).isEqualTo(4242);
      }
      assertThatThrownBy(
              () -> stream.launch(function, LaunchConfig.of(1, 2048), KernelParams.ofLongs(0, 0)))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("1024 threads a block");
      assertThat(gpu.failure()).isEmpty();
    }
  }

  @Test
  void variablesOfAModuleAreFound() {
    try (var module = kernels()) {
      var global = module.global("greeting");
      assertThat(global.bytes()).isEqualTo(8);
      var result = new long[1];
      stream.copyToHost(MemorySegment.ofArray(result), global.address());
      assertThat(result[0]).isEqualTo(0x1122334455667788L);
      assertThatThrownBy(() -> module.global("absent"))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("variable absent");
      assertThatThrownBy(() -> module.function("absent"))
          .isInstanceOf(DriverException.class)
          .hasMessageContaining("CUDA_ERROR_NOT_FOUND")
          .hasMessageContaining("entry absent");
    }
  }

  @Test
  void codeThatDoesNotLoadIsExplained() {
    var wrong =
        new String(ptx("kernels.ptx"), StandardCharsets.US_ASCII)
            .replace("add.rn.f32", "add.rn.nonsense");
    assertThatThrownBy(
            () -> gpu.load(wrong.getBytes(StandardCharsets.US_ASCII), LoadOptions.DEFAULT))
        .isInstanceOfSatisfying(
            DriverException.class,
            e -> {
              assertThat(e.name()).isEqualTo("CUDA_ERROR_INVALID_PTX");
              assertThat(e.text()).as("the assembler's log").contains("line");
            });
    assertThatThrownBy(
            () -> gpu.assemble(wrong.getBytes(StandardCharsets.US_ASCII), LoadOptions.DEFAULT))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("line");
    assertThatThrownBy(
            () -> gpu.load("not code".getBytes(StandardCharsets.US_ASCII), LoadOptions.DEFAULT))
        .isInstanceOf(DriverException.class);
    assertThat(gpu.failure()).isEmpty();
  }

  @Test
  void aLimitOnRegistersIsKept() {
    try (var module =
        gpu.load(ptx("kernels.ptx"), LoadOptions.DEFAULT.withMaxRegisters(32).withLineInfo(true))) {
      assertThat(module.function("meet").attributes().registers()).isLessThanOrEqualTo(32);
    }
  }

  @Test
  void moreMemoryThanThereIsIsRefusedAndNotFatal() {
    assertThatThrownBy(() -> gpu.allocate(1L << 46))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("CUDA_ERROR_OUT_OF_MEMORY");
    gpu.allocate(1024).close();
  }

  @Test
  void aPeerIsReached() {
    var devices = driver().devices();
    assumeTrue(devices.size() > 1, "peer access needs two devices, there is one");
    assumeTrue(driver().peerAccess(0, 1).supported(), "the devices are not peers");
    try (var peer = driver().open(1);
        var range = peer.reserve(1 << 20);
        var there = peer.allocate(400);
        var queue = peer.newStream();
        var module = kernels()) {
      range.grow(1);
      gpu.enablePeer(peer);
      gpu.enablePeer(peer);
      for (long address : new long[] {there.address(), range.address()}) {
        queue.fill(address, (byte) 0, 400);
        queue.synchronize();
        stream.launch(module.function("add"), LaunchConfig.of(1, 128), addParams(address, 100, 5f));
        stream.synchronize();
        var result = new float[100];
        queue.copyToHost(MemorySegment.ofArray(result), address);
        assertThat(result).containsOnly(5f);
      }
    }
  }
}
