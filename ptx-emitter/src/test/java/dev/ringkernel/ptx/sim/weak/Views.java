package dev.ringkernel.ptx.sim.weak;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * For each address the stamp of the youngest write that precedes in causality order what comes
 * next; an address that is absent has its initial value only.
 */
final class Views {
  private final SortedMap<Integer, Long> generic;
  private final SortedMap<Integer, Long> async;

  Views() {
    this(new TreeMap<>(), new TreeMap<>());
  }

  private Views(SortedMap<Integer, Long> generic, SortedMap<Integer, Long> async) {
    this.generic = generic;
    this.async = async;
  }

  Views copy() {
    return new Views(new TreeMap<>(generic), new TreeMap<>(async));
  }

  /** What an access of this proxy may not be older than. */
  long at(int address, boolean asyncProxy) {
    return (asyncProxy ? async : generic).getOrDefault(address, Message.INITIAL);
  }

  /** Moves the view of one address forward, never back. */
  void see(int address, boolean asyncProxy, long stamp) {
    (asyncProxy ? async : generic).merge(address, stamp, Math::max);
  }

  /** Takes over what another view has. */
  void join(Views other) {
    other.generic.forEach((address, stamp) -> generic.merge(address, stamp, Math::max));
    other.async.forEach((address, stamp) -> async.merge(address, stamp, Math::max));
  }

  /** All addresses with a generic view. */
  SortedMap<Integer, Long> generic() {
    return generic;
  }

  /** All addresses with an async view. */
  SortedMap<Integer, Long> async() {
    return async;
  }
}
