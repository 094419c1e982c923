package dev.ringkernel.ptx.sim;

import dev.ringkernel.ptx.sim.running.RunningMemory;

/** The memory of a machine in the weak mode. Threads: any. */
final class WeakMode {
  private final WeakBacking backing;
  private final RunningMemory memory;
  private int running;

  WeakMode(MemoryMap map, SimOptions options) {
    backing = new WeakBacking(map);
    memory = new RunningMemory(backing, new WeakChoices(options.schedule()));
  }

  /** A kernel starts: it knows what is in memory now. */
  synchronized RunningMemory start() {
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
