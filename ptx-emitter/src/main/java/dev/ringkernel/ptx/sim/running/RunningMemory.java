package dev.ringkernel.ptx.sim.running;

import dev.ringkernel.ptx.isa.MemoryOrder;
import dev.ringkernel.ptx.isa.Scope;
import dev.ringkernel.ptx.sim.litmus.Place;
import dev.ringkernel.ptx.sim.running.Patterns.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The memory of all kernels of a machine. Addresses are native ones, aligned to the size of the
 * access, of 1 to 8 bytes, or 16. Threads: any, one at a time.
 */
public final class RunningMemory {
  /** Who writes for operations that run beside threads. */
  private static final int ASYNC = 1;

  private final Backing backing;
  private final Choices choices;
  private final Words words = new Words();
  private final Host host;

  /** All {@code fence.sc} so far. */
  private Patterns sequential = Patterns.NONE;

  /** The host's time when the latest kernel started. */
  private int started;

  private int agents = 2;
  private int asyncTime;
  private long stores;

  /** An empty memory above another. */
  public RunningMemory(Backing backing, Choices choices) {
    this.backing = backing;
    this.choices = choices;
    this.host = new Host(backing);
  }

  /** What an atomic makes of the old value; null for no write. */
  @FunctionalInterface
  public interface Change {
    /** The new value, or null. */
    @Nullable Long of(long old);
  }

  /** What a thread that arrived at a meeting shows to those who leave it. */
  public static final class Gathering {
    private final View joined = new View();
  }

  /** The arrivals at an mbarrier: of the phase that is open, and of those before. */
  public static final class Arrivals {
    private Patterns open = Patterns.NONE;
    private Patterns over = Patterns.NONE;

    /** The phase is complete. */
    public void complete() {
      over = over.with(open);
      open = Patterns.NONE;
    }
  }

  /** A kernel starts, and {@link Backing#before} knows what is in memory. */
  public synchronized void start() {
    started = host.time();
  }

  /** A thread at {@code place}. */
  public synchronized Agent agent(Place place) {
    return new Agent(agents++, place, new View());
  }

  /** An operation that runs beside a thread and knows what that knows now. */
  public synchronized Agent beside(Agent issuer) {
    return new Agent(ASYNC, issuer.place(), issuer.view.copy());
  }

  /** The time of an operation beside threads that writes now. */
  public synchronized int land(Agent operation) {
    asyncTime++;
    operation.view.generic.advance(ASYNC, asyncTime);
    return asyncTime;
  }

  /** A thread has waited for an operation of this time. */
  public synchronized void waited(Agent agent, int time) {
    agent.view.generic.advance(ASYNC, time);
    agent.view.asyncGlobal.advance(ASYNC, time);
    agent.view.asyncShared.advance(ASYNC, time);
  }

  private @Nullable Word word(long address, boolean writes) {
    long at = address & -8;
    Word word = words.find(at);
    if (word == null) {
      Backing.Kind kind = backing.kind(at);
      if (!writes && kind != Backing.Kind.HOST) {
        return null;
      }
      boolean noted = kind == Backing.Kind.HOST;
      word = new Word(at, kind, noted ? backing.before(at) : backing.get(at));
      word.checked = noted ? started : host.time();
      words.add(word);
    }
    host.look(word);
    return word;
  }

  /** Loads up to 8 bytes, zero-extended. */
  public synchronized long load(Agent agent, long at, int bytes, Manner manner) {
    Word word = word(at, false);
    if (word == null) {
      return Word.cut(backing.get(at & -8) >>> ((at & 7) * 8), bytes);
    }
    word.split(bytes);
    int first = (int) (at & 7) / word.pieceBytes();
    if (bytes == word.pieceBytes()) {
      History history = word.piece(first);
      Clock clock = agent.view.clock(manner.async(), word.shared());
      int floor = history.size() == 1 ? 0 : history.floor(clock);
      Write write = history.get(pick(agent, word, history, floor, manner));
      observe(agent, at, manner, write, true);
      return write.value;
    }
    long[] result = new long[2];
    whole(agent, at, bytes, manner, result);
    return result[0];
  }

  /** The write that a load reads which may read none older than {@code floor}. */
  private int pick(Agent agent, Word word, History history, int floor, Manner manner) {
    int newest = history.size() - 1;
    if (newest > floor && !choices.seesRacing()) {
      while (newest > floor && !sure(agent, word, history.get(newest), manner)) {
        newest--;
      }
    }
    return newest == floor ? floor : newest - choices.behind(newest - floor + 1);
  }

  /** Whether an access sees an unknown write in the end: not so where they race. */
  private static boolean sure(Agent agent, Word word, Write write, Manner manner) {
    return write.morallyStrong(agent, manner)
        || (write.writer == Host.ID && word.kind == Backing.Kind.DEVICE);
  }

  /** Loads 16 bytes at once, into two words. */
  public synchronized void loadWide(Agent agent, long at, Manner manner, long[] into) {
    whole(agent, at, 16, manner, into);
  }

  /** All pieces, none older than what another piece shows of the same store. */
  private void whole(Agent agent, long at, int bytes, Manner manner, long[] into) {
    Pieces pieces = pieces(at, bytes, true);
    int[] picked = new int[pieces.count()];
    for (int i = 0; i < picked.length; i++) {
      History history = pieces.history(i);
      int floor = history.floor(agent.view.clock(manner.async(), pieces.word(i).shared()));
      for (int j = 0; j < i; j++) {
        floor = Math.max(floor, history.indexOf(pieces.history(j).get(picked[j]).store));
      }
      picked[i] = pick(agent, pieces.word(i), history, floor, manner);
    }
    if (torn(pieces, picked)) {
      for (int i = 0; i < picked.length; i++) {
        picked[i] = pieces.history(i).size() - 1;
      }
    }
    into[0] = 0;
    into[1] = 0;
    for (int i = 0; i < picked.length; i++) {
      Write write = pieces.history(i).get(picked[i]);
      observe(agent, at, manner, write, true);
      int offset = pieces.offset(i);
      into[offset / 8] |= write.value << (offset % 8 * 8);
    }
  }

  private static boolean torn(Pieces pieces, int[] picked) {
    for (int i = 0; i < picked.length; i++) {
      long store = pieces.history(i).get(picked[i]).store;
      for (int j = 0; j < i; j++) {
        if (pieces.history(j).indexOf(store) > picked[j]) {
          return true;
        }
      }
    }
    return false;
  }

  private Pieces pieces(long at, int bytes, boolean writes) {
    Pieces pieces = new Pieces(at);
    for (long each = at; each < at + bytes; each = (each & -8) + 8) {
      Word word = word(each, writes);
      if (word == null) {
        throw new IllegalStateException("no word at 0x" + Long.toHexString(each));
      }
      word.split(Math.min(bytes, 8));
      int first = (int) (each & 7) / word.pieceBytes();
      int count = Math.min(bytes, 8) / word.pieceBytes();
      for (int i = 0; i < count; i++) {
        pieces.add(word, first + i);
      }
    }
    return pieces;
  }

  private static void observe(Agent agent, long at, Manner manner, Write write, boolean patterned) {
    if (write.morallyStrong(agent, manner)) {
      write.knownTo(agent.id, agent.time());
      if (manner.strong() && patterned) {
        agent.saw(at, write.releases);
      }
    }
    if (manner.acquires()) {
      agent.acquireAt(manner.scope(), at);
    }
  }

  /** Stores up to 8 bytes. */
  public synchronized void store(Agent agent, long at, int bytes, long value, Manner manner) {
    storeAll(agent, at, bytes, value, 0, manner);
  }

  /** Stores 16 bytes at once. */
  public synchronized void storeWide(Agent agent, long at, long low, long high, Manner manner) {
    storeAll(agent, at, 16, low, high, manner);
  }

  private void storeAll(Agent agent, long at, int bytes, long low, long high, Manner manner) {
    Pieces pieces = pieces(at, bytes, true);
    Patterns releases = manner.strong() ? agent.patterns(at, manner) : Patterns.NONE;
    stores++;
    for (int i = 0; i < pieces.count(); i++) {
      History history = pieces.history(i);
      int after = history.size() - 1;
      if (pieces.count() == 1 && after > 0) {
        Clock clock = agent.view.clock(manner.async(), pieces.word(i).shared());
        after = place(agent, history, history.floor(clock), manner);
      }
      insert(agent, pieces, i, after, pieces.part(i, low, high), manner, Write.NOTHING, releases);
    }
    for (int i = 0; i < pieces.count(); i++) {
      written(pieces.word(i));
    }
  }

  /** The index behind which a write comes, from {@code floor} on. */
  private int place(Agent agent, History history, int floor, Manner manner) {
    int newest = history.size() - 1;
    int[] places = new int[newest - floor + 1];
    int count = 0;
    for (int i = newest; i >= floor; i--) {
      if (history.takes(i, agent, manner)) {
        places[count++] = i;
      }
      if (history.get(i).morallyStrong(agent, manner)) {
        // What is morally strong is ordered as it is executed, as memory below all caches does it.
        break;
      }
    }
    return places[count == 1 ? 0 : choices.behind(count)];
  }

  private Write insert(
      Agent agent,
      Pieces pieces,
      int piece,
      int after,
      long value,
      Manner manner,
      long read,
      Patterns releases) {
    History history = pieces.history(piece);
    Write before = history.get(after);
    if (!pieces.word(piece).shared() && history.full()) {
      host.publish(pieces.word(piece));
    }
    Write write = new Write(value, agent.id, agent.place(), manner, read, stores, releases);
    write.knownTo(agent.id, agent.time());
    history.insertBehind(before, write);
    return write;
  }

  /** Something was written: it is in raw memory at once, or will be. */
  private void written(Word word) {
    if (word.shared()) {
      long value = word.youngest();
      if (!backing.swap(word.at, word.raw, value)) {
        throw new IllegalStateException("somebody wrote shared memory beside the simulator");
      }
      word.raw = value;
      for (int i = 0; i < word.count(); i++) {
        word.piece(i).publish(word.piece(i).size() - 1);
      }
    } else if (word.pending()) {
      host.add(word);
    }
  }

  /**
   * An atomic on up to 8 bytes.
   *
   * @param patterned whether its read may be part of an acquire pattern; not so for {@code red}
   * @return the old value
   */
  public synchronized long update(
      Agent agent, long at, int bytes, Manner manner, boolean patterned, Change change) {
    Manner strong =
        new Manner(true, manner.acquires(), manner.releases(), manner.scope(), manner.async());
    while (true) {
      Pieces pieces = pieces(at, bytes, true);
      if (pieces.count() > 1) {
        return updateYoungest(agent, pieces, at, strong, patterned, change);
      }
      History history = pieces.history(0);
      int picked = pick(agent, pieces.word(0), history, strong, change);
      Write read = history.get(picked);
      Long fresh = change.of(read.value);
      boolean carries = read.morallyStrong(agent, strong);
      observe(agent, at, strong, read, patterned);
      if (fresh == null) {
        return read.value;
      }
      Patterns releases = agent.patterns(at, strong);
      Patterns all = carries ? read.releases.with(releases) : releases;
      stores++;
      Word word = pieces.word(0);
      int after = place(agent, history, picked, strong);
      long value = Word.cut(fresh, bytes);
      Write write = insert(agent, pieces, 0, after, value, strong, read.store, all);
      written(word);
      if (word.kind != Backing.Kind.HOST || host.publish(word)) {
        return read.value;
      }
      // The host wrote in between; this atomic has not happened yet.
      history.remove(write);
    }
  }

  /**
   * The write that an atomic reads: if it writes, none that it is morally strong with may be
   * younger.
   */
  private int pick(Agent agent, Word word, History history, Manner manner, Change change) {
    int newest = history.size() - 1;
    int floor = newest == 0 ? 0 : history.floor(agent.view.clock(manner.async(), word.shared()));
    int[] candidates = new int[newest - floor + 1];
    int count = 0;
    boolean free = true;
    for (int i = newest; i >= floor; i--) {
      boolean sees =
          i == floor || choices.seesRacing() || sure(agent, word, history.get(i), manner);
      if (sees && (free || change.of(history.get(i).value) == null)) {
        candidates[count++] = i;
      }
      free &= !history.get(i).morallyStrong(agent, manner);
    }
    return candidates[count == 1 ? 0 : choices.behind(count)];
  }

  private long updateYoungest(
      Agent agent, Pieces pieces, long at, Manner manner, boolean patterned, Change change) {
    long old = 0;
    Patterns carried = Patterns.NONE;
    for (int i = 0; i < pieces.count(); i++) {
      Write read = pieces.history(i).youngest();
      old |= read.value << (pieces.offset(i) * 8);
      if (read.morallyStrong(agent, manner)) {
        carried = carried.with(read.releases);
      }
      observe(agent, at, manner, read, patterned);
    }
    Long fresh = change.of(old);
    if (fresh != null) {
      Patterns releases = carried.with(agent.patterns(at, manner));
      stores++;
      for (int i = 0; i < pieces.count(); i++) {
        int after = pieces.history(i).size() - 1;
        long read = pieces.history(i).youngest().store;
        insert(agent, pieces, i, after, pieces.part(i, fresh, 0), manner, read, releases);
      }
      Word word = pieces.word(0);
      written(word);
      if (word.kind == Backing.Kind.HOST) {
        host.publish(word);
      }
    }
    return old;
  }

  /** A compare-and-swap, or an exchange where {@code compares} is not, of 16 bytes. */
  public synchronized void updateWide(
      Agent agent,
      long at,
      Manner manner,
      boolean compares,
      long[] expected,
      long[] fresh,
      long[] old) {
    Pieces pieces = pieces(at, 16, true);
    old[0] = 0;
    old[1] = 0;
    Patterns carried = Patterns.NONE;
    for (int i = 0; i < pieces.count(); i++) {
      Write read = pieces.history(i).youngest();
      int offset = pieces.offset(i);
      old[offset / 8] |= read.value << (offset % 8 * 8);
      if (read.morallyStrong(agent, manner)) {
        carried = carried.with(read.releases);
      }
      observe(agent, at, manner, read, true);
    }
    if (compares && (old[0] != expected[0] || old[1] != expected[1])) {
      return;
    }
    Patterns releases = carried.with(agent.patterns(at, manner));
    stores++;
    for (int i = 0; i < pieces.count(); i++) {
      int after = pieces.history(i).size() - 1;
      long read = pieces.history(i).youngest().store;
      long part = pieces.part(i, fresh[0], fresh[1]);
      insert(agent, pieces, i, after, part, manner, read, releases);
    }
    for (int i = 0; i < pieces.count(); i++) {
      written(pieces.word(i));
    }
  }

  /** A memory fence. */
  public synchronized void fence(Agent agent, MemoryOrder order, Scope scope) {
    if (order != MemoryOrder.RELEASE) {
      agent.acquire(scope);
    }
    if (order == MemoryOrder.SC) {
      sequential.acquire(agent.view, agent.place(), scope);
      sequential = sequential.with(new Pattern(agent.place(), scope, agent.release()));
    }
    if (order != MemoryOrder.ACQUIRE) {
      agent.fence(scope);
    }
  }

  /** {@code fence.proxy.async}: what the generic proxy knows, the async proxy knows too. */
  public synchronized void fenceAsync(Agent agent, boolean global, boolean shared) {
    View now = agent.release();
    if (global) {
      agent.view.asyncGlobal.join(now.generic);
    }
    if (shared) {
      agent.view.asyncShared.join(now.generic);
    }
  }

  /** A thread arrives where threads meet. */
  public synchronized void arrive(Agent agent, Gathering at) {
    at.joined.join(agent.release());
  }

  /** A thread leaves with what all showed that arrived. */
  public synchronized void leave(Agent agent, Gathering from) {
    agent.view.join(from.joined);
  }

  /** A thread changes an mbarrier. */
  public synchronized void arrive(Agent agent, Arrivals at, Manner manner) {
    Patterns patterns = agent.patterns(-1, new Manner(true, false, false, manner.scope(), false));
    if (manner.releases()) {
      patterns = patterns.with(new Pattern(agent.place(), manner.scope(), agent.release()));
    }
    at.open = at.open.with(patterns);
  }

  /** A thread saw that a phase of an mbarrier at this address is over. */
  public synchronized void passed(Agent agent, Arrivals at, long address, Manner manner) {
    agent.saw(address, at.over);
    if (manner.acquires()) {
      agent.acquireAt(manner.scope(), address);
    }
  }

  /** An operation beside threads that has landed tells an mbarrier. */
  public synchronized void complete(Agent operation, Arrivals at, int time) {
    View view = new View();
    Agent told = new Agent(ASYNC, operation.place(), view);
    waited(told, time);
    at.open = at.open.with(new Pattern(operation.place(), Scope.CLUSTER, view));
  }

  /** Publishes some of what waits. */
  public synchronized void round() {
    host.round(choices);
  }

  /** A block starts in memory that others had before. */
  public synchronized void forget(long start, long bytes) {
    words.forget(start, bytes);
  }

  /**
   * Everyone knows all that was written, and raw memory has it: before something accesses raw
   * memory that is not modelled, and after it.
   *
   * @param alone whether nobody runs, so that all can be forgotten
   */
  public synchronized void settle(boolean alone) {
    host.settle();
    if (alone) {
      words.clear();
      sequential = Patterns.NONE;
      agents = 2;
      return;
    }
    words.forEach(
        word -> {
          host.look(word);
          for (int i = 0; i < word.count(); i++) {
            word.piece(i).settle();
          }
        });
  }
}
