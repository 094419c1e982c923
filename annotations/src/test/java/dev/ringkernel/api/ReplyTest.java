package dev.ringkernel.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class ReplyTest {
  /** Completes after so many polls by the waiting thread, or, watched, from another thread. */
  private static final class Scripted extends Reply<String> {
    final List<String> calls = new ArrayList<>();
    private final boolean whilePolled;
    private final boolean whenWatched;

    Scripted(boolean whilePolled, boolean whenWatched) {
      this.whilePolled = whilePolled;
      this.whenWatched = whenWatched;
    }

    @Override
    protected void await(long nanos) throws InterruptedException {
      calls.add(nanos == Long.MAX_VALUE ? "await" : "await limited");
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      if (whilePolled) {
        complete("polled");
      }
    }

    @Override
    protected void watch() {
      calls.add("watch");
      if (whenWatched) {
        Thread.ofVirtual().start(() -> complete("watched"));
      }
    }
  }

  @Test
  void theWaitingThreadPollsFirst() throws Exception {
    Scripted r = new Scripted(true, false);
    assertThat(r.get()).isEqualTo("polled");
    assertThat(r.get(1, TimeUnit.SECONDS)).isEqualTo("polled");
    assertThat(r.join()).isEqualTo("polled");
    assertThat(r.calls).containsExactly("await");
    Scripted limited = new Scripted(true, false);
    assertThat(limited.get(1, TimeUnit.SECONDS)).isEqualTo("polled");
    assertThat(limited.calls).containsExactly("await limited");
  }

  @Test
  void whatPollingDoesNotFindTheWatcherCompletes() throws Exception {
    Scripted r = new Scripted(false, true);
    assertThat(r.get()).isEqualTo("watched");
    assertThat(r.calls).containsExactly("await", "watch");
    assertThat(new Scripted(false, true).join()).isEqualTo("watched");
    assertThat(new Scripted(false, true).get(5, TimeUnit.SECONDS)).isEqualTo("watched");
  }

  @Test
  void dependentStagesAreWatched() {
    Scripted r = new Scripted(false, true);
    assertThat(r.thenApply(s -> s + "!").join()).isEqualTo("watched!");
    assertThat(r.calls).contains("watch").doesNotContain("await");
  }

  @Test
  void timeOutsAndInterruptsAreThoseOfFutures() {
    Scripted never = new Scripted(false, false);
    assertThatThrownBy(() -> never.get(1, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    assertThatThrownBy(() -> never.get(0, TimeUnit.MILLISECONDS))
        .isInstanceOf(TimeoutException.class);
    Thread.currentThread().interrupt();
    assertThatThrownBy(never::get).isInstanceOf(InterruptedException.class);
    Thread.currentThread().interrupt();
    assertThat(new Scripted(false, true).join()).isEqualTo("watched");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void failuresAreWrappedAsFuturesDo() {
    Scripted r = new Scripted(false, false);
    r.completeExceptionally(
        new ActorFailedException("Counter", "integer division by zero", "Counter.java:12", null));
    assertThatThrownBy(r::get)
        .isInstanceOf(ExecutionException.class)
        .cause()
        .hasMessage("Counter failed: integer division by zero at Counter.java:12");
    assertThatThrownBy(r::join).isInstanceOf(CompletionException.class);
  }
}
