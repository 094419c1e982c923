package dev.ringkernel.runtime;

import dev.ringkernel.device.Memory;
import dev.ringkernel.runtime.device.ActorState;
import dev.ringkernel.runtime.device.Command;
import dev.ringkernel.runtime.device.ControlBlock;
import dev.ringkernel.runtime.device.HostWords;
import dev.ringkernel.runtime.device.Slot;
import dev.ringkernel.runtime.device.SystemBlock;
import dev.ringkernel.runtime.device.WorkerBlock;

/**
 * Where everything of one system lies: offsets in the arena (device memory) and in the shared
 * memory (host memory that the device maps). Computed once; the numbers are those of {@link
 * SystemBlock}.
 */
final class Memories {
  /** Longest state image that one command carries. */
  static final int STAGING_BYTES = 4096;

  static final int COMMAND_SLOTS = 64;

  /** Where the {@link HostWords} lie in shared memory. */
  static final long WORDS = 0;

  /** Room for handlers: behaviours times types. */
  static final int HANDLER_WORDS = 1 << 14;

  final int workers;
  final int lines;
  final int stride;
  final int ringSlots;
  final int readySlots;
  final int eventSlots;
  final Options options;

  // Arena offsets.
  final long control;
  final long worker;
  final long ready;
  final long event;
  final long handlers;

  /** First byte for states, images and mailboxes. */
  final long heap;

  // Offsets in shared memory, after the words of HostWords.
  final long d2hHead;
  final long h2dHeads;
  final long h2d;
  final long d2h;
  final long replies;
  final long commands;
  final long staging;
  final long sharedBytes;

  Memories(Options options, int workers, int ringSlots) {
    this.options = options;
    this.workers = workers;
    this.ringSlots = ringSlots;
    this.lines = options.lines();
    this.stride = lines * Slot.LINE_BYTES;
    int perWorker = (options.maxActors() + workers - 1) / workers;
    this.readySlots = powerOfTwo(perWorker + 1);
    this.eventSlots = powerOfTwo(4 * options.maxActors());
    this.control = SystemBlock.BYTES;
    this.worker = control + (long) options.maxActors() * ControlBlock.BYTES;
    this.ready = worker + (long) workers * WorkerBlock.BYTES;
    this.event = ready + (long) workers * readySlots * 8;
    this.handlers = event + eventSlots * 8L;
    this.heap = align(handlers + HANDLER_WORDS * 8L);

    this.d2hHead = align(WORDS + HostWords.BYTES);
    this.h2dHeads = d2hHead + HostWords.LINE;
    this.h2d = align(h2dHeads + (long) workers * HostWords.LINE);
    this.d2h = h2d + (long) workers * ringSlots * stride;
    this.replies = d2h + (long) options.hostRingSlots() * stride;
    this.commands = replies + (long) options.replySlots() * stride;
    this.staging = align(commands + COMMAND_SLOTS * (long) Command.LINES * Slot.LINE_BYTES);
    this.sharedBytes = staging + (long) COMMAND_SLOTS * STAGING_BYTES;
  }

  static int powerOfTwo(int least) {
    return Integer.highestOneBit(Math.max(1, least - 1)) << 1;
  }

  static long align(long offset) {
    return (offset + 255) & -256;
  }

  /**
   * Fills the constant part of the system block.
   *
   * @param image where to write it: {@link SystemBlock#BYTES} bytes
   * @param shared address of the shared memory as the device sees it
   */
  void describe(long image, long shared, int types, int behaviours, IdleRule idle) {
    put(image, SystemBlock.WORKERS, workers);
    put(image, SystemBlock.LINES, lines);
    put(image, SystemBlock.MAILBOX_SLOTS, options.mailboxSlots());
    put(image, SystemBlock.OUTBOX_SLOTS, options.outboxSlots());
    put(image, SystemBlock.H2D_SLOTS, ringSlots);
    put(image, SystemBlock.D2H_SLOTS, options.hostRingSlots());
    put(image, SystemBlock.COMMAND_SLOTS, COMMAND_SLOTS);
    put(image, SystemBlock.READY_SLOTS, readySlots);
    put(image, SystemBlock.EVENT_SLOTS, eventSlots);
    put(image, SystemBlock.CONTROL_OFFSET, control);
    put(image, SystemBlock.WORKER_OFFSET, worker);
    put(image, SystemBlock.READY_OFFSET, ready);
    put(image, SystemBlock.EVENT_OFFSET, event);
    put(image, SystemBlock.HANDLER_OFFSET, handlers);
    put(image, SystemBlock.TYPES, types);
    put(image, SystemBlock.BEHAVIOURS, behaviours);
    put(image, SystemBlock.HOST_H2D, shared + h2d);
    put(image, SystemBlock.HOST_H2D_HEADS, shared + h2dHeads);
    put(image, SystemBlock.HOST_D2H, shared + d2h);
    put(image, SystemBlock.HOST_D2H_HEAD, shared + d2hHead);
    put(image, SystemBlock.HOST_REPLIES, shared + replies);
    put(image, SystemBlock.REPLY_SLOTS, options.replySlots());
    put(image, SystemBlock.HOST_COMMANDS, shared + commands);
    put(image, SystemBlock.HOST_WORDS, shared + WORDS);
    put(image, SystemBlock.SLICE_NANOS, options.slice().toNanos());
    put(image, SystemBlock.PATIENCE_NANOS, options.patience().toNanos());
    put(image, SystemBlock.IDLE_NANOS, idle.nanos());
    put(image, SystemBlock.IDLE_LOOKS, idle.looks());
    put(image, SystemBlock.IDLE_STEP, idle.step());
    put(image, SystemBlock.ACTORS, options.maxActors());
    put(image, SystemBlock.BATCH, 16);
    put(image, SystemBlock.HOST_STAGING, shared + staging);
    put(image, SystemBlock.STAGING_BYTES, STAGING_BYTES);
  }

  private static void put(long image, int offset, long value) {
    Memory.st(image + offset, value);
  }

  /** The name of an {@link ActorState}. */
  static String stateName(long state) {
    return switch ((int) state) {
      case ActorState.DORMANT -> "Dormant";
      case ActorState.INITIALIZING -> "Initializing";
      case ActorState.ACTIVE -> "Active";
      case ActorState.DRAINING -> "Draining";
      case ActorState.FAILED -> "Failed";
      case ActorState.TERMINATED -> "Terminated";
      default -> "state " + state;
    };
  }
}
