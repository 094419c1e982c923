package dev.ringkernel.runtime.device;

/** Indices into the words that the lanes of one block share in shared memory. */
final class BlockWords {
  /** Number of words. */
  static final int COUNT = 1024;

  /** {@link RunState} as the ingress last saw it. */
  static final int RUN = 0;

  /** Host messages that the executor is done with; the staging slots before it are free. */
  static final int CONSUMED = 1;

  // What follows is lane 0's own, but for the job, which it hands to the other lanes at a barrier.

  /** Consumed as last told to the host. */
  static final int ACKNOWLEDGED = 3;

  /** Control block of the actor whose mailbox is being worked off; 0 for none. */
  static final int CURRENT = 4;

  static final int CURRENT_SLOT = 5;

  /** Messages taken from it in this turn. */
  static final int TAKEN = 6;

  /** Jobs from the host in a row: after some of them the ready queue is looked at first. */
  static final int TURN = 7;

  /** Lanes of the job: 0 ends the lanes. */
  static final int JOB_LANES = 8;

  static final int JOB_CONTROL = 9;
  static final int JOB_SLOT = 10;
  static final int JOB_BEHAVIOUR = 11;
  static final int JOB_TYPE = 12;

  /** Address of the actor's state. */
  static final int JOB_STATE = 13;

  /** Index of the message's natural form in the staging array. */
  static final int JOB_MESSAGE = 14;

  static final int JOB_ENTRY = 15;

  /** 1 when the message came from the host and still holds its staging slot. */
  static final int JOB_FROM_HOST = 16;

  /** First fault word of a block-wide handler's lanes. */
  static final int JOB_FAULT = 17;

  /** Position of the ingress where the executor's own thread does its work. */
  static final int INGRESS = 18;

  /** Activations that this worker has acquired, by slot modulo {@link #SEEN_SLOTS}. */
  static final int SEEN = 32;

  static final int SEEN_SLOTS = 64;

  /** Behaviours of those actors. */
  static final int SEEN_BEHAVIOUR = 96;

  /** Addresses of their states. */
  static final int SEEN_STATE = 160;

  /**
   * Ids of those actors that take messages from the host at once: active, with nothing from the
   * host in their mailbox and nothing in their outbox. 0 where that is not known.
   */
  static final int OPEN = 864;

  /** {@link WorkerBlock#CHANGES} as last seen. */
  static final int CHANGES = 19;

  /** The constant part of {@link SystemBlock}, word by word. */
  static final int CONFIG = 224;

  static final int CONFIG_WORDS = 64;

  /** The handler table, if it has no more than {@link #HANDLER_WORDS} words. */
  static final int HANDLERS = 288;

  static final int HANDLER_WORDS = 576;

  // The supervisor's job.
  static final int COPY_FROM = 20;
  static final int COPY_TO = 21;
  static final int COPY_WORDS = 22;
  static final int COPY_SLOT = 23;
  static final int COPY_THEN = 24;

  private BlockWords() {}

  /** A word of the system block's constant part, from shared memory. */
  static long config(long[] shared, int offset) {
    return shared[CONFIG + offset / 8];
  }
}
