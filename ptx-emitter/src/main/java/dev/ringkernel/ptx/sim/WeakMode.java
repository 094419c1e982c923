package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.RunningMemory;
import org.jspecify.annotations.Nullable;

/** The memory of a machine in the weak mode. Threads: any. */
final class WeakMode {
  private final WeakBacking backing;
  private final RunningMemory memory;

  /** By chance; null where a schedule is explored. */
  private final @Nullable WeakChoices choices;

  private int running;

  WeakMode(MemoryMap map, SimOptions options, @Nullable Trail trail) {
    backing = new WeakBacking(map);
    if (trail == null) {
      WeakChoices chance = new WeakChoices(options.schedule());
      choices = chance;
      memory = new RunningMemory(backing, chance);
    } else {
      choices = null;
      memory = new RunningMemory(backing, trail);
    }
  }

  /** A kernel starts: it knows what is in memory now. */
  synchronized RunningMemory start() {
    if (running == 0 && choices != null) {
      choices.begin();
    }
    running++;
    backing.note();
    memory.start();
    return memory;
  }

  /** A kernel has ended: everyone knows what it did. */
  synchronized void end() {
    running--;
    memory.settle(running == 0);
  }
}
