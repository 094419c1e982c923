package dev.ringkernel.runtime.device;

import dev.ringkernel.device.Memory;

/**
 * The control block of one actor slot: 256 bytes, four lines by writer.
 *
 * <pre>
 * line 0 (0)    identity: supervisor at spawn
 * line 1 (64)   running: home worker; STATE also the supervisor while Failed
 * line 2 (128)  arrival: every sender
 * line 3 (192)  supervision: supervisor
 * </pre>
 *
 * Offsets are in bytes; {@code _OFFSET} words hold offsets from the arena's base.
 */
public final class ControlBlock {
  public static final int BYTES = 256;

  /** Actor id with generation; 0 while dormant. */
  public static final int ID = 0;

  public static final int BEHAVIOUR = 8;
  public static final int STATE_OFFSET = 16;

  /** Bytes of state, a multiple of 8. */
  public static final int STATE_BYTES = 24;

  /** The state that a restart returns to. */
  public static final int IMAGE_OFFSET = 32;

  public static final int MAILBOX_OFFSET = 40;
  public static final int OUTBOX_OFFSET = 48;

  /** Index of the home worker. */
  public static final int HOME = 56;

  /** A word of {@link ActorState}. */
  public static final int STATE = 64;

  /** Messages taken from the mailbox since the slot was first used. */
  public static final int MAILBOX_HEAD = 72;

  public static final int OUTBOX_HEAD = 80;
  public static final int OUTBOX_TAIL = 88;

  /** Messages handled by this generation. */
  public static final int PROCESSED = 96;

  /** Fault word of the last fault. */
  public static final int FAULT = 104;

  /**
   * Since when the outbox made no progress, in nanoseconds of the device's timer; 0 while it does.
   */
  public static final int BLOCKED_SINCE = 112;

  /** Hybrid logical clock. */
  public static final int CLOCK = 120;

  /** Messages ever accepted into the mailbox: the ticket counter of its senders. */
  public static final int MAILBOX_TAIL = 128;

  /** 1 while the actor is in its home worker's ready queue or in that worker's hands. */
  public static final int SCHEDULED = 136;

  /** 1 when the actor is to end at once. */
  public static final int KILL = 144;

  /** 1 once the actor is to end when its mailbox is empty; a restart does not change that. */
  public static final int DRAIN = 152;

  /** Restarts since spawn. */
  public static final int RESTARTS = 192;

  public static final int WINDOW_START = 200;
  public static final int WINDOW_RESTARTS = 208;

  /** Restarts allowed within {@link #WINDOW_NANOS}. */
  public static final int MAX_RESTARTS = 216;

  public static final int WINDOW_NANOS = 224;
  public static final int PARENT = 232;
  public static final int TENANT = 240;
  public static final int TRACE = 248;

  private ControlBlock() {}

  /**
   * The {@link #STATE} as it is now, with what came with it. Who was told of an actor by a message
   * is in no order with its activation, so that a load may still give an older state; an atomic
   * reads the youngest.
   */
  static long latestState(long control) {
    return Memory.atomAddAcquireGpu(control + STATE, 0L);
  }

  /** The {@link #STATE} with another state, for the one who changes it now. */
  static long stateWith(long control, int state) {
    return ActorState.with(Memory.ldRelaxedGpu(control + STATE), state);
  }

  /** The control block of a slot. */
  static long at(long arena, long slot) {
    return arena + Word.get(arena + SystemBlock.CONTROL_OFFSET) + slot * BYTES;
  }
}
