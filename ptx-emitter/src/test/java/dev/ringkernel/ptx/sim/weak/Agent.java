package dev.ringkernel.ptx.sim.weak;

import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Place;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A thread or a bulk copy, as far as memory knows it. */
final class Agent {
  final int id;
  final Place place;
  final Views views;

  /** The release fences so far, the youngest of each scope: it has the others' views and more. */
  final Map<Scope, Release> fences;

  /** By address, the release writes so far, the youngest of each scope. */
  final Map<Integer, Map<Scope, Release>> released;

  /** What strong reads saw and no acquire has taken over yet. */
  final List<Seen> seen;

  /** A release pattern that a strong read of {@code address} observed. */
  record Seen(int address, Release release) {}

  Agent(int id, Place place, Views views) {
    this.id = id;
    this.place = place;
    this.views = views;
    this.fences = new EnumMap<>(Scope.class);
    this.released = new TreeMap<>();
    this.seen = new ArrayList<>();
  }

  private Agent(Agent other) {
    this.id = other.id;
    this.place = other.place;
    this.views = other.views.copy();
    this.fences = new EnumMap<>(other.fences);
    this.released = new TreeMap<>();
    other.released.forEach((address, all) -> released.put(address, new EnumMap<>(all)));
    this.seen = new ArrayList<>(other.seen);
  }

  Agent copy() {
    return new Agent(this);
  }

  /** A memory operation or fence of this agent. */
  Access access(boolean strong, Scope scope, boolean asyncProxy, int address) {
    return new Access(id, place, strong, scope, asyncProxy, address);
  }

  /** The release pattern that starts here. */
  Release release(Scope scope) {
    return new Release(access(true, scope, false, -1), views.copy());
  }

  /** The patterns whose write a strong write to {@code address} is, beside its own. */
  List<Release> patterns(int address) {
    List<Release> all = new ArrayList<>(fences.values());
    all.addAll(released.getOrDefault(address, Map.of()).values());
    return all;
  }
}
