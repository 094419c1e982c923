package dev.ringkernel.ptx.sim.check;

/**
 * What an agent gives away when it releases: what it knew, and all that it did itself until then.
 *
 * @param view shared
 * @param key the agent's; 0 where the view says all
 * @param time until when
 */
record Stamp(View view, long key, long time) {

  /** Teaches {@code learner} what is given, and gives the view that it has then. */
  View teach(View learner) {
    if (key != 0 && learner.get(key) >= time) {
      // Whoever knows that the agent got there has its view of then.
      return learner;
    }
    View own = learner.own();
    own.join(view);
    if (key != 0) {
      own.put(key, time);
    }
    return own;
  }
}
