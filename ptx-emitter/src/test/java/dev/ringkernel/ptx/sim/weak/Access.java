package dev.ringkernel.ptx.sim.weak;

import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Place;

/**
 * What an operation needs to say to be morally strong with another.
 *
 * @param agent who performs it
 * @param place where
 * @param strong whether it is strong at all
 * @param scope its scope, if strong
 * @param asyncProxy performed in the async proxy
 * @param address the virtual address; -1 for a fence
 */
record Access(
    int agent, Place place, boolean strong, Scope scope, boolean asyncProxy, int address) {

  /** Whether two operations are morally strong (PTX manual, 8.7). */
  boolean morallyStrong(Access other) {
    boolean included =
        strong
            && other.strong
            && place.includes(scope, other.place)
            && other.place.includes(other.scope, place);
    return (agent == other.agent || included)
        && asyncProxy == other.asyncProxy
        && (address < 0 || other.address < 0 || address == other.address);
  }
}
