package dev.ringkernel.runtime;

/**
 * What of the arena belongs to which actor slot: a mailbox with its outbox, and twice the room of a
 * state, for the initial image as well. A slot keeps its memory for the next actor. Offsets;
 * guarded by the system's lifecycle lock.
 */
final class ActorMemory {
  private final Backend backend;
  private final long mailboxBytes;
  private final long[] mailbox;
  private final long[] state;
  private final long[] stateBytes;
  private long heap;

  ActorMemory(Backend backend, Memories m) {
    this.backend = backend;
    this.mailboxBytes = ((long) m.options.mailboxSlots() + m.options.outboxSlots()) * m.stride;
    this.mailbox = new long[m.options.maxActors()];
    this.state = new long[m.options.maxActors()];
    this.stateBytes = new long[m.options.maxActors()];
    this.heap = m.heap;
  }

  /**
   * Makes sure that a slot has a mailbox, and memory for a state of so many bytes.
   *
   * @throws IllegalStateException if there is no more memory; then nothing has changed
   */
  void provide(int slot, long bytes) {
    long aligned = Memories.align(bytes);
    long before = heap;
    long box = mailbox[slot] != 0 ? mailbox[slot] : take(mailboxBytes);
    boolean fits = stateBytes[slot] >= aligned;
    long at = fits ? state[slot] : take(2 * aligned);
    try {
      backend.reach(heap);
    } catch (RuntimeException e) {
      heap = before;
      throw e;
    }
    mailbox[slot] = box;
    state[slot] = at;
    stateBytes[slot] = fits ? stateBytes[slot] : aligned;
  }

  private long take(long bytes) {
    long at = heap;
    heap += Memories.align(bytes);
    return at;
  }

  long mailbox(int slot) {
    return mailbox[slot];
  }

  long state(int slot) {
    return state[slot];
  }
}
