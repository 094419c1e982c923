package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Barrier;
import dev.ringkernel.device.Clock;
import dev.ringkernel.device.Fence;
import dev.ringkernel.device.Memory;
import dev.ringkernel.device.Warp;

/**
 * Block 0: carries out the host's commands, restarts what failed, relays the run state, and shows
 * that it lives. Lane 0 decides, all lanes copy. It never waits for a worker.
 */
final class Supervisor {
  private static final int IDLE = 0;
  private static final int EXIT = 1;
  private static final int COPIED_IMAGE = 2;
  private static final int SPAWNED = 3;
  private static final int RESTARTED = 4;
  private static final int DONE = 5;

  /** Votes for each word of a command. */
  private static final int COMMAND = (1 << (Command.LINES * 8)) - 1;

  /** Lanes that look at the host's memory: one warp. */
  private static final int LOOKING = 32;

  private Supervisor() {}

  /** One lane of block 0, until the kernel is to end; {@code lanes} may be 1. */
  static void run(long arena, int lane, int lanes, long[] scratch, long[] shared) {
    long quiet = 0;
    long words = Word.get(arena + SystemBlock.HOST_WORDS);
    long rest = (Word.get(arena + SystemBlock.IDLE_LOOKS) >>> 2) - 1;
    if (lane == 0) {
      // All lanes read these also where there is nothing to copy.
      shared[BlockWords.COPY_FROM] = 0;
      shared[BlockWords.COPY_TO] = 0;
      shared[BlockWords.COPY_SLOT] = 0;
    }
    while (true) {
      boolean commanded = look(arena, words, lane, lanes, scratch, shared);
      if (lane == 0) {
        shared[BlockWords.COPY_WORDS] = 0;
        quiet = commanded ? 0 : quiet + 1;
        shared[BlockWords.COPY_THEN] =
            decide(arena, commanded, (quiet & rest) == 0 ? quiet : 0, scratch, shared);
      }
      meet(lanes);
      int then = (int) shared[BlockWords.COPY_THEN];
      if (then == EXIT) {
        return;
      }
      long from = shared[BlockWords.COPY_FROM];
      long to = shared[BlockWords.COPY_TO];
      long count = shared[BlockWords.COPY_WORDS];
      for (long i = lane; i < count; i += lanes) {
        Word.put(to + i * 8, Word.get(from + i * 8));
      }
      meet(lanes);
      if (lane == 0) {
        conclude(arena, words, then, scratch, shared);
      }
      if (lanes > 1 && lane < LOOKING) {
        // Nobody looks before lane 0 has counted the command: else the first word may be of the
        // next one and the rest of this one.
        Barrier.syncWarp(Warp.FULL);
      }
    }
  }

  private static void meet(int lanes) {
    if (lanes > 1) {
      Barrier.sync();
    }
  }

  /**
   * Reads the run state and the oldest command from host memory, a word a lane where there are
   * lanes, because the loads of one lane would wait for each other.
   *
   * @return for lane 0: whether there is a command; it is in {@code scratch} in natural form
   */
  private static boolean look(
      long arena, long words, int lane, int lanes, long[] scratch, long[] shared) {
    if (lanes > 1 && lane >= LOOKING) {
      return false; // before it reads the head, which lane 0 may be writing
    }
    long head = Word.get(arena + SystemBlock.COMMAND_HEAD);
    long slots = Word.get(arena + SystemBlock.COMMAND_SLOTS);
    long phase = Slot.phaseOf(head, slots);
    long slot =
        Word.get(arena + SystemBlock.HOST_COMMANDS)
            + (head & (slots - 1)) * Command.LINES * Slot.LINE_BYTES;
    if (lanes == 1) {
      shared[BlockWords.RUN] = Memory.ldRelaxedSys(words + HostWords.RUN);
      return Slot.read(slot, phase, scratch, 0);
    }
    boolean ofSlot = lane < Command.LINES * 8;
    long value = Memory.ldRelaxedSys(ofSlot ? slot + lane * 8L : words + HostWords.RUN);
    if (lane == 31) {
      shared[BlockWords.RUN] = value;
    }
    int votes = Warp.ballot(ofSlot && (value & 1) == phase, Warp.FULL);
    if (votes == COMMAND) {
      // What the host laid into the staging area before it wrote the command.
      Fence.acqRelSys();
    }
    long word0 = Warp.shflIdx(value, lane & 8, Warp.FULL);
    int word = lane & 7;
    if (ofSlot && (lane < 8 || word != 0)) {
      // Line 1's words follow line 0's without its word 0.
      scratch[lane < 8 ? lane : lane - 1] =
          lane == 0 ? value & ~0xffL : (value & ~1L) | ((word0 >>> word) & 1);
    }
    Barrier.syncWarp(Warp.FULL);
    return votes == COMMAND;
  }

  /**
   * Finds the next thing to do, and what all lanes must copy for it.
   *
   * @param quiet after how many beats without a command it is time to rest; 0 if it is not
   */
  private static long decide(
      long arena, boolean commanded, long quiet, long[] scratch, long[] shared) {
    long run = shared[BlockWords.RUN];
    if (run != RunState.RUN) {
      Memory.stRelaxedGpu(arena + SystemBlock.RUN, run);
      return EXIT;
    }
    if (commanded) {
      long index =
          Word.get(arena + SystemBlock.COMMAND_HEAD)
              & (Word.get(arena + SystemBlock.COMMAND_SLOTS) - 1);
      long staging =
          Word.get(arena + SystemBlock.HOST_STAGING)
              + index * Word.get(arena + SystemBlock.STAGING_BYTES);
      return command(arena, staging, scratch, shared);
    }
    long failed = EventQueue.pop(arena);
    if (failed >= 0) {
      return event(arena, failed, scratch, shared);
    }
    if (quiet > 0) {
      Clock.nanosleep(
          (int)
              Math.min(
                  Word.get(arena + SystemBlock.IDLE_NANOS),
                  Word.get(arena + SystemBlock.IDLE_STEP) * quiet));
    }
    return IDLE;
  }

  private static long command(long arena, long staging, long[] scratch, long[] shared) {
    long kind = Slot.type(scratch[0]);
    int p = Slot.HEADER_WORDS;
    if (kind == Command.IMAGE) {
      copy(shared, staging, arena + scratch[p], scratch[p + 1], 0);
      return COPIED_IMAGE;
    }
    long control = ControlBlock.at(arena, scratch[p]);
    if (kind == Command.SPAWN) {
      Memory.stRelaxedGpu(
          control + ControlBlock.STATE, ControlBlock.stateWith(control, ActorState.INITIALIZING));
      copy(
          shared, arena + scratch[p + 5], arena + scratch[p + 3], scratch[p + 4] >>> 3, scratch[p]);
      return SPAWNED;
    }
    if (Word.get(control + ControlBlock.ID) == scratch[p + 1]) {
      if (kind == Command.KILL) {
        Memory.stRelaxedGpu(control + ControlBlock.KILL, 1L);
        changed(arena, control);
        ReadyQueue.schedule(arena, scratch[p], control);
      }
    }
    return DONE;
  }

  private static void copy(long[] shared, long from, long to, long words, long slot) {
    shared[BlockWords.COPY_FROM] = from;
    shared[BlockWords.COPY_TO] = to;
    shared[BlockWords.COPY_WORDS] = words;
    shared[BlockWords.COPY_SLOT] = slot;
  }

  private static long event(long arena, long slot, long[] scratch, long[] shared) {
    long control = ControlBlock.at(arena, slot);
    long state = ActorState.of(Memory.ldRelaxedGpu(control + ControlBlock.STATE));
    if (state == ActorState.FAILED) {
      if (mayRestart(control, Clock.globalTimer())) {
        copy(
            shared,
            arena + Word.get(control + ControlBlock.IMAGE_OFFSET),
            arena + Word.get(control + ControlBlock.STATE_OFFSET),
            Word.get(control + ControlBlock.STATE_BYTES) >>> 3,
            slot);
        return RESTARTED;
      }
      Memory.stRelaxedGpu(
          control + ControlBlock.STATE, ControlBlock.stateWith(control, ActorState.TERMINATED));
      ReadyQueue.schedule(arena, slot, control);
      state = ActorState.TERMINATED;
    }
    if (state == ActorState.TERMINATED) {
      describe(control, scratch);
      if (!tell(arena, SystemMessage.TERMINATED, scratch)) {
        EventQueue.push(arena, slot); // the host's ring is full: again later
      }
    }
    return IDLE;
  }

  /** Counts a restart within the window; false if it is one too many. */
  private static boolean mayRestart(long control, long now) {
    if (now - Word.get(control + ControlBlock.WINDOW_START)
        > Word.get(control + ControlBlock.WINDOW_NANOS)) {
      Word.put(control + ControlBlock.WINDOW_START, now);
      Word.put(control + ControlBlock.WINDOW_RESTARTS, 0);
    }
    long restarts = Word.get(control + ControlBlock.WINDOW_RESTARTS) + 1;
    Word.put(control + ControlBlock.WINDOW_RESTARTS, restarts);
    return restarts <= Word.get(control + ControlBlock.MAX_RESTARTS);
  }

  /** What there is to tell of an actor that is not active. */
  private static void describe(long control, long[] scratch) {
    scratch[0] = Word.get(control + ControlBlock.ID);
    scratch[1] = Word.get(control + ControlBlock.FAULT);
    scratch[2] = Word.get(control + ControlBlock.RESTARTS);
  }

  /** Tells the host; false if its ring is full. */
  private static boolean tell(long arena, int type, long[] scratch) {
    return HostRing.put(
        arena, Slot.word0(Slot.FLAG_SYSTEM, type, 3), 0, scratch[0], 0, scratch, 0, 3);
  }

  /** After the copy. */
  private static void conclude(long arena, long words, int then, long[] scratch, long[] shared) {
    long slot = shared[BlockWords.COPY_SLOT];
    if (then == RESTARTED) {
      long control = ControlBlock.at(arena, slot);
      Word.add(control + ControlBlock.RESTARTS, 1);
      boolean draining = Word.get(control + ControlBlock.DRAIN) != 0;
      describe(control, scratch);
      activate(control, draining ? ActorState.DRAINING : ActorState.ACTIVE);
      ReadyQueue.schedule(arena, slot, control);
      tell(arena, SystemMessage.RESTARTED, scratch); // for people: dropped when full
      return;
    }
    if (then == SPAWNED) {
      fill(arena, slot, scratch);
    }
    if (then == SPAWNED || then == COPIED_IMAGE || then == DONE) {
      long head = Word.get(arena + SystemBlock.COMMAND_HEAD) + 1;
      Word.put(arena + SystemBlock.COMMAND_HEAD, head);
      Memory.stReleaseSys(words + HostWords.COMMANDS_DONE, head);
    }
  }

  /** Tells the home worker that one of its actors is no longer what it was. */
  private static void changed(long arena, long control) {
    long home = WorkerBlock.at(arena, Word.get(control + ControlBlock.HOME));
    Memory.atomAddRelaxedGpu(home + WorkerBlock.CHANGES, 1L);
  }

  private static void activate(long control, int state) {
    Memory.stReleaseGpu(
        control + ControlBlock.STATE,
        ActorState.activated(Memory.ldRelaxedGpu(control + ControlBlock.STATE), state));
  }

  private static void fill(long arena, long slot, long[] scratch) {
    long control = ControlBlock.at(arena, slot);
    int p = Slot.HEADER_WORDS;
    // Workers and senders that still hold the slot's last actor may be reading these.
    Memory.stRelaxedGpu(control + ControlBlock.ID, scratch[p + 1]);
    Memory.stRelaxedGpu(control + ControlBlock.BEHAVIOUR, scratch[p + 2]);
    Memory.stRelaxedGpu(control + ControlBlock.STATE_OFFSET, scratch[p + 3]);
    Memory.stRelaxedGpu(control + ControlBlock.KILL, 0L);
    Word.put(control + ControlBlock.STATE_BYTES, scratch[p + 4]);
    Word.put(control + ControlBlock.IMAGE_OFFSET, scratch[p + 5]);
    if (Word.get(control + ControlBlock.MAILBOX_OFFSET) == 0) {
      // The same for every actor of the slot: its first is the only one that nobody knows yet.
      Word.put(control + ControlBlock.MAILBOX_OFFSET, scratch[p + 6]);
      Word.put(control + ControlBlock.OUTBOX_OFFSET, scratch[p + 7]);
      Word.put(control + ControlBlock.HOME, scratch[p + 8]);
    }
    Word.put(control + ControlBlock.MAX_RESTARTS, scratch[p + 9]);
    Word.put(control + ControlBlock.WINDOW_NANOS, scratch[p + 10]);
    Word.put(control + ControlBlock.PROCESSED, 0);
    Word.put(control + ControlBlock.FAULT, 0);
    Word.put(control + ControlBlock.DRAIN, 0);
    Word.put(control + ControlBlock.RESTARTS, 0);
    Word.put(control + ControlBlock.WINDOW_START, 0);
    Word.put(control + ControlBlock.WINDOW_RESTARTS, 0);
    activate(control, ActorState.ACTIVE);
  }
}
