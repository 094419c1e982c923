package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.RunningMemory;

/** The memory of a machine in the weak mode. Threads: any. */
final class WeakMode {
  private final WeakBacking backing;
  private final RunningMemory memory;
  private final WeakChoices choices;
  private int running;

  WeakMode(MemoryMap map, SimOptions options) {
    backing = new WeakBacking(map);
    choices = new WeakChoices(options.schedule());
    memory = new RunningMemory(backing, choices);
  }

  /** A kernel starts: it knows what is in memory now. */
  synchronized RunningMemory start() {
    if (running == 0) {
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
