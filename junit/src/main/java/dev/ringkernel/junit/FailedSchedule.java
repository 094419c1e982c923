package dev.ringkernel.junit;

import dev.ringkernel.runtime.sim.SimSettings;
import org.jspecify.annotations.Nullable;

/** Stands beside what failed a test, and says how to run that again. */
final class FailedSchedule extends Exception {
  private static final long serialVersionUID = 1L;

  FailedSchedule(String test, SimSettings settings) {
    super(sentence(test, settings));
  }

  /** What failed and what repeats it. */
  static String sentence(String test, SimSettings settings) {
    return test + " failed on " + settings + "; again with " + settings.asArguments();
  }

  /** The place is the test's. */
  @Override
  public synchronized @Nullable Throwable fillInStackTrace() {
    return this;
  }
}
