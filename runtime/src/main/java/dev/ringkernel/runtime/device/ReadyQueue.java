package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Memory;
import dev.ringkernel.device.NoInline;

/**
 * A worker's queue of actors that have something to do. Any block pushes, the worker pops. It
 * cannot overflow: an actor is in it at most once, and it has room for all actors of its worker. An
 * entry is {@code (slot << 1) | phase}.
 */
final class ReadyQueue {
  private ReadyQueue() {}

  private static long entry(long arena, long worker, long position) {
    long slots = Word.get(arena + SystemBlock.READY_SLOTS);
    return arena
        + Word.get(arena + SystemBlock.READY_OFFSET)
        + (worker * slots + (position & (slots - 1))) * 8;
  }

  /**
   * Puts an actor in, if it is not there already. Releases what there is to do: whoever takes the
   * actor out looks again behind its acquire.
   */
  @NoInline
  static void schedule(long arena, long slot, long control) {
    if (Memory.atomExchReleaseGpu(control + ControlBlock.SCHEDULED, 1L) == 0) {
      push(arena, Word.get(control + ControlBlock.HOME), slot);
    }
  }

  /** Puts an actor in whose {@link ControlBlock#SCHEDULED} is 1 by this thread's doing. */
  @NoInline
  static void push(long arena, long worker, long slot) {
    long block = WorkerBlock.at(arena, worker);
    long position = Memory.atomAddRelaxedGpu(block + WorkerBlock.READY_TAIL, 1L);
    long phase = Slot.phaseOf(position, Word.get(arena + SystemBlock.READY_SLOTS));
    Memory.stRelaxedGpu(entry(arena, worker, position), (slot << 1) | phase);
  }

  /** Takes the next actor's slot, or −1. */
  static long pop(long arena, long worker, long block) {
    long head = Word.get(block + WorkerBlock.READY_HEAD);
    // The entry says all there is to know: what the actor is to read proves itself.
    long value = Memory.ldRelaxedGpu(entry(arena, worker, head));
    if ((value & 1) != Slot.phaseOf(head, Word.get(arena + SystemBlock.READY_SLOTS))) {
      return -1;
    }
    Word.put(block + WorkerBlock.READY_HEAD, head + 1);
    return value >>> 1;
  }
}
