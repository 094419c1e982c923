package dev.ringkernel.runtime;

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
