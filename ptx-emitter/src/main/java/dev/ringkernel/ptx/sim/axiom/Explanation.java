package dev.ringkernel.ptx.sim.axiom;

import dev.ringkernel.ptx.sim.axiom.Violation.Edge;
import dev.ringkernel.ptx.sim.axiom.Violation.Kind;
import dev.ringkernel.ptx.sim.litmus.Condition;
import dev.ringkernel.ptx.sim.litmus.LitmusProgram;
import dev.ringkernel.ptx.sim.litmus.Outcome;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells in words why an outcome is forbidden. */
final class Explanation implements Enumeration.Visitor {
  /** How many candidates are shown; the others are counted. */
  private static final int SHOWN = 4;

  private final LitmusProgram program;
  private final Condition condition;
  private final Set<String> reasons = new LinkedHashSet<>();
  private @Nullable Outcome met;
  private long candidates;

  private Explanation(LitmusProgram program, Condition condition) {
    this.program = program;
    this.condition = condition;
  }

  static String of(LitmusProgram program, Condition condition) {
    Explanation explanation = new Explanation(program, condition);
    Enumeration.run(program, explanation);
    return explanation.text();
  }

  private String text() {
    String head = program.name() + ": " + condition;
    if (met != null) {
      return head + " is allowed, as in " + met + "\n";
    }
    if (candidates == 0) {
      return head + " is forbidden: no choice of writes for the reads gives it\n";
    }
    StringBuilder out = new StringBuilder();
    out.append(head).append(" is forbidden: ").append(candidates);
    out.append(candidates == 1 ? " candidate gives it\n" : " candidates give it\n");
    int shown = 0;
    for (String reason : reasons) {
      if (shown++ == SHOWN) {
        out.append("and in ").append(reasons.size() - SHOWN).append(" more ways\n");
        break;
      }
      out.append(reason);
    }
    return out.toString();
  }

  @Override
  public void allowed(Outcome outcome) {
    if (met == null && condition.holds(outcome)) {
      met = outcome;
    }
  }

  @Override
  public boolean wantsForbidden() {
    return true;
  }

  @Override
  public void forbidden(
      Outcome outcome, Skeleton base, @Nullable Execution execution, Violation violation) {
    if (condition.holds(outcome)) {
      candidates++;
      reasons.add(reason(base, execution, violation));
    }
  }

  private static String reason(Skeleton base, @Nullable Execution execution, Violation violation) {
    StringBuilder out = new StringBuilder();
    out.append(violation.axiom().statement()).append('\n');
    for (Edge edge : violation.cycle()) {
      out.append("  ").append(name(base, edge.from())).append(' ').append(edge.kind().words);
      out.append(' ').append(name(base, edge.to())).append('\n');
      if (execution != null && (edge.kind() == Kind.CAUSE || edge.kind() == Kind.BASE)) {
        Causes.tell(execution, edge, out);
      }
    }
    return out.toString();
  }

  static String name(Skeleton base, int id) {
    Event event = base.event(id);
    if (event.kind() == Event.Kind.INIT) {
      return "the initial " + event.location().name() + " = " + event.value();
    }
    String half = event.partner() < 0 ? "" : event.reads() ? " (its read)" : " (its write)";
    String value =
        !event.accesses()
            ? ""
            : (event.reads() ? " -> " : " <- ") + Long.toUnsignedString(event.value());
    return base.program.threadName(event.thread()) + ": " + event.text() + half + value;
  }
}
