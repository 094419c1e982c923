package dev.ringkernel.ptx.sim.check;

import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.Dim3;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who accesses memory: a thread, the engine that does a thread's asynchronous copies, or
 * the host.
 */
public final class Agent {
  /** The host, as views name it; its time also says which launches are known to have ended. */
  static final long HOST = 1;

  private static final int BLOCK_SHIFT = 12;
  private static final int FIRST_WARP = 1;
  private static final int FIRST_LANE = 64;
  private static final int FIRST_ENGINE = 2048;
  private static final int MOST_PENDING = 16;

  final Team team;
  private final @Nullable Dim3 block;
  private final @Nullable Dim3 thread;
  final long key;

  /** The warp in views; 0 for agents that no view of a warp or block covers. */
  final long warpKey;

  final long blockKey;
  View view;

  /** Since when it is in the segment that it is in: a new one starts when it releases. */
  long segment;

  /** What the latest fence of each scope gives away with later strong stores. */
  final @Nullable Stamp[] fences = new Stamp[Scope.values().length];

  /** What strong loads have seen released, for a later fence to acquire. */
  final List<Given> pending = new ArrayList<>();

  private @Nullable Agent engine;

  private Agent(
      Team team,
      @Nullable Dim3 block,
      @Nullable Dim3 thread,
      long key,
      long warpKey,
      long blockKey,
      View view,
      long now) {
    this.team = team;
    this.block = block;
    this.thread = thread;
    this.key = key;
    this.warpKey = warpKey;
    this.blockKey = blockKey;
    this.view = view;
    this.segment = now;
  }

  /** A thread, by its number in the block. */
  static Agent thread(Team team, int lane, Dim3 block, Dim3 thread, View view, long now) {
    long base = team.block() << BLOCK_SHIFT;
    long warp = base + FIRST_WARP + lane / 32;
    return new Agent(team, block, thread, base + FIRST_LANE + lane, warp, base, view, now);
  }

  static Agent host(long now) {
    return new Agent(Team.HOST, null, null, HOST, 0, 0, new View(), now);
  }

  /** What copies asynchronously for this thread. */
  Agent engine() {
    if (engine == null) {
      long lane = key - blockKey - FIRST_LANE;
      engine =
          new Agent(team, block, thread, blockKey + FIRST_ENGINE + lane, 0, 0, new View(), segment);
    }
    return engine;
  }

  /** Whether it is the host. */
  public boolean isHost() {
    return key == HOST;
  }

  /** Whether all that {@code other} did in its segment of time {@code when} came before this. */
  boolean knows(Agent other, long when) {
    if (other == this || view.get(other.key) >= when) {
      return true;
    }
    if (other.blockKey != 0
        && (view.get(other.blockKey) >= when || view.get(other.warpKey) >= when)) {
      return true;
    }
    long ended = other.team.launch().ended();
    return ended != 0 && view.get(HOST) >= ended;
  }

  /** Learns what was released. */
  void learn(Stamp stamp) {
    view = stamp.teach(view);
  }

  void learn(long otherKey, long time) {
    if (view.get(otherKey) < time) {
      view = view.own();
      view.put(otherKey, time);
    }
  }

  /** Keeps what a strong load saw for a later fence. */
  void keep(Given given) {
    for (Given known : pending) {
      if (known.stamp() == given.stamp()) {
        return;
      }
    }
    if (pending.size() == MOST_PENDING) {
      // Joins the oldest two, so that nothing is lost to a thread that polls for ever.
      Given first = pending.removeFirst();
      pending.set(0, first.with(pending.getFirst()));
    }
    pending.add(given);
  }

  /** Its launch. */
  public LaunchSpan launch() {
    return team.launch();
  }

  /** The thread's block in its grid; null for the host. */
  public @Nullable Dim3 block() {
    return block;
  }

  /** The thread in its block; null for the host. */
  public @Nullable Dim3 thread() {
    return thread;
  }

  /** Who it is, for people. */
  @Override
  public String toString() {
    if (isHost()) {
      return "the host";
    }
    String who = "thread " + thread + " of block " + block;
    return warpKey == 0 ? "the asynchronous copy that " + who + " issued" : who;
  }
}
