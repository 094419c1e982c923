package dev.ringkernel.ptx.sim.running;

/** Takes the choices that the memory model leaves open. */
public interface Choices {
  /**
   * How far behind the youngest an access takes place.
   *
   * @param options at least 2; 0 is the youngest
   */
  int behind(int options);

  /**
   * Whether an access sees a write which it is not morally strong with and does not know: the model
   * lets it see that, and does not say that it ever does.
   */
  boolean seesRacing();

  /** Whether a write that the host cannot see yet becomes visible to it now. */
  boolean publishes();
}
