package dev.ringkernel.ptx.sim.check;

import dev.ringkernel.ptx.isa.Scope;

/**
 * What a strong store at some place gives to whoever acquires it.
 *
 * @param scope among whom
 * @param by who released, or the last who did
 */
record Given(Stamp stamp, Scope scope, Team by) {

  /** Whether a load of scope {@code other} in {@code team} takes it. */
  boolean reaches(Team team, Scope other) {
    return by.reaches(scope, team) && team.reaches(other, by);
  }

  /** Both, where the two are of the same scope and team. */
  Given with(Given later) {
    View view = stamp.view().share().own();
    view = stamp.teach(view);
    view = later.stamp.teach(view);
    return new Given(new Stamp(view.share(), 0, 0), later.scope, later.by);
  }

  boolean isLike(Given other) {
    return scope == other.scope && by.reaches(scope, other.by);
  }

  static Scope narrower(Scope a, Scope b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
