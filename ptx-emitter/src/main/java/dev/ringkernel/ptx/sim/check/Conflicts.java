package dev.ringkernel.ptx.sim.check;

/** Takes what is found. */
public interface Conflicts {

  /**
   * Two accesses without an order.
   *
   * @param earlier the one that happened first here
   * @param narrow whether both are strong, and the scope of one does not take in the other thread
   * @param address native address
   */
  void race(Side earlier, Side later, boolean narrow, long address);

  /**
   * What the host wrote while the kernel ran is seen without an acquire.
   *
   * @param narrow whether the load is strong, and its scope is not the system's
   */
  void hostRace(Side load, boolean narrow, long address);

  /**
   * Memory that was to be read only changed.
   *
   * @param write what changed it; null for the host
   */
  void changed(Side load, Side write, long address);

  /** One side of a conflict. */
  record Side(Agent who, Probe what, boolean writes) {}
}
