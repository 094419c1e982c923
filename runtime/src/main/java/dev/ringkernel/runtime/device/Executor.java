package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Clock;
import dev.ringkernel.device.Memory;
import dev.ringkernel.device.NoInline;

/**
 * The part of a worker that runs handlers. Lane 0 picks messages and runs one-lane handlers alone;
 * for a block-wide handler it wakes the other lanes at a barrier. Between two handlers nothing is
 * held that is not in the arena or still unacknowledged in the host's ring.
 */
final class Executor {
  /** Lanes of a block that run handlers. */
  static final int LANES = Resident.LANES;

  /** Named barrier of those lanes; handlers use barrier 1. */
  private static final int BARRIER = 2;

  /** Jobs from the host after which the ready queue has its turn. */
  private static final int HOST_TURNS = 8;

  /** Nothing to do now. */
  private static final int IDLE = 0;

  /** Something was done that needs no handler. */
  private static final int AGAIN = -1;

  private static final int EXIT = -2;

  /** Where in staging a message from a mailbox is laid: behind the host's slots. */
  private static final int FROM_MAILBOX = Ingress.STAGED * Slot.NATURAL_WORDS;

  private Executor() {}

  /**
   * One lane of a worker, until the kernel is to end.
   *
   * @param lane 0 to {@code lanes} − 1
   * @param lanes {@link #LANES}, or 1 where the caller's thread is the whole worker
   */
  static void run(
      long arena, long worker, int lane, int lanes, long[] staging, long[] staged, long[] shared) {
    long block = WorkerBlock.at(arena, worker);
    long[] reply = new long[Slot.NATURAL_WORDS];
    while (true) {
      if (lane == 0) {
        int wanted = next(arena, worker, block, lanes, staging, staged, shared);
        shared[BlockWords.JOB_LANES] = wanted == EXIT ? 0 : wanted;
        shared[BlockWords.JOB_FAULT] = 0;
        if (lanes > 1 && wanted != 1) {
          Barrier.sync(BARRIER, LANES);
        }
      } else {
        Barrier.sync(BARRIER, LANES);
      }
      long wanted = shared[BlockWords.JOB_LANES];
      if (wanted == 0) {
        return;
      }
      long fault = 0;
      if (lane < wanted) {
        fault =
            Dispatch.invoke(
                    block,
                    (int) shared[BlockWords.JOB_BEHAVIOUR],
                    (int) shared[BlockWords.JOB_TYPE],
                    shared[BlockWords.JOB_STATE],
                    staging,
                    (int) shared[BlockWords.JOB_MESSAGE] + Slot.HEADER_WORDS,
                    reply)
                & 0xffffffffL;
      }
      if (lanes > 1 && wanted != 1) {
        if (fault != 0 && fault >>> 28 != Faults.PEER) {
          Memory.stRelaxedCta(shared, BlockWords.JOB_FAULT, fault);
        }
        Barrier.sync(BARRIER, LANES);
        if (lane == 0) { // who may be clearing it for the next job when another looks
          fault = Memory.ldRelaxedCta(shared, BlockWords.JOB_FAULT);
        }
      }
      if (lane == 0) {
        finish(arena, worker, block, fault, reply, staging, shared);
      }
    }
  }

  /** Waits for the next job; gives its lanes, or {@link #EXIT}. */
  private static int next(
      long arena,
      long worker,
      long block,
      int lanes,
      long[] staging,
      long[] staged,
      long[] shared) {
    int idle = 0;
    while (true) {
      if (lanes == 1) {
        Ingress.poll(arena, worker, staging, staged, shared);
      }
      if (Memory.ldRelaxedCta(shared, BlockWords.RUN) != RunState.RUN) {
        leave(arena, worker, block, shared);
        return EXIT;
      }
      int wanted = IDLE;
      boolean hostFirst = shared[BlockWords.TURN] < HOST_TURNS;
      if (!hostFirst) {
        wanted = fromReady(arena, worker, block, staging, shared);
        shared[BlockWords.TURN] = 0;
      }
      if (wanted == IDLE) {
        wanted = fromHost(arena, worker, block, staging, staged, shared);
      }
      // A look at the ready queue is a way to L2: not at each of these turns.
      if (wanted == IDLE && hostFirst && (idle & 15) == 0) {
        wanted = fromReady(arena, worker, block, staging, shared);
      }
      if (wanted > 0) {
        shared[BlockWords.TURN] = shared[BlockWords.TURN] + shared[BlockWords.JOB_FROM_HOST];
        return wanted;
      }
      if (wanted == AGAIN) {
        idle = 0;
      } else {
        idle++;
        // One thread that is the whole worker yields its core; a lane has nobody to yield to.
        long looks = BlockWords.config(shared, SystemBlock.IDLE_LOOKS);
        if ((idle & (looks - 1)) == 0 || (lanes == 1 && idle >= looks)) {
          Clock.nanosleep(
              (int)
                  Math.min(
                      BlockWords.config(shared, SystemBlock.IDLE_NANOS),
                      BlockWords.config(shared, SystemBlock.IDLE_STEP) * idle));
        }
      }
    }
  }

  /** Leaves everything where the next launch finds it. */
  @NoInline
  private static void leave(long arena, long worker, long block, long[] shared) {
    Word.put(block + WorkerBlock.H2D_HEAD, shared[BlockWords.CONSUMED]);
    acknowledge(worker, shared);
    if (shared[BlockWords.CURRENT] != 0) {
      ReadyQueue.push(arena, worker, shared[BlockWords.CURRENT_SLOT]);
    }
  }

  /** Done with the oldest message of the host's ring. */
  private static void consume(long worker, long[] shared) {
    long consumed = shared[BlockWords.CONSUMED] + 1;
    Memory.stReleaseCta(shared, BlockWords.CONSUMED, consumed);
    if (consumed - shared[BlockWords.ACKNOWLEDGED]
        >= BlockWords.config(shared, SystemBlock.H2D_SLOTS) >>> 2) {
      acknowledge(worker, shared);
    }
  }

  /** Tells the host which slots it may use again. */
  @NoInline
  private static void acknowledge(long worker, long[] shared) {
    long consumed = shared[BlockWords.CONSUMED];
    shared[BlockWords.ACKNOWLEDGED] = consumed;
    Memory.stReleaseSys(
        BlockWords.config(shared, SystemBlock.HOST_H2D_HEADS) + worker * HostWords.LINE, consumed);
  }

  /** Looks at the oldest message from the host. */
  private static int fromHost(
      long arena, long worker, long block, long[] staging, long[] staged, long[] shared) {
    long consumed = shared[BlockWords.CONSUMED];
    int index = (int) consumed & (Ingress.STAGED - 1);
    if (Memory.ldAcquireCta(staged, index) != consumed + 1) {
      return IDLE;
    }
    int at = index * Slot.NATURAL_WORDS;
    long h0 = staging[at];
    long h1 = staging[at + 1];
    long slot = ActorId.slot(h1);
    long control =
        arena + BlockWords.config(shared, SystemBlock.CONTROL_OFFSET) + slot * ControlBlock.BYTES;
    boolean atOnce =
        (shared[BlockWords.OPEN + seen(slot)] == h1 && (h0 & Slot.FLAG_SYSTEM) == 0)
            || opens(arena, slot, control, h0, h1, shared);
    int wanted =
        atOnce
            ? prepare(arena, block, slot, control, at, 1, staging, shared)
            : notAtOnce(arena, block, slot, control, at, staging, shared);
    if (wanted == AGAIN) {
      consume(worker, shared);
    }
    return wanted;
  }

  /** Whether an actor takes a message from the host at once; if so, that is kept. */
  @NoInline
  private static boolean opens(
      long arena, long slot, long control, long h0, long h1, long[] shared) {
    int at = BlockWords.OPEN + seen(slot);
    if (shared[at] == h1) {
      shared[at] = 0; // a message of the system itself ends that
    }
    if ((h0 & Slot.FLAG_SYSTEM) != 0
        || slot >= BlockWords.config(shared, SystemBlock.ACTORS)
        || Memory.ldRelaxedGpu(control + ControlBlock.ID) != h1) {
      return false;
    }
    long stateWord = Memory.ldRelaxedGpu(control + ControlBlock.STATE);
    boolean open =
        acquired(arena, slot, control, stateWord, shared) == ActorState.ACTIVE
            && Mailbox.isEmpty(control)
            && Delivery.outboxEmpty(control)
            && Memory.ldRelaxedGpu(control + ControlBlock.KILL) == 0;
    if (open) {
      shared[at] = h1;
    }
    return open;
  }

  /**
   * A message from the host that cannot be handled at once: puts it where it belongs.
   *
   * @return {@link #AGAIN} when that is done, {@link #IDLE} while there is no room
   */
  @NoInline
  private static int notAtOnce(
      long arena, long block, long slot, long control, int at, long[] staging, long[] shared) {
    long h0 = staging[at];
    long h1 = staging[at + 1];
    long state = ActorState.DORMANT;
    if (slot < BlockWords.config(shared, SystemBlock.ACTORS)
        && Memory.ldRelaxedGpu(control + ControlBlock.ID) == h1) {
      state =
          acquired(arena, slot, control, Memory.ldRelaxedGpu(control + ControlBlock.STATE), shared);
    }
    if (state != ActorState.ACTIVE && state != ActorState.FAILED) {
      state = latest(arena, slot, control, h1, shared);
    }
    if (state != ActorState.ACTIVE && state != ActorState.FAILED) {
      if ((h0 & Slot.FLAG_SYSTEM) != 0) {
        return AGAIN; // to end what has ended is done
      }
      DeadLetters.addNatural(arena, block, Reason.INVALID_TARGET, 0, staging, at);
      return AGAIN;
    }
    if ((h0 & Slot.FLAG_SYSTEM) != 0) {
      if (state == ActorState.FAILED) {
        return IDLE; // the supervisor is at it
      }
      Word.put(control + ControlBlock.DRAIN, 1);
      Memory.stRelaxedGpu(
          control + ControlBlock.STATE, ControlBlock.stateWith(control, ActorState.DRAINING));
      ReadyQueue.schedule(arena, slot, control);
      return AGAIN;
    }
    boolean accepted =
        Mailbox.put(
            arena,
            slot,
            control,
            Mailbox.RESERVED,
            h0,
            h1,
            staging[at + 2],
            staging[at + 3],
            staging,
            at + Slot.HEADER_WORDS,
            Slot.payloadWords(Slot.lines(h0)));
    return accepted ? AGAIN : IDLE;
  }

  /** Looks at the actor in hand, or takes the next from the ready queue. */
  @NoInline
  private static int fromReady(long arena, long worker, long block, long[] staging, long[] shared) {
    long control = shared[BlockWords.CURRENT];
    long slot = shared[BlockWords.CURRENT_SLOT];
    if (control == 0) {
      long changes = Memory.ldRelaxedGpu(block + WorkerBlock.CHANGES);
      slot = ReadyQueue.pop(arena, worker, block);
      if (changes != shared[BlockWords.CHANGES]) {
        shared[BlockWords.CHANGES] = changes;
        closeAll(shared);
      }
      if (slot < 0) {
        return IDLE;
      }
      control = ControlBlock.at(arena, slot);
      shared[BlockWords.CURRENT] = control;
      shared[BlockWords.CURRENT_SLOT] = slot;
      shared[BlockWords.TAKEN] = 0;
    }
    long state =
        acquired(arena, slot, control, Memory.ldRelaxedGpu(control + ControlBlock.STATE), shared);
    if (state == ActorState.FAILED
        || state == ActorState.INITIALIZING
        || state == ActorState.DORMANT) {
      letGo(arena, slot, control, shared);
      return AGAIN;
    }
    if (Memory.ldRelaxedGpu(control + ControlBlock.KILL) != 0 && state != ActorState.TERMINATED) {
      state = ActorState.TERMINATED;
      end(arena, slot, control, shared);
    }
    if (!Delivery.outboxEmpty(control)
        && !Delivery.drain(arena, block, control, Clock.globalTimer(), staging, FROM_MAILBOX)) {
      giveWay(arena, worker, slot, shared);
      return IDLE;
    }
    if (shared[BlockWords.TAKEN] >= BlockWords.config(shared, SystemBlock.BATCH)) {
      giveWay(arena, worker, slot, shared);
      return AGAIN;
    }
    if (Mailbox.take(arena, control, staging, FROM_MAILBOX)) {
      shared[BlockWords.TAKEN] = shared[BlockWords.TAKEN] + 1;
      if (state == ActorState.TERMINATED
          || staging[FROM_MAILBOX + 1] != Word.get(control + ControlBlock.ID)) {
        // The slot may have a new actor by now.
        state = ActorState.of(acquire(arena, slot, control, seen(slot), shared));
        if (state == ActorState.TERMINATED
            || state == ActorState.INITIALIZING
            || staging[FROM_MAILBOX + 1] != Word.get(control + ControlBlock.ID)) {
          DeadLetters.addNatural(arena, block, Reason.INVALID_TARGET, 0, staging, FROM_MAILBOX);
          return AGAIN;
        }
      }
      return prepare(arena, block, slot, control, FROM_MAILBOX, 0, staging, shared);
    }
    if (state == ActorState.DRAINING && Mailbox.isEmpty(control)) {
      end(arena, slot, control, shared);
      return AGAIN;
    }
    letGo(arena, slot, control, shared);
    return AGAIN;
  }

  /**
   * The state in a word; acquires first what came with an activation that this worker has not seen.
   */
  private static long acquired(long arena, long slot, long control, long word, long[] shared) {
    int at = seen(slot);
    long key = (slot << 24) | ((word >>> 8) & 0xffffff);
    if (shared[BlockWords.SEEN + at] == key) {
      return ActorState.of(word);
    }
    return ActorState.of(acquire(arena, slot, control, at, shared));
  }

  /** Acquires what came with an activation, and keeps what stays the same until the next. */
  @NoInline
  private static long acquire(long arena, long slot, long control, int at, long[] shared) {
    shared[BlockWords.OPEN + at] = 0; // it may be another's
    long now = ControlBlock.latestState(control);
    shared[BlockWords.SEEN + at] = (slot << 24) | ((now >>> 8) & 0xffffff);
    shared[BlockWords.SEEN_BEHAVIOUR + at] = Memory.ldRelaxedGpu(control + ControlBlock.BEHAVIOUR);
    shared[BlockWords.SEEN_STATE + at] =
        arena + Memory.ldRelaxedGpu(control + ControlBlock.STATE_OFFSET);
    return now;
  }

  /** The state of an actor as it is now; dormant where it is there no more. */
  private static long latest(long arena, long slot, long control, long id, long[] shared) {
    if (slot >= BlockWords.config(shared, SystemBlock.ACTORS)) {
      return ActorState.DORMANT;
    }
    long state = ActorState.of(acquire(arena, slot, control, seen(slot), shared));
    return Memory.ldRelaxedGpu(control + ControlBlock.ID) == id ? state : ActorState.DORMANT;
  }

  private static int seen(long slot) {
    return (int) slot & (BlockWords.SEEN_SLOTS - 1);
  }

  @NoInline
  private static void end(long arena, long slot, long control, long[] shared) {
    shared[BlockWords.OPEN + seen(slot)] = 0;
    Memory.stRelaxedGpu(
        control + ControlBlock.STATE, ControlBlock.stateWith(control, ActorState.TERMINATED));
    EventQueue.push(arena, slot);
  }

  /** Forgets which actors take messages at once. */
  @NoInline
  private static void closeAll(long[] shared) {
    for (int i = 0; i < BlockWords.SEEN_SLOTS; i++) {
      shared[BlockWords.OPEN + i] = 0;
    }
  }

  /** Back to the end of the ready queue. */
  private static void giveWay(long arena, long worker, long slot, long[] shared) {
    shared[BlockWords.CURRENT] = 0;
    ReadyQueue.push(arena, worker, slot);
  }

  /** Out of the ready queue, unless something came in the meantime. */
  @NoInline
  private static void letGo(long arena, long slot, long control, long[] shared) {
    shared[BlockWords.CURRENT] = 0;
    Memory.atomExchAcquireGpu(control + ControlBlock.SCHEDULED, 0L);
    long state = ActorState.of(Memory.ldRelaxedGpu(control + ControlBlock.STATE));
    if (state != ActorState.FAILED && state != ActorState.DORMANT) {
      boolean work =
          !Mailbox.isEmpty(control)
              || !Delivery.outboxEmpty(control)
              || state == ActorState.DRAINING
              || (Memory.ldRelaxedGpu(control + ControlBlock.KILL) != 0
                  && state != ActorState.TERMINATED);
      if (work) {
        ReadyQueue.schedule(arena, slot, control);
      }
    }
  }

  /**
   * Makes a job of the message at {@code at}; gives its lanes, or {@link #AGAIN} if the actor has
   * no handler for it.
   */
  private static int prepare(
      long arena,
      long block,
      long slot,
      long control,
      int at,
      long fromHost,
      long[] staging,
      long[] shared) {
    int seen = seen(slot); // both ways here have acquired the actor
    long behaviour = shared[BlockWords.SEEN_BEHAVIOUR + seen];
    long type = Slot.type(staging[at]);
    long entry = HandlerTable.entry(arena, behaviour, type, shared);
    if (entry == 0) {
      DeadLetters.addNatural(arena, block, Reason.REJECTED, 0, staging, at);
      return AGAIN;
    }
    shared[BlockWords.JOB_CONTROL] = control;
    shared[BlockWords.JOB_SLOT] = slot;
    shared[BlockWords.JOB_BEHAVIOUR] = behaviour;
    shared[BlockWords.JOB_TYPE] = type;
    shared[BlockWords.JOB_STATE] = shared[BlockWords.SEEN_STATE + seen];
    shared[BlockWords.JOB_MESSAGE] = at;
    shared[BlockWords.JOB_ENTRY] = entry;
    shared[BlockWords.JOB_FROM_HOST] = fromHost;
    Word.put(block + WorkerBlock.SELF, staging[at + 1]);
    Word.put(block + WorkerBlock.SENDER, staging[at + 2]);
    Word.put(block + WorkerBlock.CONTROL, control);
    Word.put(block + WorkerBlock.SLICE_START, 0);
    return HandlerTable.lanes(entry);
  }

  /** After the handler: reply or fault, then on to the next. */
  private static void finish(
      long arena,
      long worker,
      long block,
      long fault,
      long[] reply,
      long[] staging,
      long[] shared) {
    long control = shared[BlockWords.JOB_CONTROL];
    int at = (int) shared[BlockWords.JOB_MESSAGE];
    if (fault == 0) {
      // Results unused: these go off without being waited for.
      Memory.atomAddRelaxedCta(control + ControlBlock.PROCESSED, 1L);
      Memory.atomAddRelaxedCta(block + WorkerBlock.DELIVERED, 1L);
      if ((staging[at] & Slot.FLAG_CALL) != 0) {
        answer(arena, block, reply, staging, at, shared);
      }
      if (Word.get(block + WorkerBlock.PARKED) != 0) {
        Word.put(block + WorkerBlock.PARKED, 0);
        shared[BlockWords.OPEN + seen(shared[BlockWords.JOB_SLOT])] = 0;
      }
    } else {
      shared[BlockWords.OPEN + seen(shared[BlockWords.JOB_SLOT])] = 0;
      failed(arena, block, control, fault, at, staging, shared);
    }
    if (shared[BlockWords.JOB_FROM_HOST] != 0) {
      consume(worker, shared);
    }
  }

  @NoInline
  private static void failed(
      long arena, long block, long control, long fault, int at, long[] staging, long[] shared) {
    Word.put(control + ControlBlock.FAULT, fault);
    DeadLetters.addNatural(arena, block, Reason.FAULT, fault, staging, at);
    if (Memory.ldRelaxedGpu(control + ControlBlock.KILL) != 0) {
      end(arena, shared[BlockWords.JOB_SLOT], control, shared);
    } else {
      // Released: a failed actor takes messages, also of senders that first hear of it now.
      long failed = ControlBlock.stateWith(control, ActorState.FAILED);
      Memory.stReleaseGpu(control + ControlBlock.STATE, failed);
      EventQueue.push(arena, shared[BlockWords.JOB_SLOT]);
    }
  }

  private static void answer(
      long arena, long block, long[] reply, long[] staging, int at, long[] shared) {
    long entry = shared[BlockWords.JOB_ENTRY];
    long self = staging[at + 1];
    long correlation = staging[at + 3];
    Memory.atomAddRelaxedCta(block + WorkerBlock.REPLIES, 1L);
    if (HandlerTable.replyType(entry) == 0) {
      Replies.refuse(arena, correlation, self, 0, Reason.REJECTED);
    } else {
      Replies.reply(
          correlation,
          self,
          HandlerTable.replyType(entry),
          reply,
          HandlerTable.replyWords(entry),
          shared);
    }
  }
}
