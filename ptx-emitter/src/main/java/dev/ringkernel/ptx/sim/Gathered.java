package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.RunningMemory;
import dev.ringkernel.ptx.sim.running.RunningMemory.Gathering;

/** What threads show each other where they meet; nothing in the strong mode. */
final class Gathered {
  private Gathering gathering = new Gathering();

  void arrive(Lane t) {
    RunningMemory weak = t.block.launch.weak;
    if (weak != null) {
      weak.arrive(t.agent(), gathering);
    }
  }

  void leave(Lane t) {
    RunningMemory weak = t.block.launch.weak;
    if (weak != null) {
      weak.leave(t.agent(), gathering);
    }
  }

  void clear() {
    gathering.clear();
  }

  /** Takes what {@code other} has gathered, which begins again. */
  void take(Gathered other) {
    gathering = other.gathering.close();
  }
}
