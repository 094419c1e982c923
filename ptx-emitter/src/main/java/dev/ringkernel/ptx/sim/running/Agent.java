package dev.ringkernel.ptx.sim.running;

import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Place;
import dev.ringkernel.ptx.sim.running.Patterns.Pattern;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A thread as memory knows it, or an operation that runs beside one. */
public final class Agent {
  /** So many locations are remembered as written by a release; older ones count as fences. */
  private static final int MOST_RELEASED = 64;

  final int id;
  private Place place;
  final View view;

  /** The youngest release fence of each scope: it knows what the others do and more. */
  private final Map<Scope, View> fences = new EnumMap<>(Scope.class);

  private Patterns fencePatterns = Patterns.NONE;

  /** By address, the youngest release write of each scope. */
  private final Map<Long, Map<Scope, View>> released = new LinkedHashMap<>();

  /** By address, what strong reads saw and no acquire has taken over yet. */
  private final Map<Long, Patterns> seen = new HashMap<>();

  Agent(int id, Place place, View view) {
    this.id = id;
    this.place = place;
    this.view = view;
    view.generic.advance(id, 1);
  }

  Place place() {
    return place;
  }

  /** Another thread goes on in its place; it may know what the one before did. */
  public void restart(Place where) {
    place = where;
    fences.clear();
    fencePatterns = Patterns.NONE;
    released.clear();
    seen.clear();
  }

  int time() {
    return view.generic.of(id);
  }

  /** What it knows, for others; what it does from now on is not in it. */
  View release() {
    View snapshot = view.copy();
    view.generic.advance(id, time() + 1);
    return snapshot;
  }

  /** A release fence. */
  void fence(Scope scope) {
    fenced(scope, release());
  }

  private void fenced(Scope scope, View known) {
    View old = fences.get(scope);
    if (old != null) {
      known.join(old);
    }
    fences.put(scope, known);
    Patterns all = Patterns.NONE;
    for (Map.Entry<Scope, View> each : fences.entrySet()) {
      all = all.with(new Pattern(place, each.getKey(), each.getValue()));
    }
    fencePatterns = all;
  }

  /** The patterns that a strong write of {@code at} is the write of. */
  Patterns patterns(long at, Manner manner) {
    if (manner.releases()) {
      released.computeIfAbsent(at, a -> new EnumMap<>(Scope.class)).put(manner.scope(), release());
      if (released.size() > MOST_RELEASED) {
        Iterator<Map<Scope, View>> oldest = released.values().iterator();
        oldest.next().forEach(this::fenced);
        oldest.remove();
      }
    }
    Patterns all = fencePatterns;
    Map<Scope, View> own = released.get(at);
    if (own != null) {
      for (Map.Entry<Scope, View> each : own.entrySet()) {
        all = all.with(new Pattern(place, each.getKey(), each.getValue()));
      }
    }
    return all;
  }

  /** A strong read of {@code at} saw the write of these patterns. */
  void saw(long at, Patterns patterns) {
    if (!patterns.isEmpty()) {
      seen.merge(at, patterns, Patterns::with);
    }
  }

  /** Takes over what was seen, by an operation of this scope. */
  void acquire(Scope scope) {
    Iterator<Map.Entry<Long, Patterns>> all = seen.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Long, Patterns> each = all.next();
      each.getValue().acquire(view, place, scope);
      Patterns left = each.getValue().without(place, scope);
      if (left.isEmpty()) {
        all.remove();
      } else {
        each.setValue(left);
      }
    }
  }

  void acquireAt(Scope scope, long at) {
    Patterns there = seen.remove(at);
    if (there != null) {
      there.acquire(view, place, scope);
      saw(at, there.without(place, scope));
    }
  }
}
