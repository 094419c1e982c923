package dev.ringkernel.runtime;

import dev.ringkernel.runtime.device.HostWords;

/**
 * What exists from the first start of a system's kernel on.
 *
 * @param rings to the workers, in their order
 */
record Running(
    Memories memories,
    ReplySlots replies,
    HostRing[] rings,
    Inbound inbound,
    Poller poller,
    Actors actors) {

  /** Makes the host's ends of what lies in memories that the backend has given. */
  static Running over(
      ActorSystem system, Backend backend, Memories m, MessageCodecs codecs, Addresses addresses) {
    long shared = backend.hostShared();
    HostRing[] rings = new HostRing[m.workers];
    for (int i = 0; i < rings.length; i++) {
      rings[i] =
          new HostRing(
              shared + m.h2d + (long) i * m.ringSlots * m.stride,
              shared + m.h2dHeads + (long) i * HostWords.LINE,
              m.ringSlots,
              m.stride);
    }
    Commands commands = new Commands(system, m, shared);
    return new Running(
        m,
        new ReplySlots(shared + m.replies, m.options.replySlots(), m.stride),
        rings,
        new Inbound(system, m, shared, codecs, addresses),
        new Poller(system, backend),
        new Actors(system, backend, m, rings, commands, addresses));
  }
}
