package dev.ringkernel.ptx.sim.weak;

/** Takes the choices that the model leaves open. */
@FunctionalInterface
interface Chooser {
  /** One of {@code options}, from 0; called only where there are at least two. */
  int choose(int options);

  /** The choice, asked only where there is one. */
  static int among(Chooser chooser, int options) {
    return options == 1 ? 0 : chooser.choose(options);
  }
}
