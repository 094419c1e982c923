package dev.ringkernel.device;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A block while it runs on the JVM: its barriers and its warps' rendezvous, under one lock.
 *
 * <p>One lock makes it exact to say that nobody can go on: when every lane that has not ended
 * waits, the block fails with a list of who waits where, instead of hanging.
 */
final class BlockRun {
  private static final int BARRIERS = 16;

  final GridRun grid;
  final int index;
  final int blockX;
  final int blockY;
  final int blockZ;
  private final ReentrantLock lock = new ReentrantLock();
  private final Lane[] lanes;
  private final int[] liveOfWarp;
  private final List<List<Round>> roundsOfWarp = new ArrayList<>();
  private final @Nullable Barrier[] barriers = new @Nullable Barrier[BARRIERS];
  private int live;
  private int waiting;
  private volatile @Nullable Throwable failure;

  BlockRun(GridRun grid, int index) {
    this.grid = grid;
    this.index = index;
    Dim3 dim = grid.grid;
    this.blockX = index % dim.x();
    this.blockY = index / dim.x() % dim.y();
    this.blockZ = index / dim.x() / dim.y();
    int count = Math.toIntExact(grid.block.count());
    this.live = count;
    this.lanes = new Lane[count];
    this.liveOfWarp = new int[Math.ceilDiv(count, Lane.WARP)];
    for (int i = 0; i < count; i++) {
      lanes[i] = new Lane(this, i);
      liveOfWarp[i / Lane.WARP] |= 1 << i % Lane.WARP;
    }
    for (int i = 0; i < liveOfWarp.length; i++) {
      roundsOfWarp.add(new ArrayList<>());
    }
  }

  /** An open rendezvous of the lanes of {@code mask}. */
  private static final class Round {
    final String operation;
    final int mask;
    final long[] values = new long[Lane.WARP];
    int arrived;
    final List<Lane> waiters = new ArrayList<>();

    Round(String operation, int mask) {
      this.operation = operation;
      this.mask = mask;
    }
  }

  /** An open barrier; {@code expected} 0 means all lanes that have not ended. */
  private static final class Barrier {
    final int expected;
    int arrived;
    int trues;
    final List<Lane> waiters = new ArrayList<>();

    Barrier(int expected) {
      this.expected = expected;
    }
  }

  int lanes() {
    return lanes.length;
  }

  Lane lane(int linear) {
    return lanes[linear];
  }

  boolean isLost() {
    return failure != null || grid.failure() != null;
  }

  @Nullable Throwable failure() {
    return failure;
  }

  static void checkBarrier(int barrier, int threads) {
    if (barrier < 0 || barrier >= BARRIERS) {
      throw new IllegalArgumentException("there are barriers 0 to 15, not " + barrier);
    }
    if (threads < 0 || threads % Lane.WARP != 0) {
      throw new IllegalArgumentException(
          "a barrier counts whole warps: threads must be a multiple of 32, not " + threads);
    }
  }

  Lane.BarrierOutcome sync(Lane lane, int barrier, int threads, boolean value) {
    lock.lock();
    try {
      checkFailure();
      Barrier open = arriveAt(barrier, threads);
      open.trues += value ? 1 : 0;
      if (isFull(open)) {
        return complete(barrier, open);
      }
      open.waiters.add(lane);
      startWaiting(lane, "barrier " + barrier + (threads == 0 ? "" : " for " + threads));
    } finally {
      lock.unlock();
    }
    return (Lane.BarrierOutcome) resume(lane);
  }

  void arrive(Lane lane, int barrier, int threads) {
    lock.lock();
    try {
      checkFailure();
      Barrier open = arriveAt(barrier, threads);
      if (isFull(open)) {
        complete(barrier, open);
      }
    } finally {
      lock.unlock();
    }
  }

  Lane.Votes exchange(Lane lane, String operation, int mask, long value) {
    int warp = lane.warpId();
    lock.lock();
    try {
      checkFailure();
      List<Round> rounds = roundsOfWarp.get(warp);
      Round round = null;
      for (Round open : rounds) {
        if (open.mask == mask) {
          round = open;
        }
      }
      if (round == null) {
        round = new Round(operation, mask);
        rounds.add(round);
      } else if (!round.operation.equals(operation)) {
        throw new IllegalStateException(
            "lanes of warp %d with mask 0x%08x disagree: %s calls %s where others call %s"
                .formatted(warp, mask, lane, operation, round.operation));
      }
      round.values[lane.laneId()] = value;
      round.arrived |= 1 << lane.laneId();
      if (isFull(round, warp)) {
        rounds.remove(round);
        return complete(round);
      }
      round.waiters.add(lane);
      startWaiting(lane, "%s with mask 0x%08x".formatted(operation, mask));
    } finally {
      lock.unlock();
    }
    return (Lane.Votes) resume(lane);
  }

  /** The lane has returned or failed; nobody waits for it from now on. */
  void end(Lane lane, @Nullable Throwable cause) {
    lock.lock();
    try {
      live--;
      int warp = lane.warpId();
      liveOfWarp[warp] &= ~(1 << lane.laneId());
      if (cause != null) {
        Throwable elsewhere = grid.failure();
        lose(cause instanceof PeerFault && elsewhere != null ? elsewhere : cause);
        return;
      }
      for (int i = 0; i < BARRIERS; i++) {
        Barrier open = barriers[i];
        if (open != null && open.expected == 0 && isFull(open)) {
          complete(i, open);
        }
      }
      for (Iterator<Round> it = roundsOfWarp.get(warp).iterator(); it.hasNext(); ) {
        Round round = it.next();
        if (isFull(round, warp)) {
          it.remove();
          complete(round);
        }
      }
      loseIfStuck();
    } finally {
      lock.unlock();
    }
  }

  /** Ends the block from outside: every lane leaves at its next rendezvous. */
  void cancel(Throwable cause) {
    lock.lock();
    try {
      lose(cause);
    } finally {
      lock.unlock();
    }
  }

  private Barrier arriveAt(int barrier, int threads) {
    Barrier open = barriers[barrier];
    if (open == null) {
      open = new Barrier(threads);
      barriers[barrier] = open;
    } else if (open.expected != threads) {
      throw new IllegalStateException(
          "lanes disagree on barrier %d: %s here, %s elsewhere"
              .formatted(barrier, inWords(threads), inWords(open.expected)));
    }
    open.arrived++;
    return open;
  }

  private static String inWords(int threads) {
    return threads == 0 ? "all threads" : threads + " threads";
  }

  private boolean isFull(Barrier open) {
    return open.arrived >= (open.expected == 0 ? live : open.expected);
  }

  private boolean isFull(Round round, int warp) {
    return (round.mask & liveOfWarp[warp] & ~round.arrived) == 0;
  }

  private Lane.BarrierOutcome complete(int barrier, Barrier open) {
    barriers[barrier] = null;
    Lane.BarrierOutcome outcome = new Lane.BarrierOutcome(open.trues, open.arrived);
    releaseAll(open.waiters, outcome);
    return outcome;
  }

  private Lane.Votes complete(Round round) {
    Lane.Votes votes = new Lane.Votes(round.arrived, round.values);
    releaseAll(round.waiters, votes);
    return votes;
  }

  private void releaseAll(List<Lane> waiters, Object outcome) {
    waiting -= waiters.size();
    for (Lane lane : waiters) {
      lane.release(outcome);
    }
  }

  private void startWaiting(Lane lane, String reason) {
    lane.prepareToWait(reason);
    waiting++;
    loseIfStuck();
  }

  private void loseIfStuck() {
    if (waiting == 0 || waiting < live || failure != null) {
      return;
    }
    StringBuilder text =
        new StringBuilder("no lane of block " + index + " can go on; each waits for another:");
    int named = 0;
    for (int i = 0; i < lanes.length; i++) {
      String reason = lanes[i].waitsFor();
      if (reason == null) {
        continue;
      }
      int last = i;
      while (last + 1 < lanes.length && reason.equals(lanes[last + 1].waitsFor())) {
        last++;
      }
      if (named++ == 8) {
        text.append(" …");
        break;
      }
      text.append(named > 1 ? ";" : "")
          .append(last == i ? " lane " + i : " lanes " + i + " to " + last)
          .append(" at ")
          .append(reason);
      i = last;
    }
    lose(new IllegalStateException(text.toString()));
  }

  private void lose(Throwable cause) {
    if (failure == null) {
      failure = cause;
      for (Lane lane : lanes) {
        if (lane.waitsFor() != null) {
          lane.release(null);
        }
      }
      waiting = 0;
    }
  }

  private void checkFailure() {
    if (isLost()) {
      throw new PeerFault();
    }
  }

  private static Object resume(Lane lane) {
    Object outcome = lane.await();
    if (outcome == null) {
      throw new PeerFault();
    }
    return outcome;
  }
}
