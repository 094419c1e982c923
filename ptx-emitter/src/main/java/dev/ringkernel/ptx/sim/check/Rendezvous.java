package dev.ringkernel.ptx.sim.check;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Threads that meet: whoever waits learns what all who came knew and did. */
public final class Rendezvous {
  private final List<Agent> came = new ArrayList<>();
  private View union = new View();
  private @Nullable View latest;

  void arrive(Agent agent, Stamp stamp) {
    came.add(agent);
    if (stamp.view() != latest) {
      // After the last meeting all have the same view, which need not be joined a thousand times.
      latest = stamp.view();
      if (came.size() == 1) {
        union = latest;
      } else {
        union = union.own();
        union.join(latest);
      }
    }
  }

  /**
   * Gives what those who came know together.
   *
   * @param upTo until when they did what they did
   */
  View complete(Whole whole, long upTo) {
    View all = union.own();
    for (Agent agent : came) {
      all.put(
          switch (whole) {
            case BLOCKS -> agent.blockKey;
            case WARPS -> agent.warpKey;
            case LANES -> agent.key;
          },
          upTo);
    }
    return all.share();
  }

  /** What those who came are the whole of, so that one entry stands for many. */
  public enum Whole {
    BLOCKS,
    WARPS,
    LANES
  }
}
