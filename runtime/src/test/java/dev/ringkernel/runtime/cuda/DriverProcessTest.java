package dev.ringkernel.runtime.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.runtime.driver.Devices;
import dev.ringkernel.runtime.driver.DriverException;
import dev.ringkernel.runtime.driver.Gpu;
import dev.ringkernel.runtime.driver.GpuFunction.FunctionAttributes;
import dev.ringkernel.runtime.driver.GpuModule.GlobalVariable;
import dev.ringkernel.runtime.driver.GpuStream;
import dev.ringkernel.runtime.driver.HostMemory;
import dev.ringkernel.runtime.driver.KernelParams;
import dev.ringkernel.runtime.driver.KernelParams.Type;
import dev.ringkernel.runtime.driver.LaunchConfig;
import dev.ringkernel.runtime.driver.LoadOptions;
import dev.ringkernel.runtime.driver.MemoryUse;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A driver in a real process of its own; only the device in it is a fake. */
@Timeout(60)
class DriverProcessTest {
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final LaunchConfig ONE = LaunchConfig.of(1, 1);

  private static DriverProcess process;
  private Gpu gpu;
  private GpuStream stream;

  @BeforeAll
  static void start() {
    process = DriverProcessEndTest.start();
    assertThat(process.retain()).isTrue();
  }

  @AfterAll
  static void end() {
    process.release();
  }

  @BeforeEach
  void open() {
    assertThat(process.retain()).isTrue();
    gpu = process.open(0);
    stream = gpu.newStream();
  }

  @AfterEach
  void close() {
    stream.close();
    gpu.close();
  }

  private static void await(HostMemory words, long offset, long value) {
    long start = System.nanoTime();
    while ((long) LONG.getAcquire(words.segment(), offset) != value) {
      assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
      Thread.onSpinWait();
    }
  }

  @Test
  void whatTheDriverSaysCrosses() {
    assertThat(process.pid()).isNotEqualTo(ProcessHandle.current().pid());
    assertThat(gpu.properties()).isEqualTo(Devices.h200());
    assertThat(gpu.failure()).isEmpty();
    assertThat(gpu.memory()).isEqualTo(new MemoryUse(1, 2));
    assertThat(gpu.assemble(new byte[] {1, 2, -3}, LoadOptions.DEFAULT)).containsExactly(2, 2, -3);
    try (var module = gpu.load(new byte[70_000], new LoadOptions(7, 3, true))) {
      assertThat(module.log()).isEqualTo(new LoadOptions(7, 3, true).toString());
      assertThat(module.global("abc")).isEqualTo(new GlobalVariable(0x1234, 3));
      var function = module.function("params");
      assertThat(function.name()).isEqualTo("params");
      assertThat(function.attributes()).isEqualTo(new FunctionAttributes(1, 2, 3, 4, 5, 6, 7, 8));
      assertThat(function.maxBlocksPerSm(32, 5)).isEqualTo(37);
      function.allowDynamicShared(1);
      function.preferSharedCarveout(-1);
    }
    try (var range = gpu.reserve(1 << 20)) {
      assertThat(range.address()).isNotZero();
      assertThat(range.capacity()).isEqualTo(1 << 20);
      assertThat(range.mapped()).isZero();
      assertThat(range.grow(5000)).isEqualTo(8192);
      assertThat(range.mapped()).isEqualTo(8192);
      assertThat(range.granularity()).isEqualTo(4096);
    }
    try (var start = gpu.newEvent();
        var end = gpu.newEvent()) {
      assertThat(start.done()).isFalse();
      stream.record(start);
      stream.waitFor(start);
      stream.record(end);
      stream.synchronize();
      end.synchronize();
      assertThat(end.done()).isTrue();
      assertThat(end.nanosSince(start)).isPositive();
    }
  }

  @Test
  void parametersOfEveryTypeReachALaunchAndAGraph() {
    var params = KernelParams.of(Type.I64, Type.I64, Type.F64, Type.I32, Type.F32);
    try (var module = gpu.load(new byte[1], LoadOptions.DEFAULT);
        var memory = gpu.allocate(24)) {
      params.setLong(0, memory.address());
      params.setLong(1, Long.MIN_VALUE);
      params.setDouble(2, -1e300);
      params.setInt(3, -3);
      params.setFloat(4, 0.25f);
      long last = (-3 & 0xffffffffL) | (long) Float.floatToRawIntBits(0.25f) << 32;
      var graph = gpu.newGraph(module.function("params"), ONE, params);
      stream.launch(module.function("params"), ONE, params);
      params.setLong(1, 5);
      var words = new long[3];
      stream.copyToHost(MemorySegment.ofArray(words), memory.address());
      assertThat(words).containsExactly(Long.MIN_VALUE, Double.doubleToRawLongBits(-1e300), last);
      stream.fill(memory.address(), (byte) -1, 24);
      stream.copyToHost(MemorySegment.ofArray(words), memory.address());
      assertThat(words).containsOnly(-1);
      stream.launch(graph);
      stream.copyToHost(MemorySegment.ofArray(words), memory.address());
      assertThat(words[0]).as("the values at the graph's making").isEqualTo(Long.MIN_VALUE);
      graph.close();
    }
  }

  @Test
  void copiesGoThereAndBackFromAnyMemory() {
    var data = new byte[(3 << 20) + 17];
    new Random(11).nextBytes(data);
    try (var first = gpu.allocate(data.length);
        var second = gpu.allocate(data.length);
        var pinned = gpu.allocatePinned(data.length);
        var arena = Arena.ofConfined()) {
      stream.copyToDevice(first.address(), MemorySegment.ofArray(data));
      stream.copyOnDevice(second.address(), first.address(), data.length);
      stream.copyToHost(pinned.segment(), second.address());
      stream.synchronize();
      assertThat(pinned.bytes()).isEqualTo(data.length);
      assertThat(pinned.segment().toArray(ValueLayout.JAVA_BYTE)).isEqualTo(data);

      pinned.segment().asSlice(100, 8).fill((byte) 9);
      stream.copyToDevice(first.address(), pinned.segment().asSlice(100, 8));
      var nativePart = arena.allocate(data.length);
      stream.copyToHost(nativePart, first.address());
      for (int i = 0; i < 8; i++) {
        data[i] = 9;
      }
      assertThat(nativePart.toArray(ValueLayout.JAVA_BYTE)).isEqualTo(data);
      stream.copyToHost(MemorySegment.ofArray(new byte[0]), first.address());
      assertThatThrownBy(() -> stream.copyToHost(nativePart.asReadOnly(), first.address()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void bothSidesSeeRegisteredMemoryAndCallsPassAWaitingOne() throws Exception {
    try (var words = gpu.registerHost(100);
        var module = gpu.load(new byte[1], LoadOptions.DEFAULT);
        var other = gpu.newStream()) {
      assertThat(words.bytes()).isEqualTo(4096);
      assertThat(words.segment().address() % 4096).isZero();
      assertThat(words.segment().toArray(ValueLayout.JAVA_BYTE)).containsOnly(0);
      assertThat(words.deviceAddress()).isNotZero();
      stream.launch(module.function("echo"), ONE, KernelParams.ofLongs(words.deviceAddress()));
      for (long i = 1; i <= 200; i++) {
        LONG.setRelease(words.segment(), 0L, i);
        await(words, 8, i);
      }
      assertThat(stream.done()).isFalse();
      assertThat(stream.synchronize(Duration.ofMillis(20))).isFalse();
      Thread.currentThread().interrupt();
      assertThat(stream.synchronize(PATIENCE)).isFalse();
      assertThat(Thread.interrupted()).isTrue();

      var waiting = CompletableFuture.runAsync(stream::synchronize);
      other.synchronize();
      assertThat(gpu.memory().total()).isEqualTo(2);
      assertThat(waiting).isNotDone();
      LONG.setRelease(words.segment(), 0L, -1L);
      waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      assertThat(stream.synchronize(PATIENCE)).isTrue();
    }
  }

  @Test
  void sharedMemoryLeavesNoFile() throws IOException {
    try (var words = gpu.registerHost(1 << 20)) {
      var maps = Files.readAllLines(Path.of("/proc/self/maps"));
      assertThat(maps.stream().filter(line -> line.contains("ringkernel-")))
          .isNotEmpty()
          .allMatch(line -> line.endsWith("(deleted)"));
      assertThat(words.bytes()).isEqualTo(1 << 20);
    }
    assertThatThrownBy(() -> gpu.registerHost(3 * 4096))
        .isInstanceOf(DriverException.class)
        .hasMessageContaining("Three pages");
    assertThatThrownBy(() -> gpu.registerHost(0)).isInstanceOf(IllegalArgumentException.class);
    // Mapped until nobody holds the segment, but without a name from the start.
    assertThat(
            Files.readAllLines(Path.of("/proc/self/maps")).stream()
                .filter(line -> line.contains("ringkernel-")))
        .allMatch(line -> line.endsWith("(deleted)"));
  }

  @Test
  void exceptionsKeepAllTheirFields() {
    assertThatThrownBy(
            () -> gpu.load("bad".getBytes(StandardCharsets.US_ASCII), LoadOptions.DEFAULT))
        .isInstanceOfSatisfying(
            DriverException.class,
            e -> {
              assertThat(e.call()).isEqualTo("fakeLoad");
              assertThat(e.code()).isEqualTo(218);
              assertThat(e.name()).isEqualTo("INVALID_PTX");
              assertThat(e.text()).hasSize(100_001).endsWith("xü");
              assertThat(e.advice()).isEqualTo("Mend it.");
              assertThat(e.fatal()).isFalse();
              assertThat(e)
                  .cause()
                  .isInstanceOf(IllegalStateException.class)
                  .hasMessage("the cause");
              assertThat(e.getSuppressed()[0])
                  .isInstanceOf(IllegalArgumentException.class)
                  .hasMessage("and this");
              assertThat(e.getStackTrace())
                  .as("both stacks")
                  .anyMatch(f -> f.getClassName().contains("FakeGpu"))
                  .anyMatch(f -> f.getClassName().equals(DriverProcessTest.class.getName()));
            });
    assertThatThrownBy(() -> gpu.allocate(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Device memory has at least 1 byte: 0.");
    try (var module = gpu.load(new byte[1], LoadOptions.DEFAULT)) {
      assertThatThrownBy(() -> module.function("echo").allowDynamicShared(101))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("no more than 100");
    }
    assertThatThrownBy(() -> gpu.enablePeer(gpu)).hasMessageContaining("It is this one");
    assertThatThrownBy(() -> process.open(3))
        .isInstanceOfSatisfying(
            DriverException.class, e -> assertThat(e.advice()).isEqualTo("Ask for 0."));
    assertThat(gpu.failure()).isEmpty();
  }

  @Test
  void handlesAreOfNoUseOnceClosed() {
    var module = gpu.load(new byte[1], LoadOptions.DEFAULT);
    var function = module.function("echo");
    var memory = gpu.allocate(8);
    module.close();
    module.close();
    memory.close();
    memory.close();
    assertThatThrownBy(function::attributes)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The module was closed.");
    var event = gpu.newEvent();
    event.close();
    assertThatThrownBy(() -> stream.record(event)).isInstanceOf(IllegalStateException.class);
    var words = gpu.registerHost(8);
    words.close();
    words.close();
    // A waiting thread may look at it while it is closed.
    assertThat(words.segment().get(ValueLayout.JAVA_LONG, 0)).isZero();

    assertThat(process.retain()).isTrue();
    var second = process.open(0);
    second.close();
    second.close();
    assertThatThrownBy(second::newStream).isInstanceOf(IllegalStateException.class);
    assertThat(gpu.memory()).isNotNull();
  }

  @Test
  void whatAKernelPrintsDoesNotGetBetweenTheAnswers() {
    try (var module = gpu.load(new byte[1], LoadOptions.DEFAULT)) {
      stream.launch(module.function("print"), LaunchConfig.of(3, 1), null);
      assertThat(gpu.memory()).isEqualTo(new MemoryUse(1, 2));
    }
  }

  @Test
  void anInterruptedThreadIsServedAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    try (var words = gpu.registerHost(4096);
        var memory = gpu.allocate(8)) {
      stream.copyToDevice(memory.address(), MemorySegment.ofArray(new long[] {77}));
      stream.copyToHost(words.segment().asSlice(0, 8), memory.address());
      stream.synchronize();
      assertThat(words.segment().get(ValueLayout.JAVA_LONG, 0)).isEqualTo(77);
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void manyThreadsCallAtOnce() throws InterruptedException {
    var failures = new ArrayList<Throwable>();
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 8; t++) {
      long seed = t;
      threads.add(
          Thread.startVirtualThread(
              () -> {
                try (var own = gpu.newStream();
                    var memory = gpu.allocate(800)) {
                  for (int i = 0; i < 50; i++) {
                    var sent = new Random(seed + i).longs(100).toArray();
                    own.copyToDevice(memory.address(), MemorySegment.ofArray(sent));
                    var got = new long[100];
                    own.copyToHost(MemorySegment.ofArray(got), memory.address());
                    assertThat(got).isEqualTo(sent);
                  }
                } catch (Throwable e) {
                  synchronized (failures) {
                    failures.add(e);
                  }
                }
              }));
    }
    for (var thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }
}
