package dev.ringkernel.samples.supervised;

import dev.ringkernel.api.ActorFailedException;
import dev.ringkernel.api.ActorRef;
import dev.ringkernel.api.RingKernel;
import dev.ringkernel.api.RingMessage;
import dev.ringkernel.runtime.ActorSystem;
import java.time.Duration;

/**
 * A worker that divides. A divisor of zero fails it; its supervisor restarts it, and it goes on.
 */
public final class Supervised {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private Supervised() {}

  /** Divide. */
  @RingMessage
  public record Task(int dividend, int divisor) {}

  /**
   * The quotient.
   *
   * @param done tasks done since the worker was started, or started again
   */
  @RingMessage
  public record Answer(int quotient, int done) {}

  /** Divides, and counts what it has done. */
  public static final class Worker {
    private int done;

    @RingKernel(id = "worker")
    Answer divide(Task m) {
      int quotient = m.dividend() / m.divisor();
      done++;
      return new Answer(quotient, done);
    }
  }

  /** Runs it on the GPU if there is a usable one, else on the CPU. */
  public static void main(String[] args) {
    try (ActorSystem system = ActorSystem.create()) {
      System.out.println("backend: " + system.backend() + ", " + system.description());
      ActorRef<Worker> worker = system.spawn(Worker.class);
      for (int divisor = 3; divisor >= -2; divisor--) {
        try {
          Answer answer = worker.call(new Task(12, divisor), Answer.class, PATIENCE);
          System.out.printf(
              "12 / %2d = %3d   (%d done)%n", divisor, answer.quotient(), answer.done());
        } catch (ActorFailedException e) {
          System.out.printf("12 / %2d: %s%n", divisor, e.getMessage());
        }
      }
      system.deadLetters().take().forEach(d -> System.out.println("dead letter: " + d));
    }
  }
}
