package dev.ringkernel.ptx.sim.running;

import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Place;
import java.util.Arrays;

/** A write of a location. */
final class Write {
  static final long NOTHING = Long.MIN_VALUE;

  final long value;
  final int writer;
  final Place place;
  final boolean strong;
  final Scope scope;
  final boolean async;

  /** The {@link #store} of what the write's atomic read; {@link #NOTHING} for a plain write. */
  final long read;

  /** A number that all pieces of one store share. */
  final long store;

  final Patterns releases;

  /** Who knew it first at which of its times: pairs. */
  private int[] known;

  private boolean everyone;

  Write(
      long value,
      int writer,
      Place place,
      Manner manner,
      long read,
      long store,
      Patterns releases) {
    this(
        value,
        writer,
        place,
        manner.strong(),
        manner.scope(),
        manner.async(),
        read,
        store,
        releases,
        new int[0],
        false);
  }

  private Write(
      long value,
      int writer,
      Place place,
      boolean strong,
      Scope scope,
      boolean async,
      long read,
      long store,
      Patterns releases,
      int[] known,
      boolean everyone) {
    this.value = value;
    this.writer = writer;
    this.place = place;
    this.strong = strong;
    this.scope = scope;
    this.async = async;
    this.read = read;
    this.store = store;
    this.releases = releases;
    this.known = known;
    this.everyone = everyone;
  }

  /** What was there before anybody wrote. */
  static Write initial(long value) {
    Write write = new Write(value, 0, Place.HOST, Manner.WEAK, NOTHING, 0, Patterns.NONE);
    write.everyone = true;
    return write;
  }

  /** A piece of it. */
  Write piece(long part) {
    return new Write(
        part, writer, place, strong, scope, async, read, store, releases, known.clone(), everyone);
  }

  void knownTo(int agent, int time) {
    if (everyone) {
      return;
    }
    for (int i = 0; i < known.length; i += 2) {
      if (known[i] == agent) {
        return;
      }
    }
    known = Arrays.copyOf(known, known.length + 2);
    known[known.length - 2] = agent;
    known[known.length - 1] = time;
  }

  void knownToEveryone() {
    everyone = true;
  }

  boolean known(Clock clock) {
    if (everyone) {
      return true;
    }
    for (int i = 0; i < known.length; i += 2) {
      if (clock.of(known[i]) >= known[i + 1]) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is morally strong with an access of the same bytes (PTX manual, 8.7). */
  boolean morallyStrong(Agent agent, Manner manner) {
    return async == manner.async()
        && (writer == agent.id
            || (strong
                && manner.strong()
                && place.includes(scope, agent.place())
                && agent.place().includes(manner.scope(), place)));
  }
}
