package dev.ringkernel.ptx.sim.running;

import java.util.ArrayList;
import java.util.List;

/** The writes of a location that can still be read, from old to young. */
final class History {
  /** Older ones are dropped. */
  static final int MOST = 8;

  private final List<Write> writes;

  /** Index of the write that raw memory holds. */
  private int published;

  History(long initial) {
    this(new ArrayList<>(List.of(Write.initial(initial))), 0);
  }

  private History(List<Write> writes, int published) {
    this.writes = writes;
    this.published = published;
  }

  /** As many bits of each write from {@code shift} on. */
  History piece(int shift, int bytes) {
    List<Write> parts = new ArrayList<>(writes.size());
    for (Write write : writes) {
      parts.add(write.piece(Word.cut(write.value >>> shift, bytes)));
    }
    return new History(parts, published);
  }

  int size() {
    return writes.size();
  }

  Write get(int index) {
    return writes.get(index);
  }

  Write youngest() {
    return writes.getLast();
  }

  /** Index of the oldest write that one who knows this may read. */
  int floor(Clock clock) {
    int floor = writes.size() - 1;
    while (floor > 0 && !writes.get(floor).known(clock)) {
      floor--;
    }
    return floor;
  }

  /** Index of the write of a store of several pieces; -1 where it is none of this location. */
  int indexOf(long store) {
    for (int i = writes.size() - 1; i >= 0; i--) {
      if (writes.get(i).store == store) {
        return i;
      }
    }
    return -1;
  }

  /**
   * Whether a write may come directly behind that of {@code index}: not between an atomic and what
   * it read, where the two are morally strong.
   */
  boolean takes(int index, Agent agent, Manner manner) {
    for (int i = index + 1; i < writes.size(); i++) {
      Write update = writes.get(i);
      if (update.read != Write.NOTHING
          && indexOf(update.read) <= index
          && update.morallyStrong(agent, manner)) {
        return false;
      }
    }
    return true;
  }

  int published() {
    return published;
  }

  void publish(int index) {
    published = Math.max(published, index);
  }

  boolean pending() {
    return published < writes.size() - 1;
  }

  /** Whether the oldest must be published first if one more comes. */
  boolean full() {
    return writes.size() == MOST && published == 0;
  }

  /** Puts a write behind that of {@code index}. */
  void insert(int index, Write write) {
    writes.add(index + 1, write);
    if (published > index) {
      published++;
    }
    if (writes.size() > MOST) {
      writes.removeFirst();
      published = Math.max(0, published - 1);
    }
  }

  /** Puts a write behind another, or first where that is no longer kept. */
  void insertBehind(Write before, Write write) {
    insert(Math.max(0, writes.indexOf(before)), write);
  }

  void remove(Write write) {
    int index = writes.indexOf(write);
    writes.remove(index);
    if (published >= index) {
      published--;
    }
  }

  /** Forgets all but the youngest, which everyone knows. */
  void settle() {
    Write last = writes.getLast();
    last.knownToEveryone();
    writes.clear();
    writes.add(last);
    published = 0;
  }
}
