package dev.ringkernel.runtime.device;

/** An actor's identity in 64 bits: device 8, slot 32, generation 24. Zero is nobody. */
public final class ActorId {
  /** The device number of the JVM: slot 0 is its reply slots, from 1 on its mailboxes. */
  public static final int HOST = 0xff;

  private ActorId() {}

  public static long of(int device, long slot, long generation) {
    return ((long) device << 56) | (slot << 24) | generation;
  }

  public static int device(long id) {
    return (int) (id >>> 56);
  }

  public static long slot(long id) {
    return (id >>> 24) & 0xffffffffL;
  }

  public static long generation(long id) {
    return id & 0xffffff;
  }
}
