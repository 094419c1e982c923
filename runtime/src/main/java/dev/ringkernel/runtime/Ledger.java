package dev.ringkernel.runtime;

import dev.ringkernel.runtime.device.Reason;
import dev.ringkernel.runtime.device.WorkerBlock;

/**
 * What became of all messages of a system so far. Always {@code sent() = delivered() + dead() +
 * inFlight()}; exact once the system is quiet.
 *
 * @param sentByHost messages of tell, offer, call and ask
 * @param sentByActors messages of handlers
 * @param handled messages handled to the end by actors
 * @param received messages that reached mailboxes of this JVM
 * @param overflow dead letters for want of room
 * @param invalidTarget dead letters to actors that had stopped or never were
 * @param rejected dead letters that their receiver does not take
 * @param faulted dead letters on which a handler faulted
 * @param replies replies that handlers gave
 * @param lateReplies replies that came after their callers had given up
 * @param unrecorded dead letters that were counted but not copied to the host, whose ring was full
 */
public record Ledger(
    long sentByHost,
    long sentByActors,
    long handled,
    long received,
    long overflow,
    long invalidTarget,
    long rejected,
    long faulted,
    long replies,
    long lateReplies,
    long unrecorded) {

  /** That of a system whose kernel was never started. */
  static final Ledger EMPTY = new Ledger(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

  /** Adds up what the host's ends and the workers have counted. */
  static Ledger of(Running r, Backend backend) {
    long byHost = 0;
    for (HostRing ring : r.rings()) {
      byHost += ring.count();
    }
    int workers = r.memories().workers;
    long[] words = new long[workers * WorkerBlock.BYTES / 8];
    backend.read(r.memories().worker, words);
    long sent = 0;
    long handled = 0;
    long replied = 0;
    long unrecorded = 0;
    long[] dead = new long[Reason.COUNT];
    for (int w = 0; w < workers; w++) {
      int at = w * WorkerBlock.BYTES / 8;
      sent += words[at + WorkerBlock.SENT / 8];
      handled += words[at + WorkerBlock.DELIVERED / 8];
      replied += words[at + WorkerBlock.REPLIES / 8];
      unrecorded += words[at + WorkerBlock.UNRECORDED / 8];
      for (int i = 0; i < Reason.COUNT; i++) {
        dead[i] += words[at + WorkerBlock.DEAD / 8 + i];
      }
    }
    return new Ledger(
        byHost - r.actors().stops(),
        sent,
        handled,
        r.inbound().received(),
        dead[Reason.OVERFLOW],
        dead[Reason.INVALID_TARGET] + r.inbound().undeliverable(),
        dead[Reason.REJECTED],
        dead[Reason.FAULT],
        replied,
        r.replies().late(),
        unrecorded);
  }

  public long sent() {
    return sentByHost + sentByActors;
  }

  public long delivered() {
    return handled + received;
  }

  public long dead() {
    return overflow + invalidTarget + rejected + faulted;
  }

  public long inFlight() {
    return sent() - delivered() - dead();
  }
}
