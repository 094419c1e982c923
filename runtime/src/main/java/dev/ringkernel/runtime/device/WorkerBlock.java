package dev.ringkernel.runtime.device;

/**
 * What one worker keeps: 512 bytes. It is also the {@code ctx} that handlers carry. Lane 0 of the
 * executor writes all of it but the ready queue's tail.
 */
public final class WorkerBlock {
  public static final int BYTES = 512;

  /** Device address of the arena; written by the worker when it starts. */
  public static final int ARENA = 0;

  public static final int INDEX = 8;

  /** The actor whose handler runs. */
  public static final int SELF = 16;

  /** Source id of the message that it handles. */
  public static final int SENDER = 24;

  /** Control block of that actor. */
  public static final int CONTROL = 32;

  /** When the handler first polled; 0 before. */
  public static final int SLICE_START = 40;

  /** Host messages taken: everything before it is handled or in a mailbox. */
  public static final int H2D_HEAD = 48;

  public static final int READY_HEAD = 56;

  /** Messages handled to the end. */
  public static final int DELIVERED = 64;

  /** Messages sent by handlers, whatever became of them. */
  public static final int SENT = 72;

  public static final int REPLIES = 80;

  /** Dead letters of which the host got no copy because its ring was full. */
  public static final int UNRECORDED = 96;

  /** 1 after a send of the running handler was parked in its actor's outbox. */
  public static final int PARKED = 152;

  /** Dead letters by {@link Reason}: {@link Reason#COUNT} words. */
  public static final int DEAD = 104;

  /**
   * Grows when the supervisor has changed the state of one of the worker's actors behind its back:
   * what the worker keeps of them is no longer to be trusted.
   */
  public static final int CHANGES = 392;

  /** Tickets of the ready queue; any block writes. */
  public static final int READY_TAIL = 384;

  private WorkerBlock() {}

  static long at(long arena, long worker) {
    return arena + Word.get(arena + SystemBlock.WORKER_OFFSET) + worker * BYTES;
  }
}
