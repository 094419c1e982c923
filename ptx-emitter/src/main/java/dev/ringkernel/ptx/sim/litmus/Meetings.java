package dev.ringkernel.ptx.sim.litmus;

import dev.ringkernel.ptx.isa.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Checks that barriers meet: which arrivals and waits belong together must follow from the text
 * alone. A program where it does not is refused, since who synchronizes with whom would be unclear
 * or nobody could go on.
 */
final class Meetings {
  private Meetings() {}

  static void check(LitmusProgram program) {
    for (LitmusThread thread : program.threads()) {
      TreeSet<Integer> ids = new TreeSet<>();
      for (int at = 0; at < thread.lines().size(); at++) {
        LitmusLine line = thread.lines().get(at);
        if (line.step() instanceof Step.Barrier barrier) {
          ids.add(barrier.id());
        }
        boolean meets =
            line.step() instanceof Step.Barrier
                || line.step() instanceof Step.ClusterArrive
                || line.step() instanceof Step.ClusterWait;
        if (meets && (line.guard() >= 0 || branched(thread, at))) {
          throw new LitmusException(
              thread.name()
                  + ": '"
                  + line.text()
                  + "' depends on a predicate or a branch; write barriers straight");
        }
        if (meets && thread.place().isHost()) {
          throw new LitmusException(
              thread.name() + " runs on the host and has no '" + line.text() + "'");
        }
      }
      for (int id : ids) {
        checkBarrier(program, thread, id);
      }
      checkCluster(program, thread);
    }
  }

  /** Whether a jump or an early end may leave this line out or come to it twice. */
  private static boolean branched(LitmusThread thread, int line) {
    for (int at = 0; at < thread.lines().size(); at++) {
      LitmusLine other = thread.lines().get(at);
      boolean around =
          switch (other.step()) {
            case Step.Branch branch ->
                branch.target() <= at
                    ? branch.target() <= line && line < at
                    : at < line && line < branch.target();
            case Step.Exit ignored -> other.guard() >= 0 && at < line;
            default -> false;
          };
      if (around) {
        return true;
      }
    }
    return false;
  }

  private static List<Step.Barrier> operations(LitmusThread thread, int id) {
    List<Step.Barrier> all = new ArrayList<>();
    for (LitmusLine line : thread.lines()) {
      if (line.step() instanceof Step.Barrier barrier && barrier.id() == id) {
        all.add(barrier);
      }
    }
    return all;
  }

  private static void checkBarrier(LitmusProgram program, LitmusThread thread, int id) {
    List<Step.Barrier> mine = operations(thread, id);
    int present = 0;
    for (LitmusThread other : program.threads()) {
      if (!program.sameCta(thread, other)) {
        continue;
      }
      List<Step.Barrier> theirs = operations(other, id);
      boolean all = mine.getFirst().threads() < 0;
      if (theirs.size() != mine.size() && (all || !theirs.isEmpty())) {
        throw new LitmusException(
            "%s meets at barrier %d %d times and %s of the same CTA %d times: nobody could go on"
                .formatted(thread.name(), id, mine.size(), other.name(), theirs.size()));
      }
      present += theirs.isEmpty() ? 0 : 1;
    }
    for (int i = 0; i < mine.size(); i++) {
      int threads = mine.get(i).threads();
      if (threads >= 0 && threads != 32 * present) {
        throw new LitmusException(
            "%s: barrier %d is for %d threads, but %d litmus threads (each a warp of 32) use it"
                .formatted(thread.name(), id, threads, present));
      }
      if (threads < 0 && !mine.get(i).waits()) {
        throw new LitmusException(thread.name() + ": bar.arrive needs a count");
      }
      if (i > 0 && !mine.get(i - 1).waits()) {
        throw new LitmusException(
            thread.name()
                + " comes back to barrier "
                + id
                + " after a bar.arrive: which phase it arrives at is unclear");
      }
    }
  }

  private static void checkCluster(LitmusProgram program, LitmusThread thread) {
    boolean arrived = false;
    int arrivals = 0;
    for (LitmusLine line : thread.lines()) {
      boolean arrives = line.step() instanceof Step.ClusterArrive;
      if (!arrives && !(line.step() instanceof Step.ClusterWait)) {
        continue;
      }
      if (arrives == arrived) {
        throw new LitmusException(
            thread.name()
                + ": '"
                + line.text()
                + "': barrier.cluster.arrive and wait must take turns");
      }
      arrived = arrives;
      arrivals += arrives ? 1 : 0;
    }
    for (LitmusThread other : program.threads()) {
      long theirs =
          other.lines().stream().filter(l -> l.step() instanceof Step.ClusterArrive).count();
      if (!thread.place().isHost()
          && thread.place().includes(Scope.CLUSTER, other.place())
          && theirs != arrivals) {
        throw new LitmusException(
            "%s arrives at the cluster barrier %d times and %s of the same cluster %d times"
                .formatted(thread.name(), arrivals, other.name(), theirs));
      }
    }
  }
}
