package dev.ringkernel.ptx.sim.check;

import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.Dim3;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds accesses without an order, by happens-before as PTX defines it (PTX ISA, "Memory
 * Consistency Model"): program order, barriers, what is released and acquired at scopes that take
 * each other in, and the start and end of launches. Also finds changes of what was promised to be
 * read only.
 *
 * <p>Each access is compared with those at the same bytes that may be unordered with it; all of
 * them are kept, up to {@link Cell#MOST}.
 */
public final class Races {
  /** Of longer copies by the host, only conflicts with what came before are found. */
  private static final long LARGE = 1 << 12;

  private final Shadow shadow = new Shadow();
  private final Map<Long, Phases> phases = new HashMap<>();
  private final Conflicts conflicts;
  private final boolean orders;
  private final boolean promises;
  private final Agent host;
  private long now = 1;
  private long blocks;

  /** What was collected at an mbarrier in this phase, and what the last one collected. */
  private static final class Phases {
    View collecting = new View();
    View done = new View().share();
  }

  /** How an access of memory of the JVM's own is done. */
  public interface Word {
    /** The four bytes at an address, as they are now. */
    int at(long address);
  }

  /**
   * Finds what is asked for.
   *
   * @param orders unordered accesses
   * @param promises changes of what is read only
   */
  public Races(Conflicts conflicts, boolean orders, boolean promises) {
    this.conflicts = conflicts;
    this.orders = orders;
    this.promises = promises;
    this.host = Agent.host(now);
  }

  // Who there is.

  /** A launch starts. */
  public synchronized LaunchSpan launch() {
    return new LaunchSpan();
  }

  /** What a block that starts now is part of. */
  public synchronized Start start(LaunchSpan launch, long cluster, int device) {
    View view = host.view.share().own();
    view.put(Agent.HOST, ++now);
    now++; // what the thread sees of the host's memory, it sees later
    return new Start(new Team(launch, ++blocks, cluster, device), view.share());
  }

  /** A block that starts. */
  public record Start(Team team, View view) {}

  /** A thread of a block that starts. */
  public synchronized Agent thread(Start start, int lane, Dim3 block, Dim3 thread) {
    return Agent.thread(start.team(), lane, block, thread, start.view(), now);
  }

  /** A launch has ended; the host will know. */
  public synchronized void ended(LaunchSpan launch) {
    launch.end(++now);
  }

  /** Nothing runs any more, so that all that was done came before all that will be. */
  public synchronized void idle() {
    shadow.clear();
    phases.clear();
  }

  /** Memory starts anew. */
  public synchronized void forget(long start, long bytes) {
    shadow.forget(start, bytes);
    if (!phases.isEmpty()) {
      phases.keySet().removeIf(at -> at >= start && at < start + bytes);
    }
  }

  // Accesses.

  /** A thread accesses memory. */
  public synchronized void access(Agent who, Probe what, long at, int bytes, boolean writes) {
    access(who, who.segment, what, at, bytes, writes);
  }

  private void access(Agent who, long when, Probe what, long at, long bytes, boolean writes) {
    for (long next = at; next < at + bytes; ) {
      Cell cell = shadow.at(next);
      if ((next & 3) == 0 && at + bytes - next >= 4 && !cell.isSplit()) {
        visit(cell, who, when, what, next, writes);
        next += 4;
      } else {
        visit(cell.part((int) next & 3), who, when, what, next, writes);
        next++;
      }
    }
  }

  private void visit(Cell cell, Agent who, long when, Probe what, long at, boolean writes) {
    Scope strong = what.strong();
    if (promises) {
      promise(cell, who, when, what, at, writes);
    }
    if (!orders) {
      return;
    }
    Entry head = cell.latest;
    if (head != null
        && head.next() == null
        && head.who() == who
        && head.when() == when
        && head.what() == what
        && head.writes() == writes) {
      return;
    }
    Entry rest = compare(head, who, what, strong, writes, at, 1);
    cell.latest = new Entry(who, when, what, writes, strong, rest);
  }

  /** Reports conflicts with earlier accesses; gives those that are still to be kept. */
  private @Nullable Entry compare(
      @Nullable Entry e,
      Agent who,
      Probe what,
      @Nullable Scope strong,
      boolean writes,
      long at,
      int kept) {
    if (e == null || kept == Cell.MOST) {
      return null;
    }
    boolean known = who.knows(e.who(), e.when());
    if (!known && (writes || e.writes())) {
      Scope theirs = e.strong();
      boolean both = strong != null && theirs != null;
      boolean ordered =
          strong != null
              && theirs != null
              && e.who().team.reaches(theirs, who.team)
              && who.team.reaches(strong, e.who().team);
      if (!ordered) {
        conflicts.race(side(e), new Conflicts.Side(who, what, writes), both, at);
      }
    }
    // Whoever is unordered with a dropped one is unordered with this, and as weakly.
    boolean drops = known && (writes || !e.writes()) && isAsWeak(strong, e.strong());
    Entry rest = compare(e.next(), who, what, strong, writes, at, drops ? kept : kept + 1);
    return drops ? rest : e.before(rest);
  }

  /** Whether an access conflicts with all that another one would conflict with. */
  private static boolean isAsWeak(@Nullable Scope one, @Nullable Scope other) {
    return one == null || (other != null && one.compareTo(other) <= 0);
  }

  private static Conflicts.Side side(Entry e) {
    return new Conflicts.Side(e.who(), e.what(), e.writes());
  }

  private void promise(Cell cell, Agent who, long when, Probe what, long at, boolean writes) {
    Entry mine = new Entry(who, when, what, writes, null, null);
    Entry other = writes ? cell.promised : what.readOnly() ? cell.written : null;
    if (writes) {
      cell.written = mine;
    } else if (what.readOnly()) {
      cell.promised = mine;
    }
    if (other == null) {
      return;
    }
    // What changed before the launch of the load began is no matter.
    Entry load = writes ? other : mine;
    Entry write = writes ? mine : other;
    boolean same = load.who().team.launch() == write.who().team.launch();
    boolean during =
        write.who().isHost()
            ? load.who().view.get(Agent.HOST) < write.when()
            : write.who().team.launch().ended() == 0;
    if (load.who().team.launch().ended() == 0 && (same || during)) {
      conflicts.changed(side(load), side(write), at);
    }
  }

  // Release and acquire.

  private Stamp release(Agent who) {
    Stamp stamp = new Stamp(who.view.share(), who.key, who.segment);
    who.segment = ++now;
    return stamp;
  }

  /** Before a store, or what may be one: gives away what its order says. */
  public synchronized void store(
      Agent who, Probe what, long at, int bytes, boolean updates, boolean toHost) {
    if (!orders) {
      return;
    }
    List<Given> gives = gives(who, what);
    for (long next = at & -4; next < at + bytes; next += 4) {
      Cell cell = shadow.at(next);
      if (cell.isSplit()) {
        for (int i = 0; i < 4; i++) {
          if (next + i >= at && next + i < at + bytes) {
            put(cell.part(i), gives, updates);
          }
        }
      } else {
        put(cell, gives, updates);
      }
    }
    if (toHost) {
      for (Given each : gives) {
        if (each.scope() == Scope.SYS) {
          host.learn(each.stamp());
        }
      }
    }
  }

  private static void put(Cell cell, List<Given> gives, boolean updates) {
    if (!updates || cell.given.isEmpty()) {
      cell.given = gives;
      return;
    }
    if (gives.isEmpty()) {
      return;
    }
    // A chain of updates passes on what the store before it gave.
    List<Given> all = new ArrayList<>(cell.given);
    for (Given more : gives) {
      boolean merged = false;
      for (int i = 0; i < all.size() && !merged; i++) {
        if (all.get(i).isLike(more)) {
          all.set(i, all.get(i).with(more));
          merged = true;
        }
      }
      if (!merged) {
        all.add(more);
      }
    }
    cell.given = all;
  }

  private List<Given> gives(Agent who, Probe what) {
    Scope scope = what.strong();
    if (scope == null) {
      return List.of();
    }
    if (what.releases()) {
      return List.of(new Given(release(who), scope, who.team));
    }
    List<Given> gives = new ArrayList<>();
    long latest = 0;
    Scope[] widest = Scope.values();
    for (int i = widest.length - 1; i >= 0; i--) {
      Stamp stamp = who.fences[i];
      if (stamp != null && stamp.time() > latest) {
        latest = stamp.time();
        gives.add(new Given(stamp, Given.narrower(widest[i], scope), who.team));
      }
    }
    return gives;
  }

  /** After a load or update: takes what its order says. */
  public synchronized void load(Agent who, Probe what, long at, int bytes) {
    Scope scope = what.strong();
    if (!orders || scope == null) {
      return;
    }
    for (long next = at & -4; next < at + bytes; next += 4) {
      for (Given given : shadow.at(next).allGiven()) {
        if (given.reaches(who.team, scope)) {
          take(who, what, scope, given);
        }
      }
    }
  }

  private static void take(Agent who, Probe what, Scope scope, Given given) {
    if (what.acquires()) {
      who.learn(given.stamp());
    } else {
      who.keep(new Given(given.stamp(), Given.narrower(given.scope(), scope), given.by()));
    }
  }

  /** A fence. */
  public synchronized void fence(Agent who, Probe what) {
    Scope scope = what.strong();
    if (!orders || scope == null) {
      return;
    }
    if (what.acquires()) {
      who.pending.removeIf(
          given -> {
            boolean takes = given.reaches(who.team, scope);
            if (takes) {
              who.learn(given.stamp());
            }
            return takes;
          });
    }
    if (what.releases()) {
      who.fences[scope.ordinal()] = release(who);
    }
  }

  // The host.

  /** Before an access of the JVM's own memory: has the host changed it unseen? */
  public synchronized void beforeHost(Agent who, Probe what, long at, int bytes, Word memory) {
    if (!orders) {
      return;
    }
    Scope scope = what.strong();
    if (scope == Scope.SYS) {
      return;
    }
    for (long next = at & -4; next < at + bytes; next += 4) {
      Cell cell = shadow.at(next);
      int look = bytesOf(next, at, bytes) & cell.seenBytes;
      if (changed(cell, memory.at(next), look) && who.view.get(Agent.HOST) < cell.seenAt) {
        conflicts.hostRace(new Conflicts.Side(who, what, false), scope != null, Math.max(next, at));
      }
    }
  }

  /** After an access of the JVM's own memory: what it saw, the host may have released. */
  public synchronized void afterHost(
      Agent who, Probe what, long at, int bytes, boolean loads, Word memory) {
    if (!orders) {
      return;
    }
    boolean heard = false;
    for (long next = at & -4; next < at + bytes; next += 4) {
      Cell cell = shadow.at(next);
      int value = memory.at(next);
      int look = bytesOf(next, at, bytes);
      heard |= changed(cell, value, look & cell.seenBytes) || (look & ~cell.seenBytes) != 0;
      cell.seen = value;
      cell.seenBytes |= look;
      cell.seenAt = now;
    }
    if (heard && loads && what.strong() == Scope.SYS) {
      Stamp stamp = new Stamp(host.view.share(), Agent.HOST, ++now);
      now++;
      take(who, what, Scope.SYS, new Given(stamp, Scope.SYS, Team.HOST));
    }
  }

  /** A mask of eight bits for each byte of the word at {@code word} that the access covers. */
  private static int bytesOf(long word, long at, int bytes) {
    int mask = 0;
    for (int i = 0; i < 4; i++) {
      mask |= word + i >= at && word + i < at + bytes ? 0xff << (8 * i) : 0;
    }
    return mask;
  }

  private static boolean changed(Cell cell, int value, int look) {
    return ((cell.seen ^ value) & look) != 0;
  }

  /** The host copies from or to memory, while launches may run. */
  public synchronized void hostCopies(Probe what, long at, long bytes, boolean writes) {
    host.segment = ++now;
    host.view = host.view.own();
    host.view.put(Agent.HOST, now);
    if (bytes <= LARGE) {
      access(host, host.segment, what, at, bytes, writes);
      return;
    }
    for (long next = at & -4; next < at + bytes; next = shadow.nextKnown(next + 4, at + bytes)) {
      if (shadow.isKnown(next)) {
        access(
            host, host.segment, what, Math.max(at, next), Math.min(4, at + bytes - next), writes);
      }
    }
  }

  // Meetings.

  /** A thread comes to where others meet. */
  public synchronized void arrive(Rendezvous where, Agent who) {
    where.arrive(who, release(who));
  }

  /** All have come: those who wait go on with what all know. */
  public synchronized void complete(Rendezvous where, Rendezvous.Whole whole, List<Agent> waiting) {
    View all = where.complete(whole, now);
    now++;
    for (Agent who : waiting) {
      // Whoever waited since it arrived learned nothing meanwhile.
      who.view = all;
      who.segment = now;
    }
  }

  /** All have come, and whoever waits takes what they know when it looks. */
  public synchronized Met completeLater(Rendezvous where, Rendezvous.Whole whole) {
    View all = where.complete(whole, now);
    now++;
    return new Met(all);
  }

  /** What those knew together who met. */
  public record Met(View view) {}

  /** A thread that waited takes what all knew. */
  public synchronized void take(Agent who, Met met) {
    who.learn(new Stamp(met.view(), 0, 0));
  }

  // Mbarriers.

  private Phases phases(long at) {
    return phases.computeIfAbsent(at, a -> new Phases());
  }

  /** A thread arrives at an mbarrier, and releases. */
  public synchronized void arriveAt(long at, Agent who) {
    Phases there = phases(at);
    there.collecting = release(who).teach(there.collecting);
  }

  /** The phase of an mbarrier is over. */
  public synchronized void phaseEnds(long at) {
    Phases there = phases(at);
    there.done = there.collecting.share();
  }

  /** A thread found that a phase is over, and acquires. */
  public synchronized void passes(long at, Agent who) {
    who.learn(new Stamp(phases(at).done.share(), 0, 0));
  }

  // Asynchronous copies.

  /** An operation is issued; gives its time, by which it is waited for. */
  public synchronized long issue(Agent who) {
    Agent engine = who.engine();
    engine.view = release(who).teach(engine.view);
    engine.segment = ++now;
    return engine.segment;
  }

  /** An operation accesses memory. */
  public synchronized void copies(
      Agent who, long issued, Probe what, long at, long bytes, boolean writes) {
    access(who.engine(), issued, what, at, bytes, writes);
  }

  /** An operation tells an mbarrier that it is done. */
  public synchronized void tells(long at, Agent who, long issued) {
    Phases there = phases(at);
    Agent engine = who.engine();
    there.collecting = new Stamp(engine.view.share(), engine.key, issued).teach(there.collecting);
  }

  /** A thread waited for its operations up to the one of this time. */
  public synchronized void awaits(Agent who, long issued) {
    who.learn(who.engine().key, issued);
  }
}
