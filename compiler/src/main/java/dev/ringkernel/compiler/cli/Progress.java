package dev.ringkernel.compiler.cli;

import java.io.PrintWriter;
import java.util.function.LongSupplier;

/** Says what is being done once a command has taken a second. */
final class Progress {
  private static final long QUIET_NANOS = 1_000_000_000;

  private final PrintWriter err;
  private final LongSupplier clock;
  private final long start;

  Progress(PrintWriter err, LongSupplier clock) {
    this.err = err;
    this.clock = clock;
    this.start = clock.getAsLong();
  }

  void step(String what) {
    if (clock.getAsLong() - start >= QUIET_NANOS) {
      err.println("ringkernel: " + what);
    }
  }
}
