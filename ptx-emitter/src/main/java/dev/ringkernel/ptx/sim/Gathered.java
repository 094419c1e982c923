package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.RunningMemory;
import dev.ringkernel.ptx.sim.running.RunningMemory.Gathering;
import org.jspecify.annotations.Nullable;

/** What threads show each other where they meet; nothing in the strong mode. */
final class Gathered {
  private @Nullable Gathering gathering;

  void arrive(Lane t) {
    RunningMemory weak = t.block.launch.weak;
    if (weak != null) {
      if (gathering == null) {
        gathering = new Gathering();
      }
      weak.arrive(t.agent(), gathering);
    }
  }

  void leave(Lane t) {
    RunningMemory weak = t.block.launch.weak;
    if (weak != null && gathering != null) {
      weak.leave(t.agent(), gathering);
    }
  }

  void clear() {
    gathering = null;
  }

  /** Takes what {@code other} has gathered, which begins again. */
  void take(Gathered other) {
    gathering = other.gathering;
    other.clear();
  }
}
