package dev.ringkernel.runtime.device;

/**
 * The first bytes of the arena: what every block of the kernel knows. Written by the host before
 * the launch, but for the words from {@link #RUN} on, each of which has a line of 128 bytes of its
 * own.
 *
 * <pre>
 * 0      configuration, constant during a launch
 * 512    RUN            supervisor writes, all poll
 * 640    D2H_TAIL       tickets of the device-to-host ring
 * 768    D2H_HEAD       last head of that ring read from the host
 * 896    EVENT_TAIL     tickets of the event queue
 * 1024   EVENT_HEAD     supervisor only
 * 1152   COMMAND_HEAD   supervisor only
 * </pre>
 *
 * Offsets are in bytes from the arena's base; what they hold with the suffix {@code _OFFSET} is an
 * offset from that base, and what starts with {@code HOST_} an address of mapped host memory.
 */
public final class SystemBlock {
  /** Size of the block. */
  public static final int BYTES = 4096;

  /** Number of workers. */
  public static final int WORKERS = 0;

  /** Lines of 64 bytes in a message slot. */
  public static final int LINES = 8;

  /** Slots in a mailbox, a power of two. */
  public static final int MAILBOX_SLOTS = 16;

  /** Entries in an outbox, a power of two. */
  public static final int OUTBOX_SLOTS = 24;

  /** Slots in a worker's host-to-device ring, a power of two. */
  public static final int H2D_SLOTS = 32;

  /** Slots in the device-to-host ring, a power of two. */
  public static final int D2H_SLOTS = 40;

  /** Slots in the command ring, a power of two. */
  public static final int COMMAND_SLOTS = 48;

  /** Entries in a ready queue, a power of two, at least the actors of one worker. */
  public static final int READY_SLOTS = 56;

  /** Entries in the event queue, a power of two, at least twice the actors. */
  public static final int EVENT_SLOTS = 64;

  /** Control blocks of all actors. */
  public static final int CONTROL_OFFSET = 72;

  /** Worker blocks. */
  public static final int WORKER_OFFSET = 80;

  /** Ready queues, one after the other. */
  public static final int READY_OFFSET = 88;

  /** The event queue. */
  public static final int EVENT_OFFSET = 96;

  /** The handler table: see {@link HandlerTable}. */
  public static final int HANDLER_OFFSET = 104;

  /** Message types known to the handler table. */
  public static final int TYPES = 112;

  /** Behaviours known to the handler table. */
  public static final int BEHAVIOURS = 120;

  /** Host-to-device rings, one after the other. */
  public static final int HOST_H2D = 128;

  /** Heads of those rings, {@link HostWords#LINE} apart; this side writes them. */
  public static final int HOST_H2D_HEADS = 136;

  /** The device-to-host ring. */
  public static final int HOST_D2H = 144;

  /** Its head; the host writes it. */
  public static final int HOST_D2H_HEAD = 152;

  /** Reply slots. */
  public static final int HOST_REPLIES = 160;

  /** Number of reply slots. */
  public static final int REPLY_SLOTS = 168;

  /** The command ring. */
  public static final int HOST_COMMANDS = 176;

  /** {@link HostWords}. */
  public static final int HOST_WORDS = 184;

  /** How long a handler may run, in nanoseconds. */
  public static final int SLICE_NANOS = 192;

  /**
   * How long an outbox may make no progress before its head becomes a dead letter, in nanoseconds.
   */
  public static final int PATIENCE_NANOS = 200;

  /** Longest sleep of an idle wait, in nanoseconds. */
  public static final int IDLE_NANOS = 208;

  /** Actor slots in {@link #CONTROL_OFFSET}. */
  public static final int ACTORS = 216;

  /** Messages that a worker takes from one mailbox before it looks at the next. */
  public static final int BATCH = 224;

  /** Where the host lays state images, {@link #STAGING_BYTES} for each command slot. */
  public static final int HOST_STAGING = 232;

  public static final int STAGING_BYTES = 240;

  /**
   * Empty looks of an executor before it sleeps, a power of two of at least 4. The ingress looks
   * four times as often before it does, the supervisor a quarter as often.
   */
  public static final int IDLE_LOOKS = 248;

  /** Nanoseconds by which a sleep grows with each empty look, up to {@link #IDLE_NANOS}. */
  public static final int IDLE_STEP = 256;

  /** One of {@link RunState}. */
  public static final int RUN = 512;

  public static final int D2H_TAIL = 640;
  public static final int D2H_HEAD = 768;
  public static final int EVENT_TAIL = 896;
  public static final int EVENT_HEAD = 1024;
  public static final int COMMAND_HEAD = 1152;

  private SystemBlock() {}
}
