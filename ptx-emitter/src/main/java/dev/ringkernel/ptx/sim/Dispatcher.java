package dev.ringkernel.ptx.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Deals the clusters of all launches to the simulator's threads, as many as are resident at once.
 * The launches of a device are dealt in their order: a later one starts when all clusters of the
 * earlier have, as on a device. Threads: any.
 */
final class Dispatcher {

  /** A cluster that may start. */
  record Start(LaunchRun run, long index, int[] sms) {}

  /** A launch with what is left of it. */
  private static final class Queued {
    final LaunchRun run;
    final Residents.Need need;
    final long total;

    /** For a cooperative launch, where all blocks will be, once it has its place. */
    int @Nullable [] placed;

    long next;
    int active;

    Queued(LaunchRun run) {
      this.run = run;
      this.need = Residents.Need.of(run);
      this.total = run.grid.grid().count() / run.cluster.count();
    }
  }

  private final List<Residents> residents = new ArrayList<>();
  private final List<Deque<Queued>> queues = new ArrayList<>();
  private final Map<LaunchRun, Queued> launches = new HashMap<>();
  private boolean closed;

  Dispatcher(List<SimLimits> devices) {
    for (SimLimits limits : devices) {
      residents.add(new Residents(limits));
      queues.add(new ArrayDeque<>());
    }
  }

  synchronized void submit(LaunchRun run) {
    Queued queued = new Queued(run);
    launches.put(run, queued);
    queues.get(run.device.ordinal()).add(queued);
    notifyAll();
  }

  /** The next cluster that may start, or null where none may now. */
  synchronized @Nullable Start poll() {
    for (Deque<Queued> queue : queues) {
      Queued head = queue.peek();
      Start start = head == null ? null : start(head);
      if (start != null) {
        return start;
      }
    }
    return null;
  }

  /** The next cluster that may start; waits for one. Null when the machine closes. */
  synchronized @Nullable Start await() throws InterruptedException {
    while (!closed) {
      Start start = poll();
      if (start != null) {
        return start;
      }
      wait();
    }
    return null;
  }

  private @Nullable Start start(Queued head) {
    Residents sms = residents.get(head.run.device.ordinal());
    int size = (int) head.run.cluster.count();
    int[] where;
    if (head.run.grid.cooperative()) {
      if (head.placed == null) {
        head.placed = sms.take(head.need, (int) (head.total * size));
      }
      where =
          head.placed == null
              ? null
              : Arrays.copyOfRange(
                  head.placed, (int) head.next * size, (int) (head.next + 1) * size);
    } else {
      where = sms.take(head.need, size);
    }
    if (where == null) {
      return null;
    }
    head.active++;
    Start start = new Start(head.run, head.next++, where);
    if (head.next == head.total) {
      queues.get(head.run.device.ordinal()).remove(head);
    }
    // A thread that waits may find the next one.
    notifyAll();
    return start;
  }

  /** A cluster has ended, or its launch was stopped. */
  void ended(Start start) {
    LaunchRun over;
    synchronized (this) {
      Queued queued = of(start.run());
      queued.active--;
      residents.get(start.run().device.ordinal()).giveBack(queued.need, start.sms());
      over = finished(queued);
      notifyAll();
    }
    if (over != null) {
      over.end();
    }
  }

  /** A launch was stopped: nothing more of it starts. */
  void stopped(LaunchRun run) {
    LaunchRun over;
    synchronized (this) {
      Queued queued = launches.get(run);
      over = queued == null ? null : finished(queued);
      notifyAll();
    }
    if (over != null) {
      over.end();
    }
  }

  /** The launch, if nothing of it is left; it is then forgotten. */
  private @Nullable LaunchRun finished(Queued queued) {
    LaunchRun run = queued.run;
    if (run.stopped() && queued.next < queued.total) {
      queues.get(run.device.ordinal()).remove(queued);
      if (queued.placed != null) {
        int from = (int) (queued.next * run.cluster.count());
        int[] unused = Arrays.copyOfRange(queued.placed, from, queued.placed.length);
        residents.get(run.device.ordinal()).giveBack(queued.need, unused);
      }
      queued.next = queued.total;
    }
    if (queued.active > 0 || queued.next < queued.total) {
      return null;
    }
    launches.remove(run);
    return run;
  }

  private Queued of(LaunchRun run) {
    Queued queued = launches.get(run);
    if (queued == null) {
      throw new IllegalStateException("no launch of " + run.kernel + " runs");
    }
    return queued;
  }

  /** Whether a cluster of the launch runs. */
  synchronized boolean hasStarted(LaunchRun run) {
    Queued queued = launches.get(run);
    return queued != null && queued.active > 0;
  }

  /** Whether clusters of the launch wait for room. */
  synchronized boolean waitsForRoom(LaunchRun run) {
    Queued queued = launches.get(run);
    return queued != null && queued.next < queued.total;
  }

  /** The launches that have not ended. */
  synchronized List<LaunchRun> running() {
    return List.copyOf(launches.keySet());
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
