package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.SystemClosedException;
import dev.ringkernel.ptx.pack.PackageException;
import dev.ringkernel.runtime.TestActors.Add;
import dev.ringkernel.runtime.TestActors.Adder;
import dev.ringkernel.runtime.TestActors.Sum;
import dev.ringkernel.runtime.device.RunState;
import dev.ringkernel.runtime.driver.DriverException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A class unknown at launch: what is done beside the resident kernel, and what in the pause. */
@Timeout(60)
class NewClassTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final List<String> TAKEN_IN =
      List.of("assemble", "assembled", "left", "load cubin", "unload cubin", "launch");

  private final ResidentGpu gpu = new ResidentGpu();
  private final ActorSystem system =
      new ActorSystem(options(), new GpuBackend("fake", gpu), List.of(), List.of());
  private ActorRef<Adder> adder;
  private long sum;

  /** Does what {@link Adder} does, as all classes on this device do. */
  static final class Second {
    private long sum;

    @RingKernel
    Sum add(Add add) {
      sum += add.amount();
      return new Sum(sum);
    }
  }

  /** The same. */
  static final class Third {
    private long sum;

    @RingKernel
    Sum add(Add add) {
      sum += add.amount();
      return new Sum(sum);
    }
  }

  private static Options options() {
    Options d = Options.DEFAULT;
    return new Options(
        2,
        64,
        d.maxMessageBytes(),
        d.mailboxSlots(),
        d.outboxSlots(),
        d.ringSlots(),
        d.replySlots(),
        d.hostRingSlots(),
        d.slice(),
        d.patience(),
        d.maxRestarts(),
        d.restartWindow(),
        LIMIT,
        IdleStrategy.YIELD);
  }

  @BeforeEach
  void start() {
    adder = system.spawn(Adder.class);
    assertThat(gpu.takeLog()).containsExactly("load text", "launch");
    adds();
  }

  @AfterEach
  void close() {
    system.close();
    assertThat(gpu.isResident()).isFalse();
    assertThat(gpu.log).endsWith("close");
  }

  private void adds() {
    sum += 5;
    assertThat(adder.call(new Add(5), Sum.class, LIMIT)).isEqualTo(new Sum(sum));
  }

  private static void serves(ActorRef<?> actor) {
    assertThat(actor.call(new Add(3), Sum.class, LIMIT)).isEqualTo(new Sum(3));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.yield();
    }
  }

  private static boolean waits(Thread thread) {
    return thread.getState() == Thread.State.WAITING;
  }

  @Test
  void isAssembledWhileTheActorsServeAndThenLoadedInAPause() {
    gpu.whileAssembling =
        () -> {
          assertThat(gpu.runWord()).as("nobody asks the kernel to leave").isEqualTo(RunState.RUN);
          assertThat(gpu.isResident()).isTrue();
          adds();
        };
    ActorRef<Second> second = system.spawn(Second.class);
    assertThat(gpu.takeLog())
        .containsExactly("assemble", "assembled", "left", "load cubin", "unload text", "launch");
    serves(second);
    adds();
    assertThat(system.parks()).isEqualTo(1);
    assertThat(system.lastPark()).isPositive();
    system.spawn(Second.class);
    assertThat(gpu.takeLog()).as("it is known now").isEmpty();
    system.spawn(Third.class);
    assertThat(gpu.takeLog()).isEqualTo(TAKEN_IN);
    assertThat(system.parks()).isEqualTo(2);
  }

  @Test
  void thatIsNoActorIsRefusedBeforeAnythingIsDone() {
    assertThatThrownBy(() -> system.spawn(String.class)).isInstanceOf(PackageException.class);
    assertThat(gpu.takeLog()).isEmpty();
    assertThat(system.parks()).isZero();
    adds();
  }

  @Test
  void thatDoesNotAssembleIsRefusedWithoutAPause() {
    DriverException failure = DriverException.of("assemble", "line 7 is wrong", "Mend it.");
    gpu.assembleFails = failure;
    assertThatThrownBy(() -> system.spawn(Second.class)).isSameAs(failure);
    assertThat(gpu.takeLog()).containsExactly("assemble");
    assertThat(gpu.isResident()).isTrue();
    assertThat(system.parks()).isZero();
    adds();
    serves(system.spawn(Second.class));
    assertThat(system.parks()).isEqualTo(1);
    adds();
  }

  @Test
  void thatDoesNotLoadIsRefusedAndTheOldCodeGoesOn() {
    DriverException failure = DriverException.of("load", "there is no room", "Make some.");
    gpu.loadFails = failure;
    assertThatThrownBy(() -> system.spawn(Second.class)).isSameAs(failure);
    assertThat(gpu.takeLog())
        .containsExactly("assemble", "assembled", "left", "load cubin", "launch");
    assertThat(system.parks()).isEqualTo(1);
    adds();
    serves(system.spawn(Second.class));
    assertThat(system.parks()).isEqualTo(2);
    adds();
  }

  @Test
  void thatDoesNotFitIsRefusedAndTheOldCodeGoesOn() {
    gpu.blocksPerSm = 0;
    assertThatThrownBy(() -> system.spawn(Second.class))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith(
            "NVIDIA H200 has room for 0 blocks of the composed kernel, and this system has 3,");
    gpu.blocksPerSm = 1;
    assertThat(gpu.takeLog()).isEqualTo(TAKEN_IN);
    adds();
    serves(system.spawn(Second.class));
    adds();
  }

  @Test
  void withWhichTheKernelDoesNotStartAgainFailsTheSystem() {
    CompletableFuture<Void> end = system.stop(system.spawn(Adder.class));
    end.join();
    gpu.launchFails = DriverException.of("launch", "the device is gone", "Look at it.");
    assertThatThrownBy(() -> system.spawn(Second.class))
        .hasMessage("launch: the device is gone. Look at it.");
    assertThatThrownBy(this::adds)
        .isInstanceOf(SystemClosedException.class)
        .hasMessageContaining("the device is gone");
    assertThatThrownBy(() -> system.spawn(Adder.class)).isInstanceOf(SystemClosedException.class);
    assertThatThrownBy(system::park).isInstanceOf(SystemClosedException.class);
  }

  @Test
  void ofTwoThreadsAtOnceAreTakenInOneAfterTheOther() throws Exception {
    var third = new CompletableFuture<ActorRef<Third>>();
    Thread other = new Thread(() -> third.complete(system.spawn(Third.class)));
    gpu.whileAssembling =
        () -> {
          if (other.getState() == Thread.State.NEW) {
            other.start();
            await(() -> waits(other));
          }
          adds();
        };
    serves(system.spawn(Second.class));
    serves(third.get(20, TimeUnit.SECONDS));
    adds();
    assertThat(system.parks()).isEqualTo(2);
    assertThat(gpu.takeLog()).filteredOn("assembled"::equals).hasSize(2);
  }

  @Test
  void thatTwoThreadsSpawnAtOnceIsTakenInOnce() throws Exception {
    var another = new CompletableFuture<ActorRef<Second>>();
    Thread other = new Thread(() -> another.complete(system.spawn(Second.class)));
    gpu.whileAssembling =
        () -> {
          other.start();
          await(() -> waits(other));
        };
    serves(system.spawn(Second.class));
    serves(another.get(20, TimeUnit.SECONDS));
    assertThat(system.parks()).isEqualTo(1);
    assertThat(gpu.takeLog()).filteredOn("assemble"::equals).hasSize(1);
  }

  @Test
  void knownOnesAreSpawnedAndTheKernelParksWhileAnotherIsAssembled() throws Exception {
    var spawned = new CompletableFuture<ActorRef<Adder>>();
    gpu.whileAssembling =
        () -> {
          Thread other =
              new Thread(
                  () -> {
                    ActorRef<Adder> known = system.spawn(Adder.class);
                    system.park();
                    spawned.complete(known);
                  });
          other.start();
          serves(spawned.orTimeout(20, TimeUnit.SECONDS).join());
        };
    serves(system.spawn(Second.class));
    assertThat(system.parks()).isEqualTo(2);
    adds();
  }

  @Test
  void isRefusedWhereTheSystemClosesMeanwhile() throws Exception {
    Thread closer = new Thread(system::close);
    var refusal = new AtomicReference<Throwable>();
    gpu.whileAssembling =
        () -> {
          closer.start();
          await(() -> gpu.log.contains("left") && waits(closer));
          assertThat(gpu.log).as("the device is still in use").doesNotContain("close");
        };
    try {
      system.spawn(Second.class);
    } catch (SystemClosedException e) {
      refusal.set(e);
    }
    assertThat(refusal.get()).hasMessage("The actor system is closed.");
    closer.join();
    assertThat(gpu.log).containsExactly("assemble", "left", "assembled", "unload text", "close");
  }
}
