package dev.ringkernel.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a caller's thread allocates for each message, by the JVM's own counter. */
final class AllocationTest {
  private static final int WARM = 20_000;
  private static final int COUNTED = 10_000;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @RingMessage
  record Step(long by) {}

  @RingMessage
  record Reached(long value) {}

  /** Counts. */
  static final class Stepper {
    private long value;

    @RingKernel
    Reached step(Step m) {
      value += m.by();
      return new Reached(value);
    }
  }

  private interface Action {
    void run() throws Exception;
  }

  /** Bytes an action allocates on this thread, on average, once it is compiled. */
  private static double bytesEach(Action action) throws Exception {
    for (int i = 0; i < WARM; i++) {
      action.run();
    }
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < COUNTED; i++) {
      action.run();
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / (double) COUNTED;
  }

  private static ActorSystem open() {
    return ActorSystem.builder().backend("cpu").workers(1).idle(IdleStrategy.SPIN).build();
  }

  /** A record of one long: header and field. */
  private static final double REPLY_BYTES = 24;

  /** The counter's own noise: a page of the thread's buffer now and then. */
  private static final double NOISE = 1;

  @Test
  void tellAndOfferAllocateNothing() throws Exception {
    try (ActorSystem system = open()) {
      ActorRef<Stepper> actor = system.spawn(Stepper.class);
      Step step = new Step(1);
      assertThat(bytesEach(() -> actor.tell(step))).as("bytes each tell").isLessThan(NOISE);
      assertThat(bytesEach(() -> actor.offer(step))).as("bytes each offer").isLessThan(NOISE);
    }
  }

  @Test
  void callAllocatesTheReplyAlone() throws Exception {
    try (ActorSystem system = open()) {
      ActorRef<Stepper> actor = system.spawn(Stepper.class);
      Step step = new Step(1);
      assertThat(bytesEach(() -> actor.call(step, Reached.class, LIMIT)))
          .as("bytes each call")
          .isLessThan(REPLY_BYTES + NOISE);
    }
  }

  @Test
  void askAllocatesTheFutureAndTheReply() throws Exception {
    try (ActorSystem system = open()) {
      ActorRef<Stepper> actor = system.spawn(Stepper.class);
      Step step = new Step(1);
      assertThat(bytesEach(() -> actor.ask(step, Reached.class).get()))
          .as("bytes each ask")
          .isLessThan(64 + NOISE);
    }
  }
}
