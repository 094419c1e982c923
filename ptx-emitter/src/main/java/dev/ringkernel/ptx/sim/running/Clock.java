package dev.ringkernel.ptx.sim.running;

import java.util.Arrays;

/** For each agent the time up to which it is known; absent ones are at 0. */
final class Clock {
  private static final int[] NOTHING = {};

  private int[] times;

  Clock() {
    this.times = NOTHING;
  }

  private Clock(int[] times) {
    this.times = times;
  }

  Clock copy() {
    return new Clock(times.length == 0 ? NOTHING : times.clone());
  }

  int of(int agent) {
    return agent < times.length ? times[agent] : 0;
  }

  void advance(int agent, int time) {
    if (agent >= times.length) {
      times = Arrays.copyOf(times, Math.max(agent + 1, times.length + times.length / 2));
    }
    times[agent] = Math.max(times[agent], time);
  }

  void join(Clock other) {
    if (other.times.length > times.length) {
      times = Arrays.copyOf(times, other.times.length);
    }
    for (int i = 0; i < other.times.length; i++) {
      times[i] = Math.max(times[i], other.times[i]);
    }
  }
}
