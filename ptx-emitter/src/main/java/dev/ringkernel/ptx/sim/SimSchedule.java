package dev.ringkernel.ptx.sim;

/** In which order lanes, warps and blocks take turns. */
public sealed interface SimSchedule {

  /**
   * By index, each until it must wait or has used its quantum: with one thread, always the same.
   */
  record InOrder() implements SimSchedule {}

  /**
   * By chance, with quanta of random length.
   *
   * @param seed gives the same order each time where one thread runs all
   */
  record Random(long seed) implements SimSchedule {}
}
