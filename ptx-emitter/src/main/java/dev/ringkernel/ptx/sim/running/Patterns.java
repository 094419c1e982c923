package dev.ringkernel.ptx.sim.running;

import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Place;
import java.util.ArrayList;
import java.util.List;

/** Release patterns by the place and the scope of their first operation; never more than one. */
final class Patterns {
  static final Patterns NONE = new Patterns(List.of());

  /** A pattern; nobody changes its view any more. */
  record Pattern(Place place, Scope scope, View view) {

    /** Whether its first operation and an operation of {@code other} are morally strong. */
    boolean meets(Place otherPlace, Scope otherScope) {
      return place.includes(scope, otherPlace) && otherPlace.includes(otherScope, place);
    }
  }

  private final List<Pattern> all;

  private Patterns(List<Pattern> all) {
    this.all = all;
  }

  List<Pattern> all() {
    return all;
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  Patterns with(Pattern more) {
    List<Pattern> sum = new ArrayList<>(all.size() + 1);
    Pattern own = more;
    for (Pattern each : all) {
      if (each.scope == more.scope && each.place.equals(more.place)) {
        View joined = each.view.copy();
        joined.join(more.view);
        own = new Pattern(more.place, more.scope, joined);
      } else {
        sum.add(each);
      }
    }
    sum.add(own);
    return new Patterns(sum);
  }

  Patterns with(Patterns others) {
    if (all.isEmpty()) {
      return others;
    }
    Patterns sum = this;
    for (Pattern each : others.all) {
      sum = sum.with(each);
    }
    return sum;
  }

  /** Those that an operation at {@code place} of this scope does not meet. */
  Patterns without(Place place, Scope scope) {
    List<Pattern> left = new ArrayList<>();
    for (Pattern each : all) {
      if (!each.meets(place, scope)) {
        left.add(each);
      }
    }
    return left.isEmpty() ? NONE : new Patterns(left);
  }

  /** Takes over what an operation at {@code place} of this scope meets. */
  void acquire(View into, Place place, Scope scope) {
    for (Pattern each : all) {
      if (each.meets(place, scope)) {
        into.join(each.view);
      }
    }
  }
}
